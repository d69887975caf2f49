import type { FieldDefinition, RegistryDefinition } from '@huanzhi/registry';
import { useTranslation } from 'react-i18next';
import { useLocal } from '../../lib/use-local.ts';
import { useValueContext } from '../../lib/use-values.ts';
import { missing, valueText } from '../../lib/values.ts';
import { Panel } from '../../ui/page-head.tsx';
import { scrollRegion } from '../../ui/scroll-region.ts';
import type { RecordDetail } from './record-detail.ts';

type ItemsField = Extract<FieldDefinition, { type: 'items' }>;

const numeric = new Set(['number', 'integer']);

function ItemsTable({ field, items }: { field: ItemsField; items: Record<string, unknown>[] }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const context = useValueContext();
  // Account ids say nothing to a reader; the names stand beside them.
  const columns = field.fields.filter(
    (column) =>
      column.type !== 'user' &&
      items.some((item) => valueText(column, item[column.key], context) !== missing),
  );
  return (
    <div className="table-scroll" {...scrollRegion(t('frame.tableOf', { name: local(field.label) }))}>
      <table className="tb">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={numeric.has(column.type) ? 'r' : undefined}>
                {local(column.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
            <tr key={index}>
              {columns.map((column) => (
                <td key={column.key} className={numeric.has(column.type) ? 'r nw' : undefined}>
                  {valueText(column, item[column.key], context)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Lists inside a record (monthly reports, milestones), newest entry first where they carry a month. */
export function ItemsPanels({
  record,
  definition,
}: {
  record: RecordDetail;
  definition: RegistryDefinition;
}) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const lists = definition.fields.filter((field) => field.type === 'items');
  return lists.map((field) => {
    const value = record.data[field.key];
    const items = Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
    const month = field.fields.find((column) => column.type === 'month')?.key;
    // An empty list is worth a line only where something is due every month.
    if (items.length === 0 && !month) return null;
    const sorted = month
      ? [...items].sort((a, b) => String(b[month] ?? '').localeCompare(String(a[month] ?? '')))
      : items;
    return (
      <Panel key={field.key} title={local(field.label)} note={t('record.entries', { count: items.length })}>
        {items.length === 0 ? (
          <p className="in t3">{t('record.noEntries', { name: local(field.label) })}</p>
        ) : (
          <ItemsTable field={field} items={sorted} />
        )}
      </Panel>
    );
  });
}
