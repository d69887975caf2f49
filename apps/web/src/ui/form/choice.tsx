import { Field } from './field.tsx';
import type { FieldState } from './plain-form.tsx';

/** A choice from a list, with an empty one where the field may stay empty. */
export function Choice({
  field,
  label,
  hint,
  required = false,
  value,
  empty,
  options,
  change,
}: {
  field: FieldState;
  label: string;
  hint?: string;
  required?: boolean;
  value: string;
  /** Word of the empty choice; without it there is none. */
  empty?: string;
  options: readonly { value: string; text: string }[];
  change: (value: string) => void;
}) {
  return (
    <Field {...field} label={label} hint={hint} required={required}>
      {(control) => (
        <select {...control} className="inp" value={value} onChange={(event) => change(event.target.value)}>
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
