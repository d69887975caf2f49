import type { RegistryDefinition } from '@huanzhi/registry';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { paths, withQuery } from '../../lib/paths.ts';
import { useLocal } from '../../lib/use-local.ts';
import { Light } from '../../ui/light.tsx';
import { A } from '../../ui/link.tsx';
import { scrollRegion } from '../../ui/scroll-region.ts';
import { State } from '../../ui/states.tsx';
import { useChangeTexts } from '../record/change-list.tsx';
import type { Batch } from './batch-type.ts';

type Row = Batch['rows'][number];

const lights = { reject: 'red', conflict: 'yellow', change: 'blue', new: 'green', same: 'grey' } as const;
const order = ['reject', 'conflict', 'change', 'new', 'same'] as const;
const most = 500;

/** The column of the file that a problem is about. */
function columnOf(batch: Batch, path: string): string | undefined {
  const last = path.split('.').at(-1);
  return batch.columns.find((column) => {
    const target = batch.mapping[column];
    return column === path || target === path || (target !== null && target?.split('.').at(-1) === last);
  });
}

function VerdictRow({ batch, row, definition }: { batch: Batch; row: Row; definition: RegistryDefinition }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const texts = useChangeTexts(definition);
  const bad = row.problems
    .map((problem) => columnOf(batch, problem.path))
    .filter((column) => column !== undefined);
  return (
    <tr>
      <td className="nw">
        <Light kind={lights[row.verdict]} word={t(`import.verdict.${row.verdict}`)} />
      </td>
      <td className="nw t2">{t('import.row', { number: row.row })}</td>
      <td>
        <b>{row.title || '—'}</b>
      </td>
      <td>
        {bad.map((column) => (
          <div key={column}>
            {column}
            {t('form.colon')}
            <span className="wrong">{row.cells[column] || t('import.emptyCell')}</span>
          </div>
        ))}
        {row.changes.map((change) => {
          const { name, before, after } = texts(change);
          return (
            <div key={change.path}>
              {name}
              {t('form.colon')}
              <span className="t3">{before}</span> → {after}
            </div>
          );
        })}
      </td>
      <td>
        {row.problems.map((problem) => (
          <div key={problem.path + problem.code}>{local(problem.message)}</div>
        ))}
      </td>
      <td className="nw">
        {row.recordId && <A href={paths.record(batch.registry, row.recordId)}>{t('import.record')}</A>}
      </td>
    </tr>
  );
}

/** Third step: a verdict for every row, failures first; each count is a filter. */
export function Verdicts({
  batch,
  definition,
  chosen,
}: {
  batch: Batch;
  definition: RegistryDefinition;
  chosen: string | undefined;
}) {
  const { t } = useTranslation();
  const verdict = order.find((one) => one === chosen);
  const rows = batch.rows
    .filter((row) => !verdict || row.verdict === verdict)
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || a.row - b.row);
  const here = paths.importBatch(batch.registry, batch.id);
  return (
    <>
      <nav className="verdicts" aria-label={t('import.filter')}>
        <A href={here} aria-current={verdict ? undefined : 'true'}>
          {t('import.all')}
          <b>{formatNumber(batch.rows.length)}</b>
        </A>
        {order.map((one) => (
          <A
            key={one}
            href={withQuery(here, { verdict: one })}
            aria-current={verdict === one ? 'true' : undefined}
          >
            <Light kind={lights[one]} word={t(`import.verdict.${one}`)} />
            <b>{formatNumber(batch.counts[one])}</b>
          </A>
        ))}
      </nav>
      <div className="panel table-scroll" {...scrollRegion(t('import.step.verdict'))}>
        {rows.length === 0 ? (
          <State icon="list" title={t('import.noRows')} />
        ) : (
          <table className="tb num">
            <thead>
              <tr>
                <th scope="col">{t('import.judged')}</th>
                <th scope="col">{t('import.line1')}</th>
                <th scope="col">{t('column.title')}</th>
                <th scope="col">{t('import.cell')}</th>
                <th scope="col">{t('import.reason')}</th>
                <th scope="col">
                  <span className="vh">{t('import.record')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, most).map((row) => (
                <VerdictRow key={row.row} batch={batch} row={row} definition={definition} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      {rows.length > most && (
        <p className="t3 s">{t('import.shownFirst', { shown: most, count: rows.length })}</p>
      )}
    </>
  );
}
