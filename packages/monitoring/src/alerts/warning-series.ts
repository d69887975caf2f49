import {
  type AqiReadings,
  areaConcentration,
  dailyAqi,
  hourlySeries,
  POLLUTANTS,
  type Pollutant,
  type Rational,
  type Reading,
  runningMeans24,
  runningOzoneMeans8,
} from '@huanzhi/standards';

const hourMs = 3_600_000;

/** Hourly concentrations of one station, in the units of the index; one entry for each hour of the span. */
export type StationHours = { readonly [P in Pollutant]?: readonly Reading[] };

/**
 * The AQI of the 24 hours that end with each hour, for a district: the concentrations of the stations are averaged
 * hour by hour, then over 24 hours (ozone: the largest 8-hour mean among the windows that end in them). The first 23
 * hours have none.
 * @param firstHourEnding end of the first hour, ms
 * @param stations one entry per assessment station, equally long
 * Source: 重污染天气预警: any 24 consecutive hours may stand for a day (single source); `areaConcentration`,
 * `runningMeans24`, `runningOzoneMeans8`, `dailyAqi`.
 */
export function runningAqi(firstHourEnding: number, stations: readonly StationHours[]): (number | null)[] {
  const length = Math.max(0, ...stations.flatMap((one) => POLLUTANTS.map((name) => one[name]?.length ?? 0)));
  if (length === 0) return [];
  const means = new Map(
    POLLUTANTS.map((pollutant) => {
      const area = Array.from(
        { length },
        (_, index) => areaConcentration(stations.map((one) => one[pollutant]?.[index] ?? 'missing')).value,
      );
      const series = hourlySeries(pollutant, firstHourEnding, area.map(readingOf));
      return [
        pollutant,
        pollutant === 'O3' ? ozoneMaxima(runningOzoneMeans8(series)) : runningMeans24(series),
      ];
    }),
  );
  return Array.from({ length }, (_, index) => {
    if (index < 23) return null;
    const readings: Partial<Record<string, Reading>> = {};
    for (const pollutant of POLLUTANTS) {
      const mean = means.get(pollutant)?.[index] ?? null;
      if (mean !== null) readings[pollutant === 'O3' ? 'O3_8h' : pollutant] = readingOf(mean);
    }
    if (Object.keys(readings).length === 0) return null;
    return dailyAqi(readings as AqiReadings, { at: new Date(firstHourEnding + (index - 1) * hourMs) }).aqi;
  });
}

/** The largest 8-hour mean among the 24 windows that end with an hour; null with fewer than 14 of them. */
function ozoneMaxima(means: readonly (Rational | null)[]): (Rational | null)[] {
  return means.map((_, index) => {
    const windows = means.slice(Math.max(0, index - 23), index + 1).filter((mean) => mean !== null);
    if (windows.length < 14) return null;
    return windows.reduce((most, mean) =>
      mean.numerator * most.denominator > most.numerator * mean.denominator ? mean : most,
    );
  });
}

/** A fraction as a decimal of four digits, as the series of the index keep it. */
function readingOf(value: Rational | null): Reading {
  if (value === null) return 'missing';
  return Number(value.numerator) / Number(value.denominator);
}
