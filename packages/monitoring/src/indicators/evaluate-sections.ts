import {
  evaluateSection,
  meanConcentration,
  meetsTarget,
  type Rational,
  rational,
  type WaterBody,
  type WaterClass,
  type WaterItemKey,
  waterClassRank,
} from '@huanzhi/standards';
import { oxygenRule } from '../periods/codes.ts';
import type { MonthFigure, Projection, YearFigures } from './evaluation.ts';
import { extremes, over, plus, rounded, times } from './exact.ts';
import type { SectionMeasure } from './indicator.ts';

/** Means of a month by item, decimal text or exact fraction in the unit of GB 3838. */
export type MonthMeans = Readonly<Partial<Record<WaterItemKey, string | Rational>>>;

/** A section and what was measured there. */
export interface SectionInput {
  siteId: number;
  name: string;
  water: WaterBody;
  /** Null: no class was set for it, so it does not count for compliance. */
  target: WaterClass | null;
  /** By month `YYYY-MM`, of this year and past ones. */
  months: ReadonlyMap<string, MonthMeans>;
}

/** A section in the year so far. */
export interface SectionYear {
  section: SectionInput;
  /** Class of the mean of its months; null when it was not judged. */
  cls: WaterClass | null;
  /** Counts in the numerator. */
  counted: boolean;
  /** Months with data among those that are over. */
  done: number;
  /** Class of each month that is over, null without data. */
  classes: (WaterClass | null)[];
}

/** A year of sections. */
export interface SectionsYear extends YearFigures {
  measure: SectionMeasure;
  sections: SectionYear[];
  judged: number;
  counted: number;
  /** Months that are over and those that follow. */
  ended: number;
  remaining: number;
}

const pastYears = 3;
/** Share of ended months with data that a section needs, and of sections that must be judged. Defaults of ours. */
const monthShare = 0.5;
const sectionShare = 0.75;

/**
 * The year so far of an indicator over sections: each section has the class of the mean of its months that are over
 * (single factor), then sections are counted. The projection gives each section the remaining months of past years.
 * Source: GB 3838-2002; 环办〔2011〕22号 (evaluation by means, recall); projection: a planning aid of this project.
 */
export function evaluateSections(
  measure: SectionMeasure,
  input: { year: number; through: string; sections: readonly SectionInput[]; past: readonly number[] },
): SectionsYear {
  const { year, through } = input;
  const ended = monthsOver(year, through);
  const months = Array.from({ length: 12 }, (_, index) => monthOf(year, index + 1));
  const past = months.slice(0, ended);
  const taking = input.sections.filter(({ target }) => measure !== 'compliant' || target !== null);
  const sections = taking.map((section) => sectionYear(section, past, measure));
  const judged = sections.filter(({ cls }) => cls !== null);
  const counted = judged.filter((one) => one.counted).length;
  const exact = figure(measure, counted, judged.length);
  const digits = measure === 'inferior-count' ? 0 : 1;
  return {
    year,
    through,
    asOf: lastMonthWithData(sections, past),
    enough: {
      sufficient: judged.length > 0 && judged.length >= sections.length * sectionShare,
      rule: {
        zh: `${sections.length} 个断面中 ${judged.length} 个可评价，至少要四分之三`,
        en: `${judged.length} of ${sections.length} sections can be judged, three quarters needed`,
      },
      remark: null,
    },
    exact,
    value: exact === null ? null : rounded(exact, digits),
    digits,
    numerator: String(counted),
    denominator: String(judged.length),
    months: past.map((month, index) => singleMonth(month, index, sections, measure, digits)),
    line: past.flatMap((month, index) => {
      const upTo = past.slice(0, index + 1);
      const found = countSections(
        taking.map((section) => classOverMonths(section, upTo)),
        taking,
        measure,
      );
      return found === null ? [] : [{ day: monthEnd(month), value: chartValue(found, digits) }];
    }),
    projection: project(input.past, year, past, months.slice(ended), taking, measure, exact),
    measure,
    sections,
    judged: judged.length,
    counted,
    ended,
    remaining: 12 - ended,
  };
}

