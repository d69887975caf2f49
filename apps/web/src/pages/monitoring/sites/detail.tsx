import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMe } from '../../../app/session.ts';
import { dayOf, formatInstant, today } from '../../../lib/format.ts';
import { paths } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { Crumbs, PageHead, Panel } from '../../../ui/page-head.tsx';
import { Failed, Loading } from '../../../ui/states.tsx';
import { ChangesPanel } from '../changes/changes-panel.tsx';
import { FactorsPanel } from './factors-panel.tsx';
import { FiguresPanel } from './figures-panel.tsx';
import { useSiteFormTexts } from './form-texts.ts';
import { HoursPanel } from './hours-panel.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { type SiteDetail, siteQuery } from './queries.ts';
import { useSiteTexts } from './texts.ts';
import './sites.css';

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

/** One site: facts, factors, limits, the hours of a day with the packets behind them, figures, who changed what. */
export default function SitePage() {
  const t = useSiteTexts();
  const forms = useSiteFormTexts();
  const { can } = useMe();
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
        actions={
          data.canManage && (
            <A className="btn" href={paths.siteEdit(data.id)}>
              {forms.change}
            </A>
          )
        }
      />
      <div className="col g12">
        <Facts site={data} />
        <FactorsPanel site={data} />
        <LimitsPanel site={data} />
        <HoursPanel site={data} day={day} />
        <FiguresPanel site={data} day={day} />
        {can.includes('monitor.read') && <ChangesPanel of={{ site: data.id }} />}
      </div>
    </>
  );
}
