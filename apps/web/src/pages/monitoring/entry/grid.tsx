import type { Light as Kind } from '@huanzhi/registry';
import { type KeyboardEvent, useId } from 'react';
import { formatDay } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Light } from '../../../ui/light.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { cellKey, rowKey } from './cells.ts';
import './entry.css';
import type { JudgedRow, Sheet, SheetRow } from './queries.ts';
import { useTexts } from './texts.ts';
import type { Entry } from './use-entry.ts';

const lights: Record<JudgedRow['verdict'], Kind> = {
  reject: 'red',
  conflict: 'yellow',
  change: 'blue',
  new: 'green',
  same: 'grey',
  nothing: 'grey',
};

const looks: Record<string, string> = { reject: ' bad', conflict: ' warn', new: ' fine', change: ' fine' };

/** Moves the focus up or down in a column; Enter goes down. */
function move(event: KeyboardEvent<HTMLInputElement>): void {
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const cell = event.currentTarget;
  const column = [
    ...(cell
      .closest('table')
      ?.querySelectorAll<HTMLInputElement>(`input[data-column="${cell.dataset.column}"]:enabled`) ?? []),
  ];
  const next = column[column.indexOf(cell) + step];
  next?.focus();
  next?.select();
}

/** The sheet: a row for each hour or day, a column for each factor, and what the server says of each row. */
export function EntryGrid({ sheet, entry }: { sheet: Sheet; entry: Entry }) {
  const t = useTexts();
  return (
    <div className="table-scroll tall" {...scrollRegion(t.sheet)}>
      <table className="tb num entry-grid">
        <thead>
          <tr>
            <th scope="col">{t.rowHead[sheet.rowIs]}</th>
            {sheet.factors.map(({ factor, name, unit }) => (
              <th key={factor} scope="col" className="r">
                {name} <small className="t3">{unit}</small>
              </th>
            ))}
            {entry.judged && <th scope="col">{t.judged}</th>}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row, index) => (
            <Row key={rowKey(row)} sheet={sheet} row={row} index={index} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ sheet, row, index, entry }: { sheet: Sheet; row: SheetRow; index: number; entry: Entry }) {
  const t = useTexts();
  const { language, local } = useLocal();
  const told = useId();
  const verdict = entry.verdicts.get(rowKey(row));
  const name = row.hour === null ? formatDay(row.day, language) : t.hour(row.hour);
  const problems = verdict
    ? [...verdict.problems, ...verdict.cells.flatMap(({ problem }) => problem ?? [])]
    : [];
  return (
    <tr>
      <th scope="row" className="nw">
        {name} {!row.open && <small className="t3">{t.notYet}</small>}
      </th>
      {sheet.factors.map(({ factor, name: factorName }, at) => {
        const cell = verdict?.cells.find((one) => one.factor === factor);
        const stands = row.stands[at] ?? null;
        const key = cellKey(row, factor);
        return (
          <td key={factor}>
            <input
              className={`inp${cell ? (looks[cell.verdict] ?? '') : ''}`}
              data-column={factor}
              aria-label={t.cell(factorName, name)}
              aria-invalid={cell?.verdict === 'reject' || cell?.verdict === 'conflict' ? true : undefined}
              aria-describedby={problems.length > 0 ? told : undefined}
              title={stands ? t.was(String(stands.value ?? '—'), t.sources[stands.source] ?? '') : undefined}
              placeholder={stands ? String(stands.value ?? stands.mark) : undefined}
              inputMode="decimal"
              autoComplete="off"
              maxLength={60}
              disabled={!row.open}
              value={entry.cells[key] ?? ''}
              onChange={(event) => entry.change(key, event.target.value)}
              onKeyDown={(event) => {
                const asks = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
                if (!asks) move(event);
                else if (entry.typed > 0 && !entry.busy) entry.check();
              }}
              onPaste={(event) => {
                const text = event.clipboardData.getData('text');
                if (!/[\t\n]/.test(text.trimEnd())) return;
                event.preventDefault();
                entry.paste({ row: index, factor: at }, text);
              }}
            />
          </td>
        );
      })}
      {entry.judged && (
        <td className="verdict" id={told}>
          {verdict && <Light kind={lights[verdict.verdict]} word={t.verdict[verdict.verdict]} />}
          {problems.map((problem) => (
            <div key={problem.path + problem.code}>{local(problem.message)}</div>
          ))}
        </td>
      )}
    </tr>
  );
}
