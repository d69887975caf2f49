import {
  type DustRule,
  judgeZoneNoise,
  type NoiseZone,
  parseWaterClass,
  SHANGHAI_DUST,
  waterClassRank,
} from '@huanzhi/standards';
import { type HourDay, hourEnd } from '../hours/index.ts';
import { judgeDustDayOf } from './dust-day.ts';
import { isAbove, type JudgedSeries, judgeFigure, type SeriesLimit } from './limits.ts';
import type { AlertPoint } from './types.ts';

/** A figure of a day or month as the aggregation left it; `value` is null when it is not valid. */
export interface PeriodFigure {
  /** First day, `YYYY-MM-DD`. */
  start: string;
  value: string | null;
  complete: boolean;
}

function blank(from: number, to: number): AlertPoint {
  return { from, to, state: 'unknown', value: null, limit: null, excess: 0, severity: 'verdict' };
}

const dayPoint = (day: string) => blank(hourEnd(day, 0), hourEnd(day, 24));

/**
 * Valid day means against the daily limit.
 * @param figures of one series in order of time
 */
export function exceedDayPoints(
  series: JudgedSeries,
  limits: readonly SeriesLimit[],
  figures: readonly PeriodFigure[],
): AlertPoint[] {
  return figures.map(({ start, value, complete }) => {
    const point = dayPoint(start);
    if (value === null || !complete) return point;
    const verdict = judgeFigure(series, limits, { value, period: 'day', day: start });
    if (verdict === null) return point;
    const { over, ...rest } = verdict;
    return { ...point, ...rest, value, state: over ? 'over' : 'within' };
  });
}

const zones: readonly string[] = ['0', '1', '2', '3', '4a', '4b'];

/**
 * Day or night levels of a noise point against the limit of its zone.
 * @param zone zone class of GB 3096; anything else gives unknown points
 * @param figures Leq in dB(A), in order of time
 * Source: `judgeZoneNoise` (GB 3096-2008 table 1).
 */
export function noisePoints(
  zone: string | undefined,
  period: 'day' | 'night',
  figures: readonly PeriodFigure[],
): AlertPoint[] {
  return figures.map(({ start, value, complete }) => {
    const point = dayPoint(start);
    if (value === null || !complete || zone === undefined || !zones.includes(zone)) return point;
    const verdict = judgeZoneNoise({ zone: zone as NoiseZone, period, leq: value, at: start });
    if (verdict.ok === null) return point;
    return {
      ...point,
      state: verdict.ok ? 'within' : 'over',
      value,
      limit: String(verdict.limit),
      excess: (Number(value) - verdict.limit) / verdict.limit,
      rule: verdict.rule,
    };
  });
}

/**
 * Months of a section against its target class. A month that has not ended can be over, never within: what is still
 * to come may change it.
 * @param targetClass as people write it, `Ⅲ`
 * @param figures rank of the class, 1 (Ⅰ) to 6 (劣Ⅴ), in order of time
 * @param until the time up to which months have ended, ms
 * Source: GB 3838-2002 clause 5.1 through `parseWaterClass`.
 */
export function classPoints(
  targetClass: string | undefined,
  figures: readonly PeriodFigure[],
  until: number,
): AlertPoint[] {
  const target = targetClass === undefined ? undefined : parseWaterClass(targetClass);
  return figures.map(({ start, value }) => {
    const point = blank(hourEnd(start, 0), monthEnd(start));
    if (value === null || target === undefined) return point;
    const limit = String(waterClassRank(target) + 1);
    if (isAbove(value, limit))
      return { ...point, state: 'over', value, limit, excess: Number(value) - Number(limit) };
    return { ...point, state: point.to <= until ? 'within' : 'unknown', value, limit };
  });
}

function monthEnd(start: string): number {
  const [year = 0, month = 1] = start.split('-').map(Number);
  return hourEnd(new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10), 0);
}

/**
 * Days of a construction site by the counting rule, see {@link judgeDustDayOf}. A day that has not ended is over or
 * unknown; one that has ended without a breach is within.
 * @param days hours of one series in order of time
 * @param quarters its means of 15 minutes by day
 * @param scale turns a value into the rule's unit, e.g. 0.001 for µg/m³
 * @param until the time up to which days have ended, ms
 * Source: `judgeDustCounts` with the rule given and its mark.
 */
export function dustPoints(
  days: readonly HourDay[],
  quarters: ReadonlyMap<string, readonly (number | null)[]>,
  scale: number,
  until: number,
  rule: DustRule = SHANGHAI_DUST,
): AlertPoint[] {
  return days.map((day) => {
    const point = dayPoint(day.day);
    const judged = judgeDustDayOf(day, quarters.get(day.day), scale, rule);
    if (judged.outcome === 'none') return point;
    const worst = judged.counts
      .filter(({ count, allowed }) => count > allowed)
      .sort((a, b) => b.count - b.allowed - (a.count - a.allowed))[0];
    if (worst === undefined) return { ...point, state: point.to <= until ? 'within' : 'unknown' };
    return {
      ...point,
      state: 'over',
      value: String(worst.count),
      limit: String(worst.allowed),
      excess: worst.count - worst.allowed,
      rule: judged.rule,
    };
  });
}
