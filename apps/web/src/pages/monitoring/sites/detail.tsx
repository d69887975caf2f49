import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../../api/call.ts';
import { dayOf, formatInstant, formatNumber, today } from '../../../lib/format.ts';
import { paths } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Light } from '../../../ui/light.tsx';
import { Crumbs, PageHead, Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { ErrorNotice, Failed, Loading } from '../../../ui/states.tsx';
import { FiguresPanel } from './figures-panel.tsx';
import { HoursPanel } from './hours-panel.tsx';
import { type SiteDetail, siteQuery } from './queries.ts';
import { useSiteTexts } from './texts.ts';

function Facts({ site }: { site: SiteDetail }) {
  const t = useSiteTexts();
  const { language } = useLocal();
  return (
    <Panel title={t.facts}>
      <dl className="kv two in num">
        <dt>{t.owner}</dt>
        <dd>{site.ownerName ?? '—'}</dd>
        <dt>{t.enterprise}</dt>
        <dd>{site.enterpriseName ?? '—'}</dd>
        <dt>{t.assessed}</dt>
        <dd>{site.assessed ? t.yes : t.no}</dd>
        <dt>{t.interval}</dt>
        <dd>{t.hoursEach(site.intervalHours)}</dd>
        <dt>{t.place}</dt>
        <dd>{site.lon === null || site.lat === null ? '—' : `${site.lon}, ${site.lat}`}</dd>
        <dt>{t.stations}</dt>
        <dd>
          {site.stations.length === 0 && t.noStation}
          {site.stations.map((one) => (
            <div key={one.id}>
              {one.name} <small className="code">{one.mn}</small>{' '}
              <Light
                kind={!one.active ? 'grey' : one.connected ? 'green' : 'red'}
                word={!one.active ? t.stopped : one.connected ? t.connected(1, 1) : t.apart}
              />{' '}
              {one.lastHeard && formatInstant(one.lastHeard, language)}
              {one.unknownUnits.length > 0 && <p>{t.unknownUnits(one.unknownUnits.join('、'))}</p>}
            </div>
          ))}
        </dd>
      </dl>
    </Panel>
  );
}

function Factors({ site }: { site: SiteDetail }) {
  const t = useSiteTexts();
  const { language } = useLocal();
  return (
    <Panel title={t.factors}>
      <div className="table-scroll" {...scrollRegion(t.factors)}>
        <table className="tb num">
          <thead>
            <tr>
              {[t.factor, t.code, t.unit, t.since, t.latest].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {site.factors.map((one) => {
              const latest = site.latest.find(({ factor }) => factor === one.factor);
              return (
                <tr key={one.factor}>
                  <td>{one.name}</td>
                  <td className="code">{one.factor}</td>
                  <td>{one.unit}</td>
                  <td>{one.since}</td>
                  <td className="nw">
                    {latest
                      ? `${latest.value === null ? '—' : formatNumber(latest.value)}　${formatInstant(latest.at, language)}`
                      : '—'}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Limits({ site }: { site: SiteDetail }) {
  const t = useSiteTexts();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: (limit: string) =>
      call('endSiteLimit', { params: { id: site.id, limit }, body: { lastDay: today() } }),
    onSuccess: (next) => client.setQueryData(siteQuery(site.id).queryKey, next),
  });
  const nameOf = (code: string) => site.factors.find((one) => one.factor === code)?.name ?? code;
  return (
    <Panel title={t.limits}>
      {end.error && <ErrorNotice error={end.error} />}
      {site.limits.length === 0 ? (
        <p className="in t3">{t.noLimits}</p>
      ) : (
        <div className="table-scroll" {...scrollRegion(t.limits)}>
          <table className="tb num">
            <thead>
              <tr>
                {[t.factor, t.period, t.limit, t.validity, t.basis, t.mark].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {site.limits.map((one) => (
                <tr key={one.id}>
                  <td>{nameOf(one.factor)}</td>
                  <td>{t.periods[one.period]}</td>
                  <td className="nw">
                    {[one.lower && `≥ ${one.lower}`, one.upper && `≤ ${one.upper}`]
                      .filter(Boolean)
                      .join('，')}
                  </td>
                  <td className="nw">
                    {one.validFrom} – {one.validTo ?? t.open}{' '}
                    {site.canManage && one.validTo === null && (
                      <button
                        type="button"
                        className="btn sm"
                        disabled={end.isPending}
                        onClick={() => end.mutate(one.id)}
                      >
                        {t.end}
                      </button>
                    )}
                  </td>
                  <td>{one.basis}</td>
                  <td>{t.marks[one.mark]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

/** One site: facts, factors, limits, the hours of a day with the packets behind them, figures. */
export default function SitePage() {
  const t = useSiteTexts();
  const { site = '' } = useParams({ strict: false }) as { site?: string };
  const [url] = useUrlQuery();
  const { data, error, refetch } = useQuery(siteQuery(Number(site)));
  useTitle(data?.name ?? t.title);
  if (error && !data)
    return (
      <Failed
        error={error}
        what={t.title}
        retry={() => refetch()}
        back={{ text: t.title, href: paths.sites }}
      />
    );
  if (!data) return <Loading lines={8} />;
  const newest = data.latest
    .map((one) => one.at)
    .sort()
    .at(-1);
  // An hour is named by its end: hour 24 ends on the next day.
  const day = url.day ?? (newest ? dayOf(new Date(Date.parse(newest) - 1)) : today());
  const tier = data.tier === null ? null : t.tiers[data.tier];
  const facts = [t.kinds[data.kind], tier, data.areaName ?? data.areaCode, data.code];
  return (
    <>
      <Crumbs
        items={[
          { text: t.monitoring, href: paths.sites },
          { text: t.title, href: paths.sites },
          { text: data.name },
        ]}
      />
      <PageHead
        title={data.name}
        marks={!data.active && <span className="chip">{t.stopped}</span>}
        line={facts.filter(Boolean).join('　')}
      />
      <div className="col g12">
        <Facts site={data} />
        <Factors site={data} />
        <Limits site={data} />
        <HoursPanel site={data} day={day} />
        <FiguresPanel site={data} day={day} />
      </div>
    </>
  );
}
