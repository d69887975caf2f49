import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { addressFor } from '../../../api/call.ts';
import { formatInstant } from '../../../lib/format.ts';
import { paths, withQuery } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { Crumbs, PageHead } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed, Loading, State } from '../../../ui/states.tsx';
import { DayChoice } from './day-choice.tsx';
import { type SourceList, sourcesQuery } from './queries.ts';
import { useSourceTexts } from './texts.ts';
import { Verdict } from './verdict.tsx';

/** 污染源: outlets with the verdict of a day, rate, newest hour and open alerts. */
export default function SourcesPage() {
  const t = useSourceTexts();
  const [query] = useUrlQuery();
  const { data, error, refetch } = useQuery({
    ...sourcesQuery(query.day),
    placeholderData: keepPreviousData,
  });
  useTitle(t.title);
  if (error) return <Failed error={error} what={t.title} retry={refetch} />;
  if (!data) return <Loading lines={8} />;
  const count = (outcome: string) => data.items.filter((one) => one.result.outcome === outcome).length;
  return (
    <>
      <Crumbs items={[{ text: t.nav, href: paths.sources }, { text: t.title }]} />
      <PageHead
        title={t.headline(data.day, data.items.length, count('exceeds'), count('not-judged'))}
        line={t.line(data.rule.threshold, t.marks[data.rule.mark])}
        actions={
          <span className="row w">
            <DayChoice day={data.day} label={t.day} />
            <a className="btn" href={addressFor('exportSources', { query: { day: data.day } })} download>
              {t.export}
            </a>
          </span>
        }
      />
      <div className="panel">
        {data.items.length === 0 ? (
          <State icon="list" title={t.empty} text={t.emptyText} />
        ) : (
          <div className="table-scroll" {...scrollRegion(t.title)}>
            <Outlets list={data} />
          </div>
        )}
      </div>
    </>
  );
}

function Outlets({ list }: { list: SourceList }) {
  const t = useSourceTexts();
  const { local, language } = useLocal();
  return (
    <table className="tb num">
      <thead>
        <tr>
          <th scope="col">{t.outlet}</th>
          <th scope="col">{t.enterprise}</th>
          <th scope="col">{t.medium}</th>
          <th scope="col">{t.outcome}</th>
          <th scope="col">{t.means}</th>
          <th scope="col" className="r">
            {t.rate}
          </th>
          <th scope="col">{t.newest}</th>
          <th scope="col">{t.alerts}</th>
        </tr>
      </thead>
      <tbody>
        {list.items.map(({ source, result, latestAt, alerts }) => (
          <tr key={source.id}>
            <th scope="row">
              <A href={paths.outlet(source.id)}>{source.name}</A> <small className="t3">{source.code}</small>
            </th>
            <td>{source.enterpriseName ?? t.none}</td>
            <td className="nw">{t.media[source.medium]}</td>
            <td>
              <Verdict outcome={result.outcome} provisional={result.provisional} />
              {result.reason && <small className="t3"> {local(result.reason)}</small>}
            </td>
            <td>
              {result.figures
                .filter((one) => one.limit !== null)
                .map((one) => (
                  <div key={one.factor} className="nw">
                    {local(one.name)} <b>{one.value ?? t.none}</b>{' '}
                    <small className="t3">
                      {t.limit}{' '}
                      {[one.limit?.lower, one.limit?.upper].filter((bound) => bound != null).join('–')}{' '}
                      {one.unit}
                    </small>{' '}
                    {one.hoursOverAre === 'verdict' && <Light kind="red" word={t.overHours(one.hoursOver)} />}
                  </div>
                ))}
              {result.warnings > 0 && <Light kind="yellow" word={t.warnings(result.warnings)} />}
            </td>
            <td className="r">
              {result.rate.text === null ? (
                t.none
              ) : (
                <Light kind={result.rate.meets ? 'green' : 'red'} word={`${result.rate.text}%`} />
              )}
            </td>
            <td className="nw">{latestAt === null ? t.never : formatInstant(latestAt, language)}</td>
            <td className="nw">
              {alerts.open === 0 ? (
                t.none
              ) : (
                <A href={withQuery(paths.alerts, { site: String(source.id), state: 'open' })}>
                  <Light kind={alerts.verdicts > 0 ? 'red' : 'yellow'} word={t.openAlerts(alerts.open)} />
                </A>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
