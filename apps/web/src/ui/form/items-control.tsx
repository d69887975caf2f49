import type { FieldDefinition } from '@huanzhi/registry';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocal } from '../../lib/use-local.ts';
import type { ControlProps } from './control-props.ts';
import { FieldRow } from './field-row.tsx';

type ItemsField = Extract<FieldDefinition, { type: 'items' }>;
type Item = Record<string, unknown>;

/** A list of entries, each with fields of its own. */
export function ItemsControl({
  Control,
  field,
  id,
  value,
  change,
  leave,
}: ControlProps<ItemsField> & { Control: ComponentType<ControlProps> }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const items = Array.isArray(value) ? (value as Item[]) : [];
  const full = field.maxItems !== undefined && items.length >= field.maxItems;
  return (
    <div className="col g12" id={id} tabIndex={-1}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <fieldset key={index} className="panel in col g12" style={{ padding: 12 }}>
          <legend className="s t3">{t('form.entry', { name: local(field.label), number: index + 1 })}</legend>
          {field.fields.map((child) => (
            <FieldRow
              Control={Control}
              key={child.key}
              field={child}
              id={`${id}-${index}-${child.key}`}
              value={item[child.key]}
              change={(next) =>
                change(items.map((one, at) => (at === index ? { ...one, [child.key]: next } : one)))
              }
              leave={leave}
            />
          ))}
          <div>
            <button
              type="button"
              className="btn sm"
              onClick={() => change(items.filter((_, at) => at !== index))}
              aria-label={t('form.removeEntry', { name: local(field.label), number: index + 1 })}
            >
              {t('form.remove')}
            </button>
          </div>
        </fieldset>
      ))}
      <div>
        <button type="button" className="btn sm" disabled={full} onClick={() => change([...items, {}])}>
          {t('form.addEntry', { name: local(field.label) })}
        </button>
      </div>
    </div>
  );
}
