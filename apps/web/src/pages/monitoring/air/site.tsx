import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { addressFor } from '../../../api/call.ts';
import { paths } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Crumbs, PageHead } from '../../../ui/page-head.tsx';
import { Failed, Loading } from '../../../ui/states.tsx';
import { CalendarPanel } from './calendar-panel.tsx';
import { DayDialog } from './day-dialog.tsx';
import { airSiteQuery } from './queries.ts';
import { SiteHours } from './site-hours.tsx';
import { SiteYear } from './site-year.tsx';
import { useAirTexts } from './texts.ts';
import './air.css';

/** One station: hours with limits, gaps and alerts; days; the year against the standard; its calendar. */
export default function AirSitePage() {
  const { t } = useAirTexts();
  const { site = '' } = useParams({ strict: false }) as { site?: string };
  const id = Number(site);
  const [query, setQuery] = useUrlQuery();
  const span = { from: query.from, to: query.to };
  const { data, error, refetch } = useQuery({
    ...airSiteQuery(id, span),
    placeholderData: keepPreviousData,
  });
  useTitle(data?.site.name ?? t.station);
  if (error && !data) {
    return (
      <Failed
        error={error}
        what={t.station}
        retry={() => refetch()}
        back={{ text: t.title, href: paths.air }}
      />
    );
  }
  if (!data) return <Loading lines={8} />;
  const { tier, assessed, areaName } = data.site;
  const facts = [tier && t.tier[tier], assessed ? null : t.control, areaName, data.site.code];
  return (
    <>
      <Crumbs
        items={[
          { text: t.monitoring, href: paths.air },
          { text: t.title, href: `${paths.air}?tab=stations` },
          { text: data.site.name },
        ]}
      />
      <PageHead
        title={data.site.name}
        line={facts.filter(Boolean).join('　')}
        actions={
          <a
            className="btn"
            href={addressFor('exportAirHours', {
              params: { site: id },
              query: { from: data.from, to: data.to },
            })}
            download
          >
            {t.export}
          </a>
        }
      />
      <div className="col g12">
        <SiteHours page={data} error={error} />
        <SiteYear site={id} year={query.year === undefined ? undefined : Number(query.year)} />
        <CalendarPanel site={id} />
      </div>
      {query.day && (
        <DayDialog day={query.day} site={id} close={() => setQuery({ day: undefined }, 'push')} />
      )}
    </>
  );
}
