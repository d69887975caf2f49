import type { Light as Kind } from '@huanzhi/registry';
import { formatInstant, formatNumber } from '../../../lib/format.ts';
import { paths } from '../../../lib/paths.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { State } from '../../../ui/states.tsx';
import type { StationList, StationRow } from './queries.ts';
import { useTexts } from './texts.ts';

const lights: Record<StationRow['state'], Kind> = {
  online: 'green',
  late: 'yellow',
  offline: 'red',
  faulty: 'yellow',
  never: 'grey',
  inactive: 'grey',
};

/** A page of instruments; one can be chosen. */
export function StationsTable({
  data,
  page,
  chosen,
  hrefOf,
}: {
  data: StationList;
  page: number;
  chosen: number | null;
  hrefOf: (patch: Record<string, string | undefined>) => string;
}) {
  const t = useTexts();
  if (data.items.length === 0)
    return (
      <div className="panel">
        <State icon="list" title={data.counts.all === 0 ? t.none : t.noMatch}>
          {data.counts.all !== 0 && (
            <A className="btn" href={paths.gateway}>
              {t.clear}
            </A>
          )}
        </State>
      </div>
    );
  const first = (page - 1) * data.pageSize;
  return (
    <div>
      <section className="panel table-scroll" {...scrollRegion(t.nav)}>
        <table className="tb num">
          <thead>
            <tr>
              <th scope="col">{t.columns.name}</th>
              <th scope="col">{t.columns.edition}</th>
              {(['last', 'delay', 'packets', 'repaired', 'quarantined', 'clock'] as const).map((key) => (
                <th key={key} scope="col" className="r">
                  {t.columns[key]}
                </th>
              ))}
              <th scope="col">{t.columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((row) => (
              <Row
                key={row.id}
                row={row}
                chosen={row.id === chosen}
                href={hrefOf({ station: String(row.id) })}
              />
            ))}
          </tbody>
        </table>
      </section>
      <div className="row s t3 mt8">
        <span>{t.page(first + 1, first + data.items.length, data.total)}</span>
        <span className="sp" />
        {page > 1 && <A href={hrefOf({ page: page === 2 ? undefined : String(page - 1) })}>{t.previous}</A>}
        {first + data.pageSize < data.total && <A href={hrefOf({ page: String(page + 1) })}>{t.next}</A>}
      </div>
    </div>
  );
}

function Row({ row, chosen, href }: { row: StationRow; chosen: boolean; href: string }) {
  const t = useTexts();
  const { language } = useLocal();
  const clockText =
    row.clock === null ? '—' : `${row.clock > 0 ? '+' : row.clock < 0 ? '−' : ''}${Math.abs(row.clock)}`;
  return (
    <tr className={chosen ? 'sel cur' : undefined} aria-selected={chosen}>
      <td>
        <A className="plain" href={href}>
          <b>{row.name}</b>
        </A>{' '}
        <small className="t3">{row.mn}</small>
      </td>
      <td>{row.edition}</td>
      <td className="r nw">{row.lastPacket === null ? '—' : formatInstant(row.lastPacket, language)}</td>
      <td className="r nw">{row.delay === null ? '—' : t.ago(row.delay)}</td>
      <td className="r">{formatNumber(row.packets)}</td>
      <td className="r">{formatNumber(row.repaired)}</td>
      <td className="r">{formatNumber(row.quarantined)}</td>
      <td className="r nw">
        {row.clock !== null && Math.abs(row.clock) > 60 ? (
          <span className="clock-off">{clockText}</span>
        ) : (
          clockText
        )}
      </td>
      <td>
        <Light kind={lights[row.state]} word={t.states[row.state]} />
      </td>
    </tr>
  );
}
