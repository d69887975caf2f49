import { Field } from '../../../ui/form/field.tsx';
import type { FieldState } from '../../../ui/form/plain-form.tsx';

/** A password or key: it can be set and removed, never read. */
export function SecretField({
  field,
  label,
  hint,
  removal,
  value,
  change,
}: {
  field: FieldState;
  label: string;
  hint: string;
  /** Words of the box that removes what is set; null: nothing is. */
  removal: string | null;
  /** Empty: left as it is; null: to be removed. */
  value: string | null;
  change: (value: string | null) => void;
}) {
  return (
    <Field {...field} label={label} hint={hint}>
      {(control) => (
        <div className="row w">
          <input
            {...control}
            className="inp station-secret"
            type="password"
            autoComplete="new-password"
            spellCheck={false}
            value={value ?? ''}
            disabled={value === null}
            onChange={(event) => change(event.target.value)}
          />
          {removal !== null && (
            <label className="check">
              <input
                type="checkbox"
                checked={value === null}
                onChange={(event) => change(event.target.checked ? null : '')}
              />
              {removal}
            </label>
          )}
        </div>
      )}
    </Field>
  );
}
