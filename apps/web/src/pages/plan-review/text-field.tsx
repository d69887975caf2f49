import { useId } from 'react';
import { SavedInput } from './saved-input.tsx';

/** A labelled line of text of the open card. */
export function TextField({
  label,
  field,
  value,
  save,
  readOnly,
  type = 'text',
}: {
  label: string;
  field: string;
  value: string;
  save: (value: string) => void;
  readOnly: boolean;
  type?: 'text' | 'date';
}) {
  const id = useId();
  return (
    <div className="fr">
      <label htmlFor={id}>{label}</label>
      <SavedInput id={id} data-field={field} type={type} value={value} readOnly={readOnly} save={save} />
    </div>
  );
}
