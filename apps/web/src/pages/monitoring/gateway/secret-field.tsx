import { Field } from './field.tsx';
import { useFormTexts } from './form-texts.ts';
import type { StationFormState } from './use-station-form.ts';

/** A password or key: it can be set and removed, never read. */
export function SecretField({
  state,
  field,
  isSet,
}: {
  state: StationFormState;
  field: 'password' | 'sm4Key';
  isSet: boolean;
}) {
  const t = useFormTexts();
  const { draft, set, errorOf } = state;
  const removed = draft[field] === null;
  return (
    <Field
      id={`station-${field}`}
      label={t.fields[field]}
      hint={isSet ? t.isSet : t[`${field}Hint`]}
      error={errorOf(field)}
    >
      {(ids) => (
        <div className="row w">
          <input
            {...ids}
            className="inp station-secret"
            type="password"
            autoComplete="new-password"
            spellCheck={false}
            value={draft[field] ?? ''}
            disabled={removed}
            onChange={(event) => set({ [field]: event.target.value })}
          />
          {isSet && (
            <label className="check">
              <input
                type="checkbox"
                checked={removed}
                onChange={(event) => set({ [field]: event.target.checked ? null : '' })}
              />
              {t.removeSecret(t.fields[field])}
            </label>
          )}
        </div>
      )}
    </Field>
  );
}
