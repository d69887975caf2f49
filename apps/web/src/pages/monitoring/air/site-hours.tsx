import { paths } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { ChartFrame } from '../../../ui/chart/chart-frame.tsx';
import type { ChartBracket } from '../../../ui/chart/types.ts';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { ErrorNotice } from '../../../ui/states.tsx';
import { chartOf, countsOf } from './chart-data.ts';
import { FigureCell, IndexCell } from './index-cell.tsx';
import type { AirSitePage } from './queries.ts';
import { formulaOf, useAirTexts } from './texts.ts';

const codes: Record<string, string> = {
  'PM2.5': 'a34004',
  PM10: 'a34002',
  O3: 'a05024',
  NO2: 'a21004',
  SO2: 'a21026',
  CO: 'a21005',
};

/** Alerts as brackets over the hours of a page. */
function bracketsOf(page: AirSitePage, pollutant: string): ChartBracket[] {
  const start = Date.parse(`${page.from}T00:00:00+08:00`);
  const hours = page.series[0]?.hours.length ?? 0;
  const index = (at: string) => Math.round((Date.parse(at) - start) / 3_600_000);
  return page.alerts
    .filter((alert) => alert.factor === codes[pollutant] || alert.factor === 'AQI')
    .map((alert) => ({
      from: Math.max(0, index(alert.from)),
      to: Math.min(hours - 1, Math.max(index(alert.from), index(alert.to) - 1)),
      light: alert.light,
      label: `${alert.peak ?? ''} ${alert.unit} ${alert.limit === null ? '' : `> ${alert.limit}`}`.trim(),
    }));
}

/** Hours of the chosen pollutant and span, the days of the span, and the alerts that touch it. */
export function SiteHours({ page, error }: { page: AirSitePage; error: unknown }) {
  const { t, local, nameOf } = useAirTexts();
  const [query, setQuery] = useUrlQuery();
  const series = page.series.find((one) => one.pollutant === query.factor) ?? page.series[0];
  if (!series) return null;
  const name = nameOf(series.pollutant);
  const oneDay = page.from === page.to;
  const data = chartOf(
    series,
    {
      name,
      limit: t.limit,
      local,
      at: (day, hour) => (oneDay ? t.hour(hour) : t.hourOf(day.slice(5), hour)),
    },
    bracketsOf(page, series.pollutant),
  );
  const counts = countsOf(data);
  const conclusion = t.seriesConclusion(name, page.from, page.to, counts.valid, counts.all, counts.over);
  return (
    <section className="panel" aria-label={t.span}>
      <header>
        <h2>{t.span}</h2>
        <select
          className="inp air-select"
          aria-label={t.choose}
          value={series.pollutant}
          onChange={(event) => setQuery({ factor: event.target.value })}
        >
          {page.series.map(({ pollutant }) => (
            <option key={pollutant} value={pollutant}>
              {nameOf(pollutant)}
            </option>
          ))}
        </select>
        <span className="sp" />
        <label className="row s">
          {t.from}
          <input
            type="date"
            className="inp air-date"
            value={page.from}
            max={page.to}
            onChange={(event) => event.target.value && setQuery({ from: event.target.value, to: page.to })}
          />
        </label>
        <label className="row s">
          {t.to}
          <input
            type="date"
            className="inp air-date"
            value={page.to}
            min={page.from}
            onChange={(event) => event.target.value && setQuery({ from: page.from, to: event.target.value })}
          />
        </label>
      </header>
      <div className="in">
        {error != null && <ErrorNotice error={error} />}
        <p className="s t2">{conclusion}</p>
        <ChartFrame
          data={data}
          height={200}
          label={conclusion}
          caption={`${page.site.name} ${name} ${page.from} – ${page.to}　${series.limits.map((one) => one.edition).join(' → ')}`}
        />
        <h3 className="mt12">{t.days}</h3>
        <div className="table-scroll" {...scrollRegion(t.days)}>
          <table className="tb num">
            <thead>
              <tr>
                <th scope="col">{t.date}</th>
                <th scope="col">{t.index}</th>
                {page.series.map(({ pollutant }) => (
                  <th scope="col" className="r" key={pollutant}>
                    {formulaOf(pollutant)}
                  </th>
                ))}
                <th scope="col">{t.edition}</th>
              </tr>
            </thead>
            <tbody>
              {page.days.map((day) => (
                <tr key={day.day}>
                  <td className="nw">
                    <button type="button" className="link" onClick={() => setQuery({ day: day.day }, 'push')}>
                      {day.day}
                    </button>
                  </td>
                  <td>
                    <IndexCell index={day.index} reason />
                  </td>
                  {day.figures.map((figure) => (
                    <td className="r" key={figure.pollutant}>
                      <FigureCell figure={figure} />
                    </td>
                  ))}
                  <td className="t3">{day.edition}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <h3 className="mt12">{t.alerts}</h3>
        {page.alerts.length === 0 ? (
          <p className="s t3">{t.alertsNone}</p>
        ) : (
          <ul>
            {page.alerts.map((alert) => (
              <li key={alert.id}>
                <Light kind={alert.light} word={`${alert.factor} ${alert.peak ?? ''} ${alert.unit}`} />{' '}
                <A href={paths.alert(alert.id)}>
                  {alert.from.slice(0, 16).replace('T', ' ')} – {alert.to.slice(0, 16).replace('T', ' ')}
                </A>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
