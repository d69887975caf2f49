import { type Rational, rational } from '@huanzhi/standards';
import type { HourDay } from '../hours/index.ts';
import { unitFactor } from '../units/units.ts';

/** Which figure of a day a network published: its mean, for ozone its MDA8 or its highest hour. */
export type PublishedStatistic = 'mean' | 'mda8' | 'max1h';

/**
 * A day figure (公布日值) that the publishing network computed from data that are not held here, as a file of
 * measurements carried it.
 */
export interface PublishedFigure {
  /** HJ 212-2017 code. */
  factor: string;
  statistic: PublishedStatistic;
  /** Statistical day, `YYYY-MM-DD`. */
  day: string;
  /** Decimal text in `unit`. */
  value: string;
  unit: string;
  /** The import that brought it and the row of its file. */
  import: string;
  row: number;
}

/**
 * The published figure that stands in where a day has no valid one of its own; null when there is none. Own hours go
 * first, because a review can correct them. Where a reviewer struck an hour out, nothing stands in: the published
 * figure was made with that hour, and would bring back what the review took away.
 * @param own figure from the hours that are held here; null when they do not suffice
 * @param block those hours; undefined when none came
 */
export function standIn(
  own: Rational | null,
  block: Pick<HourDay, 'verdicts'> | undefined,
  published: PublishedFigure | undefined,
): PublishedFigure | null {
  if (own !== null || published === undefined) return null;
  return block?.verdicts.includes('I') === true ? null : published;
}

/** Its value in a unit, exact; null when no way leads from its unit to that one, or it is no concentration. */
export function publishedValue({ value, unit }: PublishedFigure, to: string): Rational | null {
  const by = unitFactor(unit, to);
  const { numerator, denominator } = rational(value);
  if (by === null || numerator < 0n) return null;
  return { numerator: numerator * by.times, denominator: denominator * by.over };
}

/**
 * How many published figures a figure rests on, from its `detail`: of a station's day 0 or 1, of a district's day its
 * stations, of an index its pollutants, of a month or year its days.
 */
export function publishedIn(figure: { detail: Record<string, unknown> | null } | undefined): number {
  const { published } = figure?.detail ?? {};
  if (Array.isArray(published)) return published.length;
  if (typeof published === 'number') return published;
  return typeof published === 'object' && published !== null ? 1 : 0;
}

/** The part of a `detail` that says it; nothing when no published figure is among the parts. */
export function restsOn(count: number): { published?: number } {
  return count === 0 ? {} : { published: count };
}
