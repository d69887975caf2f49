import type { RegistryDefinition } from '@huanzhi/registry';
import { useTranslation } from 'react-i18next';
import { useLocal } from '../../lib/use-local.ts';
import { useValueContext } from '../../lib/use-values.ts';
import { missing, valueText } from '../../lib/values.ts';
import { Panel } from '../../ui/page-head.tsx';
import type { RecordDetail } from './record-detail.ts';

/** The fields of the definition with their values; what may not be seen says so. */
export function Fields({ record, definition }: { record: RecordDetail; definition: RegistryDefinition }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const context = useValueContext();
  const fields = definition.fields.filter((field) => field.type !== 'items');
  const isLong = (text: string) => text.length > 30;
  return (
    <Panel
      title={t('record.facts')}
      note={t(`record.sensitivity.${record.sensitivity as 'P0'}`, { defaultValue: record.sensitivity })}
    >
      <dl className="kv two in">
        {record.summary && (
          <>
            <dt>{t('column.summary')}</dt>
            <dd className="whole pre">{record.summary}</dd>
          </>
        )}
        {fields.map((field) => {
          const masked = record.masked.some((key) => key.replace(/^data\./, '') === field.key);
          const text = masked ? t('record.masked') : valueText(field, record.data[field.key], context);
          return (
            <div key={field.key} style={{ display: 'contents' }}>
              <dt className={isLong(text) ? 'first' : undefined}>{local(field.label)}</dt>
              <dd className={`${isLong(text) ? 'whole pre' : ''}${text === missing ? ' t3' : ''}`}>{text}</dd>
            </div>
          );
        })}
      </dl>
    </Panel>
  );
}
