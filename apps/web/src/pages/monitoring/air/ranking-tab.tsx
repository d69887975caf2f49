import { useQuery } from '@tanstack/react-query';
import { addressFor } from '../../../api/call.ts';
import { today } from '../../../lib/format.ts';
import { paths } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { A } from '../../../ui/link.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed, Loading } from '../../../ui/states.tsx';
import { airRankingQuery } from './queries.ts';
import { useAirTexts } from './texts.ts';

const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));

/** Stations or towns in order, for a month or a year. */
export function RankingTab({ newest }: { newest: string | undefined }) {
  const { t, local } = useAirTexts();
  const [query, setQuery] = useUrlQuery();
  const by = query.by === 'town' ? 'town' : 'site';
  const measure = query.measure === 'pm25' || query.measure === 'good' ? query.measure : 'composite';
  const period = query.period ?? (newest ?? today()).slice(0, 4);
  const asked = { by, period, measure } as const;
  const { data, error, refetch } = useQuery(airRankingQuery(asked));
  const year = period.slice(0, 4);
  const years = [...new Set([year, ...(data?.years ?? []).map(String)])].sort().reverse();
  return (
    <section className="panel" aria-label={t.ranking}>
      <header>
        <h2>{t.ranking}</h2>
        <select
          className="inp air-select"
          aria-label={t.byLabel}
          value={by}
          onChange={(e) => setQuery({ by: e.target.value }, 'push')}
        >
          <option value="site">{t.by.site}</option>
          <option value="town">{t.by.town}</option>
        </select>
        <select
          className="inp air-select"
          aria-label={t.measureLabel}
          value={measure}
          onChange={(e) => setQuery({ measure: e.target.value }, 'push')}
        >
          {(['composite', 'pm25', 'good'] as const).map((one) => (
            <option key={one} value={one}>
              {t.measure[one]}
            </option>
          ))}
        </select>
        <select
          className="inp air-select"
          aria-label={t.years}
          value={year}
          onChange={(e) => setQuery({ period: e.target.value + period.slice(4) }, 'push')}
        >
          {years.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <select
          className="inp air-select"
          aria-label={t.period}
          value={period.slice(5)}
          onChange={(e) => setQuery({ period: e.target.value ? `${year}-${e.target.value}` : year }, 'push')}
        >
          <option value="">{t.wholeYear}</option>
          {months.map((one) => (
            <option key={one} value={one}>
              {t.month(Number(one))}
            </option>
          ))}
        </select>
        <span className="sp" />
        <a className="btn sm" href={addressFor('exportAirRanking', { query: asked })} download>
          {t.export}
        </a>
      </header>
      {error && <Failed error={error} what={t.ranking} retry={() => refetch()} />}
      {!data && !error && <Loading lines={6} />}
      {data && data.rows.length === 0 && <p className="in t3">{t.rankingNone}</p>}
      {data && data.rows.length > 0 && (
        <>
          <p className="in s t3">
            {local(data.formula)}　{data.limits}，{data.method}
          </p>
          <div className="table-scroll" {...scrollRegion(t.ranking)}>
            <table className="tb num">
              <thead>
                <tr>
                  <th scope="col" className="r">
                    {t.rank}
                  </th>
                  <th scope="col">{t.name}</th>
                  <th scope="col" className="r" aria-sort={measure === 'composite' ? 'ascending' : undefined}>
                    {t.composite}
                  </th>
                  <th scope="col" className="r" aria-sort={measure === 'pm25' ? 'ascending' : undefined}>
                    PM2.5 µg/m³
                  </th>
                  <th scope="col" className="r">
                    {t.goodShare}
                  </th>
                  <th scope="col" className="r" aria-sort={measure === 'good' ? 'descending' : undefined}>
                    %
                  </th>
                  <th scope="col">{t.note}</th>
                </tr>
              </thead>
              <tbody>
                {data.rows.map((row) => (
                  <tr key={row.place}>
                    <td className="r">{row.rank ?? '—'}</td>
                    <td>
                      {row.siteId === null ? (
                        <b>{row.name}</b>
                      ) : (
                        <A className="plain" href={`${paths.airSite(row.siteId)}?year=${year}`}>
                          <b>{row.name}</b>
                        </A>
                      )}
                    </td>
                    <td className="r">{row.composite ?? '—'}</td>
                    <td className="r">{row.pm25 ?? '—'}</td>
                    <td className="r">{row.valid > 0 ? `${row.good} ÷ ${row.valid}` : '—'}</td>
                    <td className="r">{row.percent ?? '—'}</td>
                    <td className="t3 s">
                      {row.missing.length > 0 && `${t.missing} ${row.missing.join('、')}　`}
                      {row.short.length > 0 && `${t.short} ${row.short.join('、')}　`}
                      {row.publishedDays > 0 && t.publishedDays(row.publishedDays)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
