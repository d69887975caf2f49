import { ChartFrame } from '../../../ui/chart/chart-frame.tsx';
import { A } from '../../../ui/link.tsx';
import { chartOf, countsOf } from './chart-data.ts';
import type { AirNow } from './queries.ts';
import { useAirTexts } from './texts.ts';

/** Yesterday's hours of the primary pollutant under its limit. */
export function YesterdayPanel({
  yesterday,
  dayHref,
}: {
  yesterday: NonNullable<AirNow['yesterday']>;
  dayHref: string;
}) {
  const { t, local, nameOf } = useAirTexts();
  const { series, figure, index, day } = yesterday;
  const name = nameOf(yesterday.pollutant);
  const data = chartOf(series, {
    name,
    limit: t.limit,
    local,
    at: (_, hour) => t.hour(hour),
  });
  const counts = countsOf(data);
  return (
    <section className="panel" aria-label={t.yesterday(name)}>
      <div className="in">
        <div className="row w">
          <h2 className="air-h">{t.yesterday(name)}</h2>
          <span className="sp" />
          <p className="s t2">
            {t.dayLine(
              figure.value ?? t.state[figure.state],
              index.value === null ? t.noneShort : String(index.value),
              yesterday.validHours,
            )}
            {'　'}
            <A href={dayHref}>{t.dayOpen}</A>
          </p>
        </div>
        <ChartFrame
          data={data}
          height={128}
          label={t.seriesConclusion(name, day, day, counts.valid, counts.all, counts.over)}
          caption={`${t.district} ${name} ${day}　${yesterday.edition}`}
        />
      </div>
    </section>
  );
}
