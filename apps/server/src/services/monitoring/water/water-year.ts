import {
  gradeChange,
  type MonthlyReport,
  monthlyWaterReport,
  shareOf,
  type WaterClass,
  waterClassRank,
} from '@huanzhi/standards';
import { listSites } from '../../../store/monitoring/sites.queries.ts';
import { monthsWithData } from '../../../store/monitoring/water/months-with-data.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { compared } from './figures.ts';
import { cumulativeMeans, type Judged, judgeMeans, judgeMonth, type MonthJudged } from './judge-section.ts';
import { loadSections, type Section, tierWords } from './load-sections.ts';
import { firstDay, monthOf, monthsBetween, shiftMonth, yearUntil } from './months.ts';
import { type WaterSettings, waterSettings } from './water-settings.ts';

/** A section with its months of the year, the cumulative judgement and the month before and a year ago. */
export interface SectionYear {
  section: Section;
  /** January to December. */
  months: MonthJudged[];
  /** The month of the report. */
  current: MonthJudged;
  before: WaterClass | null;
  lastYear: WaterClass | null;
  monthOnMonth: string | null;
  yearOnYear: string | null;
  cumulative: Judged & { months: number };
}

/** How many sections may still be lost (or must be won) for the year's share of Ⅰ–Ⅲ. */
export interface SectionsHeadroom {
  /** Decimal text in %. */
  share: string;
  basis: string;
  good: number;
  of: number;
  /** Least number of good sections. */
  required: number;
  /** Positive: may be lost; negative: must be won. */
  spare: number;
}

/** Shares of Ⅰ–Ⅲ of one month: of that month alone, and of the months until then. */
export interface SharePoint {
  month: string;
  /** Two digits; null without a judged section. */
  single: string | null;
  cumulative: string | null;
  tentative: boolean;
}

/** A year of the sections of the district, seen from the month of its report. */
export interface WaterYear {
  year: number;
  /** The month that is reported on, `YYYY-MM`. */
  month: string;
  /** The running month. */
  running: string;
  firstYear: number;
  lastYear: number;
  sections: SectionYear[];
  /** Assessed sections that have a target: they count in the figures. */
  assessed: SectionYear[];
  report: MonthlyReport;
  cumulative: { good: number; of: number; text: string | null; classes: Partial<Record<WaterClass, number>> };
  headroom: SectionsHeadroom | null;
  series: SharePoint[];
  settings: WaterSettings;
}

/** True for Ⅰ to Ⅲ. */
export const isGood = (cls: WaterClass): boolean => waterClassRank(cls) <= 2;

/**
 * A year of the sections. Without a month it is the last complete one that has data.
 * @param month `YYYY-MM`, a month that is over or the running one
 */
export async function waterYear(env: Env, month?: string, ids?: readonly number[]): Promise<WaterYear> {
  const running = monthOf(localDay(env.clock()));
  const sites = await listSites(env.store.db, { kind: 'section' });
  const span = await monthsWithData(
    env.store.db,
    sites.map((site) => site.id),
    firstDay(running),
  );
  const shown = month ?? (span === null ? shiftMonth(running, -1) : monthOf(span.last));
  const year = shown.slice(0, 4);
  const [settings, sections] = await Promise.all([
    waterSettings(env),
    loadSections(env, `${Number(year) - 1}-01`, `${year}-12`, ids),
  ]);
  const years = sections.map((section) => sectionYear(section, shown, running, settings.nearPercent));
  const assessed = years.filter(({ section }) => section.assessed && section.target !== null);
  const cumulative = classesOf(assessed.map((one) => one.cumulative.cls));
  return {
    year: Number(year),
    month: shown,
    running,
    firstYear: Math.min(Number(year), Number((span?.first ?? running).slice(0, 4))),
    lastYear: Math.max(Number(year), Number(running.slice(0, 4))),
    sections: years,
    assessed,
    report: monthlyReport(assessed),
    cumulative: {
      good: cumulative.good,
      of: cumulative.of,
      text: shareOf(cumulative.good, cumulative.of).text,
      classes: cumulative.classes,
    },
    headroom: headroomOf(settings, cumulative.good, cumulative.of),
    series: seriesOf(assessed, year, running),
    settings,
  };
}

