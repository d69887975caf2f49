import type { FocusEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What a control needs so that its label, hint and message belong to it. */
export interface ControlIds {
  id: string;
  'aria-invalid': boolean;
  'aria-required': boolean;
  'aria-describedby': string | undefined;
  onBlur: (event: FocusEvent) => void;
}

/** A field of a plain form: label with 必填, control, hint, and what is wrong with it. */
export function Field({
  id,
  label,
  required = false,
  hint,
  error,
  leave,
  children,
}: {
  id: string;
  label: string;
  required?: boolean;
  hint?: string | undefined;
  error: string | undefined;
  /** Leaving the field: time to check it. */
  leave: () => void;
  children: (control: ControlIds) => ReactNode;
}) {
  const { t } = useTranslation();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {required && <b className="req">{t('form.required')}</b>}
      </label>
      {children({
        id,
        'aria-invalid': error !== undefined,
        'aria-required': required,
        'aria-describedby': describedBy,
        // A message that appears while a button is pressed would move the button away from under the pointer.
        onBlur: (event) => {
          if (!(event.relatedTarget instanceof HTMLButtonElement)) leave();
        },
      })}
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
