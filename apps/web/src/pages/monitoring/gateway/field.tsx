import type { ReactNode } from 'react';

/** What a control needs so that its label, hint and message belong to it. */
export interface ControlIds {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

/** A field of the station form: label, control, hint, and what is wrong with it. */
export function Field({
  id,
  label,
  required,
  hint,
  error,
  children,
}: {
  id: string;
  label: string;
  /** The word 必填, where the field must be filled. */
  required?: string;
  hint?: string;
  error: string | undefined;
  children: (ids: ControlIds) => ReactNode;
}) {
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {required && <b className="req">{required}</b>}
      </label>
      {children({ id, 'aria-invalid': error !== undefined, 'aria-describedby': describedBy })}
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span className="err-t" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}
