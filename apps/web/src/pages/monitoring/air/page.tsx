import { useQuery } from '@tanstack/react-query';
import { paths, withQuery } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { A } from '../../../ui/link.tsx';
import { Crumbs, PageHead } from '../../../ui/page-head.tsx';
import { Failed, Loading } from '../../../ui/states.tsx';
import { CalendarPanel } from './calendar-panel.tsx';
import { DayDialog } from './day-dialog.tsx';
import { HeadroomPanel } from './headroom-panel.tsx';
import { NowPanel } from './now-panel.tsx';
import { type AirNow, airNowQuery } from './queries.ts';
import { RankingTab } from './ranking-tab.tsx';
import { StationsTab } from './stations-tab.tsx';
import { StationsTable } from './stations-table.tsx';
import { useAirTexts } from './texts.ts';
import { YesterdayPanel } from './yesterday-panel.tsx';
import './air.css';

const tabs = ['district', 'stations', 'ranking'] as const;

function District({ now }: { now: AirNow }) {
  const { t } = useAirTexts();
  const [query] = useUrlQuery();
  const year = query.year === undefined ? undefined : Number(query.year);
  return (
    <>
      <div className={`air-top${now.yesterday ? '' : ' two'}`}>
        <NowPanel now={now} />
        {now.yesterday && (
          <YesterdayPanel
            yesterday={now.yesterday}
            dayHref={withQuery(paths.air, { ...query, day: now.yesterday.day })}
          />
        )}
        <HeadroomPanel year={year} />
      </div>
      <div className="air-below mt12">
        <CalendarPanel site={0} />
        <section className="panel" aria-label={t.stations}>
          <header>
            <h2>{t.stations}</h2>
            {now.at && (
              <small className="t3">
                {t.hour(now.at.hour)}　{now.district?.figures[0]?.unit}
              </small>
            )}
          </header>
          <StationsTable now={now} />
        </section>
      </div>
    </>
  );
}

/** Air: the district now and over the year, its stations, the ranking. */
export default function AirPage() {
  const { t } = useAirTexts();
  const [query, setQuery] = useUrlQuery();
  const { data: now, error, refetch } = useQuery(airNowQuery);
  useTitle(t.title);
  const tab = tabs.find((one) => one === query.tab) ?? 'district';
  const at = now?.at;
  return (
    <>
      <Crumbs items={[{ text: t.monitoring, href: paths.air }, { text: t.title }]} />
      <PageHead
        title={t.title}
        line={
          now &&
          (at && now.edition ? (
            <>
              {t.line(now.edition, now.district?.sites.assessed ?? 0, t.hourOf(at.day, at.hour))}
              {now.ageHours >= 3 && <b>　{t.stale(now.ageHours)}</b>}
            </>
          ) : (
            t.noLine
          ))
        }
        actions={
          <nav className="air-tabs" aria-label={t.title}>
            {tabs.map((one) => (
              <A
                key={one}
                href={withQuery(paths.air, { tab: one === 'district' ? undefined : one })}
                aria-current={one === tab ? 'page' : undefined}
              >
                {t.tabs[one]}
              </A>
            ))}
          </nav>
        }
      />
      {error && <Failed error={error} what={t.title} retry={() => refetch()} />}
      {!now && !error && <Loading lines={8} />}
      {now && tab === 'district' && <District now={now} />}
      {now && tab === 'stations' && <StationsTab now={now} />}
      {now && tab === 'ranking' && <RankingTab newest={at?.day} />}
      {query.day && tab === 'district' && (
        <DayDialog day={query.day} site={0} close={() => setQuery({ day: undefined }, 'push')} />
      )}
    </>
  );
}
