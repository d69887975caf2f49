import { useQuery } from '@tanstack/react-query';
import { addressFor } from '../../../api/call.ts';
import { formatInstant } from '../../../lib/format.ts';
import { paths } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { Crumbs, PageHead } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed, Loading, State } from '../../../ui/states.tsx';
import { useSiteFormTexts } from './form-texts.ts';
import { useImportTexts } from './import-texts.ts';
import { type SiteRow, sitesQuery } from './queries.ts';
import { useSiteTexts } from './texts.ts';

const kinds = ['air', 'section', 'outlet', 'noise', 'dust'] as const;

function Connection({ stations }: { stations: SiteRow['stations'] }) {
  const t = useSiteTexts();
  const { active, connected } = stations;
  if (active === 0) return <Light kind="grey" word={t.noStation} />;
  if (connected === 0) return <Light kind="red" word={t.apart} />;
  return <Light kind={connected < active ? 'yellow' : 'green'} word={t.connected(connected, active)} />;
}

function Rows({ rows }: { rows: SiteRow[] }) {
  const t = useSiteTexts();
  const { language } = useLocal();
  return (
    <section className="panel table-scroll" {...scrollRegion(t.title)}>
      <table className="tb num">
        <thead>
          <tr>
            {[t.name, t.kind, t.tier, t.town, t.owner, t.factors, t.latest, t.connection].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <A className="plain" href={paths.site(row.id)}>
                  <b>{row.name}</b>
                </A>{' '}
                <small className="code">{row.code}</small>
                {!row.active && <span className="chip">{t.stopped}</span>}
              </td>
              <td className="nw">{t.kinds[row.kind]}</td>
              <td className="nw">{row.tier === null ? '—' : t.tiers[row.tier]}</td>
              <td className="nw">{row.areaName ?? row.areaCode}</td>
              <td>{row.enterpriseName ?? row.ownerName ?? '—'}</td>
              <td>{row.factors.map((one) => one.name).join('、') || '—'}</td>
              <td className="nw">{row.latestAt === null ? '—' : formatInstant(row.latestAt, language)}</td>
              <td>
                <Connection stations={row.stations} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** 监测点位: every site that this person may see; the filter is in the address. */
export default function SitesPage() {
  const t = useSiteTexts();
  const forms = useSiteFormTexts();
  const tables = useImportTexts();
  const [url, change] = useUrlQuery();
  useTitle(t.title);
  const kind = kinds.find((one) => one === url.kind);
  const filter = { ...(kind ? { kind } : {}), ...(url.inactive === '1' ? { inactive: '1' as const } : {}) };
  const { data, error, refetch } = useQuery(sitesQuery(filter));
  const word = (url.q ?? '').trim().toLowerCase();
  const rows = data?.items.filter((one) => `${one.name} ${one.code}`.toLowerCase().includes(word)) ?? [];
  const filtered = kind !== undefined || word !== '';
  return (
    <>
      <Crumbs items={[{ text: t.monitoring, href: paths.sites }, { text: t.title }]} />
      <PageHead
        title={data ? t.headline(rows.length) : t.title}
        actions={
          <span className="row w">
            <a className="btn" href={addressFor('exportSites', { query: filter })}>
              {tables.export}
            </a>
            {data?.canManage && (
              <>
                <A className="btn" href={paths.siteImport}>
                  {tables.open}
                </A>
                <A className="btn" href={paths.mapBase}>
                  {forms.basemap}
                </A>
                <A className="btn p" href={paths.siteNew}>
                  {forms.add}
                </A>
              </>
            )}
          </span>
        }
      />
      <search className="filters" aria-label={t.title}>
        <input
          className="inp"
          type="search"
          aria-label={t.search}
          placeholder={t.search}
          value={url.q ?? ''}
          onChange={(event) => change({ q: event.target.value || undefined })}
        />
        <select
          className="inp"
          aria-label={t.kind}
          value={kind ?? ''}
          onChange={(event) => change({ kind: event.target.value || undefined }, 'push')}
        >
          <option value="">{t.all}</option>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {t.kinds[one]}
            </option>
          ))}
        </select>
        <label className="check">
          <input
            type="checkbox"
            checked={url.inactive === '1'}
            onChange={(event) => change({ inactive: event.target.checked ? '1' : undefined }, 'push')}
          />
          {t.inactive}
        </label>
      </search>
      {error && <Failed error={error} what={t.title} retry={() => refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && rows.length === 0 && (
        <div className="panel">
          <State icon="list" title={filtered ? t.noMatch : t.none}>
            {filtered && (
              <A className="btn" href={paths.sites}>
                {t.clear}
              </A>
            )}
          </State>
        </div>
      )}
      {rows.length > 0 && <Rows rows={rows} />}
    </>
  );
}