const monthOf = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`;

/** Last day of a month `YYYY-MM`. */
export function monthEnd(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function monthsOver(year: number, through: string): number {
  let count = 0;
  while (count < 12 && monthEnd(monthOf(year, count + 1)) <= through) count += 1;
  return count;
}

function sectionYear(section: SectionInput, past: readonly string[], measure: SectionMeasure): SectionYear {
  const done = past.filter((month) => hasData(section, month)).length;
  const cls = done > 0 && done >= past.length * monthShare ? classOverMonths(section, past) : null;
  return {
    section,
    cls,
    counted: cls !== null && counts(cls, section, measure),
    done,
    classes: past.map((month) => classOverMonths(section, [month])),
  };
}

const hasData = (section: SectionInput, month: string): boolean =>
  Object.keys(section.months.get(month) ?? {}).length > 0;

/** Class of the mean over some months; null when none has data. */
function classOverMonths(section: SectionInput, months: readonly string[]): WaterClass | null {
  const items = new Map<string, (string | Rational)[]>();
  for (const month of months) {
    for (const [key, value] of Object.entries(section.months.get(month) ?? {})) {
      const known = items.get(key);
      if (known === undefined) items.set(key, [value]);
      else known.push(value);
    }
  }
  if (items.size === 0) return null;
  const means = Object.fromEntries(
    [...items].map(([key, values]) => [key, meanConcentration(values).mean ?? 'missing']),
  );
  const at = monthEnd(months.at(-1) ?? '');
  return evaluateSection(means, { waterBody: section.water, dissolvedOxygen: oxygenRule, at }).cls;
}

function counts(cls: WaterClass, section: SectionInput, measure: SectionMeasure): boolean {
  switch (measure) {
    case 'good':
      return waterClassRank(cls) <= 2;
    case 'compliant':
      return section.target !== null && meetsTarget(cls, section.target);
    default:
      return cls === 'V_INFERIOR';
  }
}

function figure(measure: SectionMeasure, counted: number, judged: number): Rational | null {
  if (judged === 0) return null;
  return measure === 'inferior-count' ? rational(counted) : over(times(counted, 100), judged);
}

function countSections(
  classes: readonly (WaterClass | null)[],
  sections: readonly SectionInput[],
  measure: SectionMeasure,
): Rational | null {
  let [counted, judged] = [0, 0];
  for (const [index, section] of sections.entries()) {
    const cls = classes[index] ?? null;
    if (cls === null) continue;
    judged += 1;
    if (counts(cls, section, measure)) counted += 1;
  }
  return figure(measure, counted, judged);
}

const chartValue = (value: Rational, digits: number): number => Number(rounded(value, digits + 1));

function singleMonth(
  month: string,
  index: number,
  sections: readonly SectionYear[],
  measure: SectionMeasure,
  digits: number,
): MonthFigure {
  const value = countSections(
    sections.map(({ classes }) => classes[index] ?? null),
    sections.map(({ section }) => section),
    measure,
  );
  return {
    month,
    value: value === null ? null : chartValue(value, digits),
    valid: sections.filter(({ classes }) => (classes[index] ?? null) !== null).length,
    expected: sections.length,
  };
}

function lastMonthWithData(sections: readonly SectionYear[], past: readonly string[]): string | null {
  const last = past.findLast((month) => sections.some(({ section }) => hasData(section, month)));
  return last === undefined ? null : monthEnd(last);
}

function project(
  years: readonly number[],
  year: number,
  past: readonly string[],
  rest: readonly string[],
  sections: readonly SectionInput[],
  measure: SectionMeasure,
  exact: Rational | null,
): Projection | null {
  const [first] = rest;
  if (first === undefined || exact === null) return null;
  const period = { from: `${first}-01`, to: `${year}-12-31` };
  const used: number[] = [];
  const ends: Rational[] = [];
  for (const other of [...years].sort((a, b) => a - b).slice(-pastYears)) {
    const like = rest.map((month) => `${other}${month.slice(4)}`);
    const known = sections.filter((section) => like.some((month) => hasData(section, month)));
    if (known.length < sections.length * sectionShare) continue;
    const end = countSections(
      sections.map((section) => classOverMonths(section, [...like, ...past])),
      sections,
      measure,
    );
    if (end === null) continue;
    used.push(other);
    ends.push(end);
  }
  const range = extremes(ends);
  if (range === null)
    return { method: 'running', years: [], ...period, value: exact, low: exact, high: exact };
  const sum = ends.reduce((total, end) => plus(total, end), rational(0));
  return { method: 'same-period', years: used, ...period, value: over(sum, ends.length), ...range };
}
