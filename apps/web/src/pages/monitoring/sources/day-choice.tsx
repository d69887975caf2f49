import { useUrlQuery } from '../../../lib/url-query.ts';

/** A day that lives in the address under a key. */
export function DayChoice({ day, label, name = 'day' }: { day: string; label: string; name?: string }) {
  const [, change] = useUrlQuery();
  return (
    <label className="row s">
      <span>{label}</span>
      <input
        className="inp"
        style={{ width: 'auto' }}
        type="date"
        value={day}
        onChange={(event) => event.target.value && change({ [name]: event.target.value }, 'push')}
      />
    </label>
  );
}
