import type { Query } from '@huanzhi/contract';
import { useQuery } from '@tanstack/react-query';
import { addressFor } from '../../../api/call.ts';
import { useMe } from '../../../app/session.ts';
import { formatInstant } from '../../../lib/format.ts';
import { paths, withQuery } from '../../../lib/paths.ts';
import { type UrlQuery, useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Icon } from '../../../ui/icon.tsx';
import { A } from '../../../ui/link.tsx';
import { Crumbs, PageHead } from '../../../ui/page-head.tsx';
import { Failed, Loading, Notice } from '../../../ui/states.tsx';
import './gateway.css';
import { type StationList, stationsQuery } from './queries.ts';
import { RetentionPanel } from './retention-panel.tsx';
import { SendersTable } from './senders-table.tsx';
import { StationPanel } from './station-panel.tsx';
import { StationsTable } from './stations-table.tsx';
import { useTexts } from './texts.ts';
import { TodayPanel } from './today-panel.tsx';

const tabs = ['all', 'offline', 'faulty', 'late', 'clock', 'open', 'never', 'unknown'] as const;
const editions = ['2005', '2017', '2025'] as const;
const kinds = ['air', 'section', 'outlet', 'noise', 'dust', 'none'] as const;

/** The filter of the address as the server takes it. */
function filterOf(url: UrlQuery): Query<'exportGateway'> {
  const state = tabs.find((tab) => tab === url.state);
  const edition = editions.find((one) => one === url.edition);
  const kind = kinds.find((one) => one === url.kind);
  return {
    ...(state === undefined || state === 'all' || state === 'unknown' ? {} : { state }),
    ...(edition === undefined ? {} : { edition }),
    ...(kind === undefined ? {} : { kind }),
    ...(url.q ? { q: url.q } : {}),
  };
}

/** 仪器连接: every instrument with its state; one that is chosen shows its quarantined packet and what can be done. */
export default function GatewayPage() {
  const t = useTexts();
  const { language } = useLocal();
  const me = useMe();
  const [url] = useUrlQuery();
  useTitle(t.nav);
  const page = Math.max(1, Number(url.page) || 1);
  const filter = filterOf(url);
  const { data, error, refetch } = useQuery(stationsQuery({ ...filter, page }));
  const count = (key: string) => data?.counts[key] ?? 0;
  const keeps = me.can.includes('gateway.manage');
  const chosen = keeps ? Number(url.station) || null : null;
  return (
    <>
      <Crumbs items={[{ text: t.monitoring }, { text: t.nav }]} />
      <PageHead
        title={data ? t.title(count('online'), count('offline'), count('faulty')) : t.nav}
        line={data && t.line(count('all'), formatInstant(data.now, language))}
        actions={
          <div className="row w">
            <a className="btn" href={addressFor('exportGateway', { query: filter })} download>
              <Icon name="down" />
              {t.export}
            </a>
            {keeps && (
              <>
                <A className="btn" href={paths.gatewayLog}>
                  {t.log}
                </A>
                <A className="btn p" href={paths.gatewayNew}>
                  {t.add}
                </A>
              </>
            )}
          </div>
        }
      />
      {error && <Failed error={error} what={t.nav} retry={() => refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && (
        <>
          {data.gateway === null && <Notice tone="y">{t.off}</Notice>}
          {data.gateway?.trouble && <Notice tone="r">{t.trouble(data.gateway.trouble)}</Notice>}
          <Filters data={data} keeps={keeps} />
          <div className="gateway-columns mt8">
            {keeps && url.state === 'unknown' ? (
              <SendersTable />
            ) : (
              <StationsTable
                data={data}
                page={page}
                chosen={chosen}
                hrefOf={(patch) => withQuery(paths.gateway, { ...url, ...patch })}
              />
            )}
            <div className="col g12">
              {chosen !== null && <StationPanel key={chosen} id={chosen} running={data.gateway !== null} />}
              <TodayPanel data={data} />
              <RetentionPanel />
            </div>
          </div>
        </>
      )}
    </>
  );
}

/** States as tabs with their counts, search, edition and kind of site; all in the address. */
function Filters({ data, keeps }: { data: StationList; keeps: boolean }) {
  const t = useTexts();
  const [url, change] = useUrlQuery();
  const state = tabs.find((tab) => tab === url.state) ?? 'all';
  const choice = (key: 'edition' | 'kind', name: string, any: string, options: Record<string, string>) => (
    <select
      className="inp"
      style={{ width: 132 }}
      aria-label={name}
      value={options[url[key] ?? ''] === undefined ? '' : url[key]}
      onChange={(event) => change({ [key]: event.target.value || undefined, page: undefined })}
    >
      <option value="">{any}</option>
      {Object.entries(options).map(([value, word]) => (
        <option key={value} value={value}>
          {word}
        </option>
      ))}
    </select>
  );
  return (
    <>
      <nav className="row w mt8" aria-label={t.columns.state}>
        {tabs
          .filter((tab) => keeps || tab !== 'unknown')
          .map((tab) => (
            <A
              key={tab}
              className={`chip q${tab === state ? ' on' : ''}`}
              href={withQuery(paths.gateway, {
                ...url,
                page: undefined,
                state: tab === 'all' ? undefined : tab,
              })}
              aria-current={tab === state ? 'true' : undefined}
            >
              {t.tabs[tab]} {data.counts[tab] ?? 0}
            </A>
          ))}
      </nav>
      {state !== 'unknown' && (
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
          {choice('edition', t.edition, t.anyEdition, Object.fromEntries(editions.map((one) => [one, one])))}
          {choice('kind', t.kind, t.anyKind, t.kinds)}
          <span className="sp" />
          <small className="t3 num">{t.editions((one) => data.editions[one] ?? 0)}</small>
        </div>
      )}
    </>
  );
}
