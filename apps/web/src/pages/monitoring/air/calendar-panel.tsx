import { useQuery } from '@tanstack/react-query';
import { addressFor } from '../../../api/call.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { Aqi } from '../../../ui/aqi.tsx';
import { Failed, Loading } from '../../../ui/states.tsx';
import { CalendarGrid } from './calendar.tsx';
import { airCalendarQuery } from './queries.ts';
import { useAirTexts } from './texts.ts';

/** The calendar of a year, of the district or a station, with its sums and its export. */
export function CalendarPanel({ site }: { site: number }) {
  const { t, local } = useAirTexts();
  const [query, setQuery] = useUrlQuery();
  const asked = { site, year: query.year === undefined ? undefined : Number(query.year) };
  const { data, error, refetch } = useQuery(airCalendarQuery(asked));
  if (error) return <Failed error={error} what={t.calendar(asked.year ?? 0)} retry={() => refetch()} />;
  if (!data) return <Loading lines={8} />;
  const years = data.years.includes(data.year) ? data.years : [data.year, ...data.years];
  return (
    <section className="panel" aria-label={t.calendar(data.year)}>
      <header>
        <h2>{t.calendar(data.year)}</h2>
        <small className="t3" title={local(data.total.formula)}>
          {t.calendarLine(data.total.valid, data.total.good, data.total.percent, data.total.published)}
        </small>
        <span className="sp" />
        <label className="row s">
          {t.years}
          <select
            className="inp air-select"
            value={data.year}
            onChange={(event) => setQuery({ year: event.target.value, day: undefined }, 'push')}
          >
            {years.map((year) => (
              <option key={year}>{year}</option>
            ))}
          </select>
        </label>
        <a
          className="btn sm"
          href={addressFor('exportAirCalendar', { query: { site, year: data.year } })}
          download
        >
          {t.export}
        </a>
      </header>
      <div className="in air-cal-in">
        <div className="air-legend s t2">
          {[1, 2, 3, 4, 5, 6].map((level) => (
            <Aqi key={level} level={level} />
          ))}
          <span className="aqi">
            <i className="hatched" />
            {t.invalid}
          </span>
          <span className="sp" />
          <span className="t3">{data.editions.map((one) => one.id).join(' → ')}</span>
        </div>
        <CalendarGrid
          key={`${site} ${data.year}`}
          calendar={data}
          open={(day) => setQuery({ day }, 'push')}
        />
        <p className="s t3 mt8">
          {local(data.total.formula)}
          {data.before && (
            <>
              {'　'}
              {t.before(
                data.before.year,
                data.before.percent,
                data.before.good,
                data.before.valid,
                data.before.to,
              )}
            </>
          )}
        </p>
      </div>
    </section>
  );
}
