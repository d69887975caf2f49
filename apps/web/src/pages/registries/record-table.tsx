import type { Answer } from '@huanzhi/contract';
import type { RegistryDefinition } from '@huanzhi/registry';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, isSortable, nextSort } from '../../lib/columns.ts';
import { scrollRegion } from '../../ui/scroll-region.ts';
import { useColumnName } from './column-choice.tsx';
import { RecordCell } from './record-cell.tsx';

type Row = Answer<'records'>['items'][number];

const numeric = new Set(['number', 'integer']);

function isNumeric(column: Column): boolean {
  return column.field !== null && numeric.has(column.field.type);
}

/**
 * The table of a list. Only the rows in view are in the page; the rest is height. ↑ ↓ or J K move, Enter
 * opens (the focus sits on the link of the row), the end of the list asks for more.
 */
export function RecordTable({
  name,
  definition,
  columns,
  rows,
  total,
  sort,
  changeSort,
  more,
}: {
  name: string;
  definition: RegistryDefinition;
  columns: Column[];
  rows: Row[];
  total: number | null;
  sort: string | undefined;
  changeSort: (sort: string | undefined) => void;
  more: (() => unknown) | null;
}) {
  const { t } = useTranslation();
  const nameOf = useColumnName();
  const box = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<number | null>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => 36,
    overscan: 12,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  const lastIndex = last?.index ?? 0;

  useEffect(() => {
    if (more && lastIndex >= rows.length - 20) more();
  }, [more, lastIndex, rows.length]);

  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, j: 1, J: 1, ArrowUp: -1, k: -1, K: -1 }[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(rows.length - 1, (current ?? -1) + step));
    setCurrent(next);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-row="${next}"] a`)?.focus());
  };
  const direction = (key: string) =>
    sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus between the links of the rows
    <div className="panel table-scroll tall" ref={box} {...scrollRegion(name)} onKeyDown={keys}>
      <table className="tb cards" aria-rowcount={total ?? -1}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={isNumeric(column) ? 'r' : undefined}
                aria-sort={direction(column.key)}
              >
                {isSortable(column) ? (
                  <button type="button" onClick={() => changeSort(nextSort(sort, column.key))}>
                    {nameOf(column)}
                    {direction(column.key) === 'ascending' && ' ↑'}
                    {direction(column.key) === 'descending' && ' ↓'}
                    <span className="vh">{t('list.sort')}</span>
                  </button>
                ) : (
                  nameOf(column)
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first && first.start > 0 && (
            <tr className="pad">
              <td colSpan={columns.length} style={{ height: first.start }} />
            </tr>
          )}
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <tr
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                data-row={item.index}
                aria-rowindex={item.index + 2}
                className={`item${current === item.index ? ' cur' : ''}`}
                onFocus={() => setCurrent(item.index)}
              >
                {columns.map((column) => (
                  <td key={column.key} className={`k-${column.key}${isNumeric(column) ? ' r' : ''}`}>
                    <RecordCell definition={definition} column={column} row={row} />
                  </td>
                ))}
              </tr>
            );
          })}
          {last && virtual.getTotalSize() > last.end && (
            <tr className="pad">
              <td colSpan={columns.length} style={{ height: virtual.getTotalSize() - last.end }} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
