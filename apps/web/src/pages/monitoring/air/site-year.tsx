import { useQuery } from '@tanstack/react-query';
import { Light } from '../../../ui/light.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed, Loading } from '../../../ui/states.tsx';
import { airYearQuery } from './queries.ts';
import { formulaOf, useAirTexts } from './texts.ts';

/** The year against the standard: means and percentiles, and whether the data suffice for a verdict. */
export function SiteYear({ site, year }: { site: number; year: number | undefined }) {
  const { t } = useAirTexts();
  const { data, error, refetch } = useQuery(airYearQuery({ site, year }));
  if (error) return <Failed error={error} what={t.yearStats(year ?? 0)} retry={() => refetch()} />;
  if (!data) return <Loading lines={4} />;
  const verdict = (compliant: boolean | null) =>
    compliant === null ? (
      <Light kind="grey" word={t.incomplete} />
    ) : (
      <Light kind={compliant ? 'green' : 'red'} word={compliant ? t.complies : t.exceeds} />
    );
  return (
    <section className="panel" aria-label={t.yearStats(data.year)}>
      <header>
        <h2>{t.yearStats(data.year)}</h2>
        <small className="t3">
          {data.method.id}，{data.limits.id}
        </small>
      </header>
      <div className="table-scroll" {...scrollRegion(t.yearStats(data.year))}>
        <table className="tb num">
          <thead>
            <tr>
              <th scope="col">{t.pollutant}</th>
              <th scope="col">{t.index === 'Index' ? 'Statistic' : '统计量'}</th>
              <th scope="col" className="r">
                {t.value}
              </th>
              <th scope="col" className="r">
                {t.judged}
              </th>
              <th scope="col" className="r">
                {t.annualLimit}
              </th>
              <th scope="col" className="r">
                {t.validDays}
              </th>
              <th scope="col">{t.verdict}</th>
            </tr>
          </thead>
          <tbody>
            {data.pollutants.flatMap((one) =>
              one.items.map((item) => (
                <tr key={`${one.pollutant} ${item.statistic}`}>
                  <td>
                    {formulaOf(one.pollutant)} <small className="t3">{one.unit}</small>
                  </td>
                  <td>{t.statistic[item.statistic as keyof typeof t.statistic] ?? item.statistic}</td>
                  <td className="r">{item.exact ?? '—'}</td>
                  <td className="r">{item.value ?? '—'}</td>
                  <td className="r">{item.limit}</td>
                  <td className="r" title={`${one.rule}（${one.clause}）`}>
                    {one.validDays}
                    {one.publishedDays > 0 && (
                      <small className="t3"> {t.publishedDays(one.publishedDays)}</small>
                    )}
                  </td>
                  <td>
                    {verdict(item.compliant)}
                    {item.exceedanceMultiple && <small className="t3"> +{item.exceedanceMultiple}</small>}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}
