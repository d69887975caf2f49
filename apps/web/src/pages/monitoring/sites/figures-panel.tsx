import { useQuery } from '@tanstack/react-query';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { Light } from '../../../ui/light.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed, Loading } from '../../../ui/states.tsx';
import { type SiteDetail, siteFiguresQuery } from './queries.ts';
import { useSiteTexts } from './texts.ts';

const periods = ['day', 'month', 'year'] as const;

/** Figures of the chosen day, of the months of its year, or of its year, with their completeness. */
export function FiguresPanel({ site, day }: { site: SiteDetail; day: string }) {
  const t = useSiteTexts();
  const [url, change] = useUrlQuery();
  const period = periods.find((one) => one === url.period) ?? 'day';
  const from = period === 'day' ? day : `${day.slice(0, 4)}-01-01`;
  const { data, error, refetch } = useQuery(siteFiguresQuery(site.id, { period, from, to: day }));
  const nameOf = (code: string) => site.factors.find((one) => one.factor === code)?.name ?? code;
  return (
    <Panel
      title={t.figures}
      side={periods.map((one) => (
        <button
          key={one}
          type="button"
          className={`chip q${one === period ? ' on' : ''}`}
          aria-pressed={one === period}
          onClick={() => change({ period: one })}
        >
          {t.periods[one]}
        </button>
      ))}
    >
      {error && <Failed error={error} what={t.figures} retry={() => refetch()} />}
      {!data && !error && <Loading />}
      {data?.items.length === 0 && <p className="in t3">{t.noFigures}</p>}
      {data && data.items.length > 0 && (
        <div className="table-scroll" {...scrollRegion(t.figures)}>
          <table className="tb num">
            <thead>
              <tr>
                {[t.start, t.factor, t.statistic, t.value, t.valid, t.complete].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map((one) => (
                <tr key={`${one.start} ${one.factor} ${one.statistic}`}>
                  <td className="nw">{one.start}</td>
                  <td>{nameOf(one.factor)}</td>
                  <td>{t.statistics[one.statistic] ?? one.statistic}</td>
                  <td>
                    {one.value ?? '—'}
                    {one.published > 0 && <small className="t3"> {t.published(one.published, period)}</small>}
                  </td>
                  <td>
                    {one.valid} / {one.expected}
                  </td>
                  <td>
                    <Light
                      kind={one.complete ? 'green' : 'grey'}
                      word={one.complete ? t.enough : t.incomplete}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
