import type { ChartBracket, ChartData } from '../../../ui/chart/types.ts';
import type { AirSeries } from './queries.ts';

interface Words {
  name: string;
  limit: Record<'1h' | '8h' | '24h' | 'year', string>;
  local: (text: { zh: string; en: string }) => string;
  /** Axis text of an hour. */
  at: (day: string, hour: number) => string;
}

/** An hourly series as the chart takes it: limits by their stretches, gaps with their reasons. */
export function chartOf(series: AirSeries, words: Words, brackets: readonly ChartBracket[] = []): ChartData {
  const first = (day: string) => series.hours.findIndex((hour) => hour.day === day);
  const lastHour = series.hours.findLastIndex((hour) => hour.state === 'value');
  return {
    name: words.name,
    unit: series.unit,
    points: series.hours.map((hour, index) => ({
      at: words.at(hour.day, hour.hour),
      value: hour.value === null ? null : Number(hour.value),
      // Hours after the last value of a series are not a gap yet.
      reason: hour.reason === null || index > lastHour ? null : words.local(hour.reason),
      raw: hour.raw,
    })),
    limits: series.limits.map((limit) => ({
      from: first(limit.from),
      to: first(limit.to) + 23,
      value: Number(limit.value),
      label: `${words.limit[limit.period]} ${limit.value}`,
    })),
    brackets,
  };
}

/** How many hours count, and how many of them are above the limit of their day. */
export function countsOf(data: ChartData): { valid: number; all: number; over: number } {
  const over = data.points.filter(
    ({ value }, index) =>
      value !== null &&
      data.limits.some((limit) => index >= limit.from && index <= limit.to && value > limit.value),
  ).length;
  return { valid: data.points.filter(({ value }) => value !== null).length, all: data.points.length, over };
}
