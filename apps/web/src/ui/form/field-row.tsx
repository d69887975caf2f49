import type { FieldDefinition } from '@huanzhi/registry';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocal } from '../../lib/use-local.ts';
import type { ControlProps } from './control-props.ts';

/** A field of a form: label with 必填, control (`FieldControl`), hint, message. */
export function FieldRow({
  Control,
  field,
  id,
  value,
  error,
  change,
  leave,
}: {
  Control: ComponentType<ControlProps>;
  field: FieldDefinition;
  id: string;
  value: unknown;
  error?: string | undefined;
  change: (value: unknown) => void;
  leave: () => void;
}) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const help = local(field.help);
  const describedBy = [help && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>
        {local(field.label)}
        {field.required && <b className="req">{t('form.required')}</b>}
      </label>
      <Control
        field={field}
        id={id}
        value={value}
        invalid={error !== undefined}
        describedBy={describedBy}
        change={change}
        leave={leave}
      />
      {help && (
        <span className="hint" id={`${id}-hint`}>
          {help}
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
