import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { addressFor } from '../../../api/call.ts';
import { paths } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Crumbs, PageHead } from '../../../ui/page-head.tsx';
import { ErrorNotice, Failed, Loading } from '../../../ui/states.tsx';
import { DaysTable } from './days-table.tsx';
import { HoursPanel } from './hours-panel.tsx';
import { sourceQuery } from './queries.ts';
import { AlertsPanel, LimitsPanel, MarksPanel, RatePanel, StationsPanel } from './side-panels.tsx';
import { useSourceTexts } from './texts.ts';
import { Verdict } from './verdict.tsx';
import './sources.css';

/** One outlet: hours with limits, days with verdicts, alerts, rate, limits, instruments. */
export default function OutletPage() {
  const t = useSourceTexts();
  const { site = '' } = useParams({ strict: false }) as { site?: string };
  const id = Number(site);
  const [query] = useUrlQuery();
  const { data, error, refetch } = useQuery({
    ...sourceQuery(id, { from: query.from, to: query.to }),
    placeholderData: keepPreviousData,
  });
  useTitle(data?.source.name ?? t.outlet);
  if (error && !data) {
    return (
      <Failed error={error} what={t.outlet} retry={refetch} back={{ text: t.title, href: paths.sources }} />
    );
  }
  if (!data) return <Loading lines={8} />;
  const { source } = data;
  const newest = data.days.find((day) => day.day === data.last) ?? data.days[0];
  return (
    <>
      <Crumbs
        items={[
          { text: t.nav, href: paths.sources },
          { text: t.title, href: paths.sources },
          { text: source.name },
        ]}
      />
      <PageHead
        title={source.name}
        marks={newest && <Verdict outcome={newest.outcome} provisional={newest.provisional} />}
        line={[source.code, t.media[source.medium], source.enterpriseName, source.ownerName, newest?.day]
          .filter(Boolean)
          .join('　')}
        actions={
          <a
            className="btn"
            href={addressFor('exportSource', { params: { id }, query: { from: data.from, to: data.to } })}
            download
          >
            {t.export}
          </a>
        }
      />
      {error != null && <ErrorNotice error={error} />}
      <div className="source-page">
        <div className="col g12">
          <HoursPanel page={data} />
          <DaysTable page={data} />
        </div>
        <div className="col g12">
          <AlertsPanel page={data} />
          <RatePanel page={data} />
          <MarksPanel page={data} />
          <LimitsPanel page={data} />
          <StationsPanel page={data} />
        </div>
      </div>
    </>
  );
}
