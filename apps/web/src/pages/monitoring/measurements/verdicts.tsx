import type { Light as Kind } from '@huanzhi/registry';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { formatNumber } from '../../../lib/format.ts';
import { withQuery } from '../../../lib/paths.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { State } from '../../../ui/states.tsx';
import { type ImportRow, importPath, type MeasurementImport } from './queries.ts';
import { useTexts } from './texts.ts';

const lights: Record<ImportRow['verdict'], Kind> = {
  reject: 'red',
  conflict: 'yellow',
  change: 'blue',
  new: 'green',
  same: 'grey',
  nothing: 'grey',
};
const order = ['reject', 'conflict', 'change', 'new', 'same', 'nothing'] as const;

function RowsTable({ data, rows }: { data: MeasurementImport; rows: readonly ImportRow[] }) {
  const t = useTexts();
  const { local } = useLocal();
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => 36,
    overscan: 12,
    getItemKey: (index) => rows[index]?.row ?? index,
  });
  const items = virtual.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  return (
    <div className="panel table-scroll tall" ref={box} {...scrollRegion(t.rowsTitle)}>
      <table className="tb num" aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col">{t.judged}</th>
            <th scope="col">{t.row}</th>
            <th scope="col">{t.reason}</th>
            {data.columns.map((column) => (
              <th key={column.index} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first && first.start > 0 && (
            <tr className="pad">
              <td colSpan={data.columns.length + 3} style={{ height: first.start }} />
            </tr>
          )}
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const wrong = new Set(row.problems.map((problem) => problem.path));
            return (
              <tr
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                aria-rowindex={item.index + 2}
              >
                <td className="nw">
                  <Light kind={lights[row.verdict]} word={t.verdict[row.verdict]} />
                </td>
                <td className="nw t2">{formatNumber(row.row)}</td>
                <td style={{ minWidth: 220 }}>
                  {row.problems.length === 0
                    ? '—'
                    : row.problems.map((problem) => (
                        <div key={problem.path + problem.code}>{local(problem.message)}</div>
                      ))}
                </td>
                {data.columns.map((column) => {
                  const cell = row.cells[column.index] ?? '';
                  const bad = wrong.has(column.title);
                  return (
                    <td key={column.index} className={`nw${column.role === 'ignored' ? ' t3' : ''}`}>
                      {bad ? <span className="wrong">{cell || t.emptyCell}</span> : cell}
                    </td>
                  );
                })}
              </tr>
            );
          })}
          {last && virtual.getTotalSize() > last.end && (
            <tr className="pad">
              <td colSpan={data.columns.length + 3} style={{ height: virtual.getTotalSize() - last.end }} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

/** Published day figures of a verdict, counted beside the hours. */
const dayCounts: Partial<Record<ImportRow['verdict'], keyof MeasurementImport['counts']>> = {
  conflict: 'dayConflict',
  change: 'dayChange',
  new: 'dayNew',
  same: 'daySame',
};

function daysOf(counts: MeasurementImport['counts'], verdict: ImportRow['verdict']): number {
  const key = dayCounts[verdict];
  return key === undefined ? 0 : counts[key];
}

/** Counts by verdict, each a filter, and the rows that a person should see, failures first. */
export function Verdicts({ data, chosen }: { data: MeasurementImport; chosen: string | undefined }) {
  const t = useTexts();
  const verdict = order.find((one) => one === chosen);
  const rows = data.rows
    .filter((row) => !verdict || row.verdict === verdict)
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || a.row - b.row);
  const here = importPath(data.id);
  return (
    <section aria-label={t.rowsTitle}>
      <nav className="verdicts" aria-label={t.filter}>
        <A href={here} aria-current={verdict ? undefined : 'true'}>
          {t.all}
          <span>
            <b>{formatNumber(data.counts.rows)}</b> <small className="t3">{t.inRows}</small>
          </span>
        </A>
        {order.map((one) => (
          <A
            key={one}
            href={withQuery(here, { verdict: one })}
            aria-current={verdict === one ? 'true' : undefined}
          >
            <Light kind={lights[one]} word={t.verdict[one]} />
            <span>
              <b>{formatNumber(data.counts[one])}</b>{' '}
              <small className="t3">{one === 'reject' || one === 'nothing' ? t.inRows : t.inHours}</small>
              {daysOf(data.counts, one) > 0 && (
                <>
                  {' '}
                  <b>{formatNumber(daysOf(data.counts, one))}</b> <small className="t3">{t.inDays}</small>
                </>
              )}
            </span>
          </A>
        ))}
      </nav>
      {rows.length === 0 ? (
        <div className="panel">
          <State icon="list" title={t.noRows} />
        </div>
      ) : (
        <RowsTable key={verdict} data={data} rows={rows} />
      )}
      <p className="t3 s">
        {t.someRows(formatNumber(data.rows.length))}{' '}
        {data.counts.reject + data.counts.conflict + data.counts.dayConflict > 0 && t.allRejected}
      </p>
    </section>
  );
}
