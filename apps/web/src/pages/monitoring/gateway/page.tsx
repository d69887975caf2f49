import type { Query } from '@huanzhi/contract';
import type { Light as Kind } from '@huanzhi/registry';
import { useQuery } from '@tanstack/react-query';
import { addressFor } from '../../../api/call.ts';
import { useMe } from '../../../app/session.ts';
import { formatInstant, formatNumber } from '../../../lib/format.ts';
import { paths, withQuery } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { Crumbs, PageHead, Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed, Loading, Notice, State } from '../../../ui/states.tsx';
import { usePacketWords } from '../packet-words.ts';
import './gateway.css';
import { type StationList, type StationRow, stationsQuery } from './queries.ts';
import { StationPanel } from './station-panel.tsx';
import { useTexts } from './texts.ts';

const lights: Record<StationRow['state'], Kind> = {
  online: 'green',
  late: 'yellow',
  offline: 'red',
  faulty: 'yellow',
  never: 'grey',
  inactive: 'grey',
};
const tabs = ['all', 'offline', 'faulty', 'late', 'clock', 'open', 'never'] as const;
const editions = ['2005', '2017', '2025'] as const;

/** 仪器连接: every instrument with its state; one that is chosen shows its quarantined packet and what can be done. */
export default function GatewayPage() {
  const t = useTexts();
  const { language } = useLocal();
  const me = useMe();
  const [url, change] = useUrlQuery();
  useTitle(t.nav);
  const state = tabs.find((tab) => tab === url.state && tab !== 'all');
  const edition = editions.find((one) => one === url.edition);
  const page = Math.max(1, Number(url.page) || 1);
  const filter: Query<'exportGateway'> = {
    ...(state === undefined || state === 'all' ? {} : { state }),
    ...(edition === undefined ? {} : { edition }),
    ...(url.q ? { q: url.q } : {}),
  };
  const { data, error, refetch } = useQuery(stationsQuery({ ...filter, page }));
  const count = (key: string) => data?.counts[key] ?? 0;
  const chosen = me.can.includes('gateway.manage') ? Number(url.station) || null : null;
  return (
    <>
      <Crumbs items={[{ text: t.monitoring }, { text: t.nav }]} />
      <PageHead
        title={data ? t.title(count('online'), count('offline'), count('faulty')) : t.nav}
        line={data && t.line(count('all'), formatInstant(data.now, language))}
        actions={
          <a className="btn" href={addressFor('exportGateway', { query: filter })} download>
            <Icon name="down" />
            {t.export}
          </a>
        }
      />
      {error && <Failed error={error} what={t.nav} retry={() => refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && (
        <>
          {data.gateway === null && <Notice tone="y">{t.off}</Notice>}
          {data.gateway?.trouble && <Notice tone="r">{t.trouble(data.gateway.trouble)}</Notice>}
          <nav className="row w mt8" aria-label={t.columns.state}>
            {tabs.map((tab) => {
              const on = tab === (state ?? 'all');
              return (
                <A
                  key={tab}
                  className={`chip q${on ? ' on' : ''}`}
                  href={withQuery(paths.gateway, {
                    ...url,
                    page: undefined,
                    state: tab === 'all' ? undefined : tab,
                  })}
                  aria-current={on ? 'true' : undefined}
                >
                  {t.tabs[tab]} {count(tab)}
                </A>
              );
            })}
          </nav>
          <div className="row w mt8">
            <input
              className="inp"
              style={{ width: 216 }}
              type="search"
              aria-label={t.search}
              placeholder={t.search}
              value={url.q ?? ''}
              onChange={(event) => change({ q: event.target.value || undefined, page: undefined })}
            />
            <select
              className="inp"
              style={{ width: 132 }}
              aria-label={t.edition}
              value={edition ?? ''}
              onChange={(event) => change({ edition: event.target.value || undefined, page: undefined })}
            >
              <option value="">{t.anyEdition}</option>
              {editions.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
            <span className="sp" />
            <small className="t3 num">{t.editions((one) => data.editions[one] ?? 0)}</small>
          </div>
          <div className="gateway-columns mt8">
            <Stations
              data={data}
              page={page}
              chosen={chosen}
              hrefOf={(patch) => withQuery(paths.gateway, { ...url, ...patch })}
            />
            <div className="col g12">
              {chosen !== null && <StationPanel id={chosen} running={data.gateway !== null} />}
              <Today data={data} />
            </div>
          </div>
        </>
      )}
    </>
  );
}

function Stations({
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

/** Counts of today over all instruments and senders. */
function Today({ data }: { data: StationList }) {
  const t = useTexts();
  const { language } = useLocal();
  const { today, gateway } = data;
  const words = usePacketWords();
  const kinds = (counts: Record<string, number>, wordOf: (code: string) => string) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 4)
      .map(([kind, count]) => `${wordOf(kind)} ${formatNumber(count)}`)
      .join('、');
  return (
    <Panel title={t.today} note={formatInstant(data.now, language)}>
      <div className="in">
        <dl className="crc num">
          <dt className="t3">{t.received}</dt>
          <dd>{t.receivedText(today.packets + today.quarantined, gateway?.waiting ?? 0)}</dd>
          <dt className="t3">{t.repairs}</dt>
          <dd>
            {formatNumber(today.repaired)}　{kinds(today.repairs, words.repair)}
          </dd>
          <dt className="t3">{t.quarantine}</dt>
          <dd>
            {formatNumber(today.quarantined)}　{kinds(today.reasons, words.reason)}
          </dd>
          {gateway && (
            <>
              <dt className="t3">{t.connections}</dt>
              <dd>{formatNumber(gateway.connections)}</dd>
            </>
          )}
        </dl>
      </div>
    </Panel>
  );
}
