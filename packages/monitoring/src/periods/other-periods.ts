import {
  evaluateSection,
  GB3838_EDITIONS,
  NoEditionError,
  parseWaterClass,
  type Rational,
  type SectionResult,
  waterClassRank,
  waterMonthValid,
} from '@huanzhi/standards';
import { daysBetween } from '../hours/index.ts';
import { unitFactor } from '../units/units.ts';
import { oxygenRule, waterItemCodes, waterItemOf } from './codes.ts';
import type { FiguredSite } from './day-input.ts';
import { exactOf, type Figure, kept, meanOfMeans } from './figure.ts';

const lastOfMonth = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

/** Day means by factor. */
function meansByFactor(days: readonly Figure[]): Map<string, Figure[]> {
  const byFactor = new Map<string, Figure[]>();
  for (const one of days) {
    if (one.statistic !== 'mean') continue;
    const list = byFactor.get(one.factor) ?? [];
    list.push(one);
    byFactor.set(one.factor, list);
  }
  return byFactor;
}

type Counts = Pick<Figure, 'valid' | 'received' | 'expected' | 'complete'>;

/**
 * The mean of each factor over the figures of shorter periods that have a value.
 * @param weight how often a figure counts
 * @param counts what came and what counts, from all figures of a factor and the number of those with a value
 */
function meansOver(
  period: 'month' | 'year',
  start: string,
  shorter: readonly Figure[],
  weight: (one: Figure) => number,
  counts: (list: readonly Figure[], withValue: number) => Counts,
): Figure[] {
  return [...meansByFactor(shorter)].map(([factor, list]) => {
    const parts = list.flatMap((one) => {
      const exact = exactOf(one);
      return exact === null ? [] : [{ exact, count: weight(one) }];
    });
    const mean = kept(meanOfMeans(parts));
    return { factor, statistic: 'mean', period, start, ...mean, ...counts(list, parts.length) };
  });
}

const once = () => 1;
const came = (list: readonly Figure[]) => list.filter((one) => one.received > 0).length;

/**
 * Month means of an outlet or dust site: mean of its valid days, valid with 75 % of the days.
 * @param month `YYYY-MM`; @param days its day figures in that month
 * Source: HJ 356-2019 (recall), through `waterMonthValid`.
 */
export function plainMonthFigures(month: string, days: readonly Figure[]): Figure[] {
  const start = `${month}-01`;
  const expected = daysBetween(start, lastOfMonth(month)).length;
  return meansOver('month', start, days, once, (list, valid) => ({
    valid,
    received: came(list),
    expected,
    complete: waterMonthValid(valid, expected).valid,
  }));
}

/**
 * Month means of a section over all its values of the month, and its class by GB 3838.
 * @param month `YYYY-MM`; @param days its day figures in that month
 * Source: 环办〔2011〕22号 (mean of all samples of a month: recall; single-factor evaluation: verified).
 */
export function sectionMonthFigures(site: FiguredSite, month: string, days: readonly Figure[]): Figure[] {
  const start = `${month}-01`;
  const daysOfMonth = daysBetween(start, lastOfMonth(month)).length;
  const means = meansOver(
    'month',
    start,
    days,
    (one) => one.valid,
    (list, withValue): Counts => {
      if (site.intervalHours === 0)
        return { valid: withValue, received: came(list), expected: 1, complete: withValue > 0 };
      const valid = list.filter((one) => one.complete).length;
      const complete = waterMonthValid(valid, daysOfMonth).valid;
      return { valid, received: came(list), expected: daysOfMonth, complete };
    },
  );
  return [...means, ...classOf(site, 'month', start, means)];
}

/**
 * Year means of a section over its month means, and its class.
 * @param months all its month figures of that year
 * Source: 环办〔2011〕22号 (mean of the monthly means: recall).
 */
export function sectionYearFigures(site: FiguredSite, year: number, months: readonly Figure[]): Figure[] {
  const start = `${year}-01-01`;
  const means = meansOver('year', start, months, once, (list, valid) => ({
    valid,
    received: list.length,
    expected: 12,
    complete: valid === 12,
  }));
  return [...means, ...classOf(site, 'year', start, means)];
}

/** The class of a section: factor `GB3838`, statistic `class`, value 1 (Ⅰ) to 6 (劣Ⅴ). */
function classOf(
  site: FiguredSite,
  period: 'month' | 'year',
  start: string,
  means: readonly Figure[],
): Figure[] {
  const values: Record<string, Rational | 'invalid'> = {};
  for (const mean of means) {
    const key = waterItemOf(mean.factor);
    const exact = exactOf(mean);
    if (key !== undefined && exact !== null) values[key] = inTableUnit(site, mean.factor, exact);
  }
  const result = judged(site, start, values);
  if (result === null) return [];
  const { cls } = result;
  return [
    {
      factor: 'GB3838',
      statistic: 'class',
      period,
      start,
      value: cls === null ? null : String(waterClassRank(cls) + 1),
      valid: result.rated.length,
      received: Object.keys(values).length,
      expected: site.factors.filter((one) => waterItemOf(one.factor) !== undefined).length,
      complete:
        cls !== null && means.every((mean) => mean.complete || waterItemOf(mean.factor) === undefined),
      detail: {
        items: result.rated.map((item) => ({
          factor: waterItemCodes[item.key],
          class: waterClassRank(item.cls) + 1,
        })),
        deciding: result.deciding.map((key) => waterItemCodes[key]),
        primary: result.primary.map((one) => ({
          factor: waterItemCodes[one.key],
          multiple: one.multiple?.text ?? null,
        })),
        ...(result.target === undefined ? {} : { meetsTarget: result.target.meets }),
        edition: result.edition.id,
      },
    },
  ];
}

function judged(
  site: FiguredSite,
  at: string,
  values: Record<string, Rational | 'invalid'>,
): SectionResult | null {
  const target = parseWaterClass(site.props.targetClass ?? '');
  try {
    return evaluateSection(values, {
      waterBody: site.props.water ?? 'river',
      dissolvedOxygen: oxygenRule,
      at,
      ...(target === undefined ? {} : { target }),
    });
  } catch (error) {
    if (error instanceof NoEditionError) return null;
    throw error;
  }
}

const tableUnits = new Map(
  (GB3838_EDITIONS.at(-1)?.items ?? []).map((item) => [waterItemCodes[item.key], item.unit]),
);

function inTableUnit(site: FiguredSite, factor: string, exact: Rational): Rational | 'invalid' {
  const unit = site.factors.find((one) => one.factor === factor)?.unit;
  const wanted = tableUnits.get(factor);
  if (unit === undefined || wanted === undefined) return exact;
  const by = unitFactor(unit, wanted);
  if (by === null) return 'invalid';
  return { numerator: exact.numerator * by.times, denominator: exact.denominator * by.over };
}