function sectionYear(section: Section, month: string, running: string, near: string): SectionYear {
  const judge = (one: string) => judgeMonth(section, one, running, near);
  const months = monthsBetween(`${month.slice(0, 4)}-01`, `${month.slice(0, 4)}-12`).map(judge);
  const current = months[Number(month.slice(5)) - 1] ?? judge(month);
  const before = judge(shiftMonth(month, -1)).cls;
  const lastYear = judge(shiftMonth(month, -12)).cls;
  const change = (from: WaterClass | null) =>
    from === null || current.cls === null ? null : gradeChange(from, current.cls).word;
  return {
    section,
    months,
    current,
    before,
    lastYear,
    monthOnMonth: change(before),
    yearOnYear: change(lastYear),
    cumulative: cumulativeOf(section, month, running, near),
  };
}

/** A section judged by the means of January to a month; the running month takes no part. */
function cumulativeOf(
  section: Section,
  month: string,
  running: string,
  near: string,
): Judged & { months: number } {
  const { means, counts } = cumulativeMeans(
    section,
    yearUntil(month).filter((one) => one < running),
  );
  const months = Math.max(0, ...Object.values(counts));
  return { ...judgeMeans(section, means, month, near), months };
}

function monthlyReport(years: readonly SectionYear[]): MonthlyReport {
  return monthlyWaterReport(
    years.flatMap(({ section, current, before, lastYear }) =>
      section.target === null
        ? []
        : [
            {
              section: section.name,
              river: section.river,
              town: section.town,
              tier: tierWords[section.tier]?.zh ?? section.tier,
              target: section.target,
              cls: current.cls,
              previousMonth: before,
              sameMonthLastYear: lastYear,
              overTarget: current.over.map(overText),
              ...(current.reason === null ? {} : { remark: current.reason.zh }),
            },
          ],
    ),
  );
}

/** `氨氮(0.51)`, or `溶解氧(4.1)` with its value where the item has no multiple. */
export function overText(item: { name: string; text: string; multipleToTarget: string | null }): string {
  return `${item.name}(${item.multipleToTarget ?? item.text})`;
}

function classesOf(classes: readonly (WaterClass | null)[]) {
  const judged = classes.filter((cls): cls is WaterClass => cls !== null);
  const counts: Partial<Record<WaterClass, number>> = {};
  for (const cls of judged) counts[cls] = (counts[cls] ?? 0) + 1;
  return { good: judged.filter(isGood).length, of: judged.length, classes: counts };
}

/** The least number of good sections for a share is the next whole number at or above share × sections. */
export function headroomOf(settings: WaterSettings, good: number, of: number): SectionsHeadroom | null {
  const { goodShare, basis } = settings;
  if (goodShare === null || of === 0) return null;
  let required = 0;
  while (required <= of && compared(`${required * 100}`, timesWhole(goodShare, of)) < 0) required += 1;
  return { share: goodShare, basis, good, of, required, spare: good - required };
}

/** Decimal text times a whole number, exact. */
function timesWhole(text: string, by: number): string {
  const [whole = '0', fraction = ''] = text.split('.');
  return `${BigInt(whole + fraction) * BigInt(by)}e-${fraction.length}`;
}

function seriesOf(years: readonly SectionYear[], year: string, running: string): SharePoint[] {
  return monthsBetween(`${year}-01`, `${year}-12`).map((month, index) => {
    const single = classesOf(years.map((one) => one.months[index]?.cls ?? null));
    const tentative = month >= running;
    const until =
      single.of === 0 || tentative
        ? { good: 0, of: 0 }
        : classesOf(years.map(({ section }) => cumulativeOf(section, month, running, '0').cls));
    return {
      month,
      single: shareOf(single.good, single.of).text,
      cumulative: shareOf(until.good, until.of).text,
      tentative,
    };
  });
}
