import { type Share, shareOf } from '../share.ts';
import { type GradeChange, gradeChange, type RatioChange, ratioChange } from './change.ts';
import type { WaterClass } from './classes.ts';
import { waterClassRank } from './classes.ts';
import { meetsTarget } from './target.ts';

/** One section of a monthly report (地表水环境质量专报). */
export interface MonthlySection {
  readonly section: string;
  readonly river: string;
  readonly town: string;
  /** 国考, 市考, 区控, 镇管 …; a word of the district. */
  readonly tier: string;
  readonly target: WaterClass;
  /** Class of this month; null when it was not judged. */
  readonly cls: WaterClass | null;
  readonly previousMonth?: WaterClass | null;
  readonly sameMonthLastYear?: WaterClass | null;
  /** Items over the target with their multiple, as they are printed: `氨氮(0.4)`. */
  readonly overTarget?: readonly string[];
  /** Why there is no class, for example 断流 or 停测. */
  readonly remark?: string;
}

/** The figures of one group of sections. */
export interface MonthlyFigures {
  readonly sections: number;
  readonly judged: number;
  readonly notJudged: number;
  /** Sections by class. */
  readonly classes: Readonly<Partial<Record<WaterClass, number>>>;
  readonly goodShare: Share;
  readonly inferiorShare: Share;
  /** 达标率: sections that meet their target / judged ones. */
  readonly compliance: Share;
  /** Against the previous month (环比) and the same month last year (同比), by ratio; null without figures. */
  readonly monthOnMonth: RatioChange | null;
  readonly yearOnYear: RatioChange | null;
}

/** One line of the report's table. */
export interface MonthlyRow extends MonthlySection {
  readonly meets: boolean | null;
  readonly monthOnMonth: GradeChange | null;
  readonly yearOnYear: GradeChange | null;
}

/** A monthly report's figures. */
export interface MonthlyReport {
  readonly overall: MonthlyFigures;
  readonly byTier: Readonly<Record<string, MonthlyFigures>>;
  readonly byTown: Readonly<Record<string, MonthlyFigures>>;
  readonly rows: readonly MonthlyRow[];
}

/**
 * The figures of a district's monthly surface-water report: overall, by tier, by town, and one row a section.
 * Sections without a class count in `notJudged` only. Comparisons use the sections judged in each period.
 * Source: shape of CNEMC and district monthly reports; shares and change words 环办〔2011〕22号.
 */
export function monthlyWaterReport(sections: readonly MonthlySection[]): MonthlyReport {
  return {
    overall: figures(sections),
    byTier: grouped(sections, (entry) => entry.tier),
    byTown: grouped(sections, (entry) => entry.town),
    rows: sections.map(row),
  };
}

function grouped(
  sections: readonly MonthlySection[],
  key: (section: MonthlySection) => string,
): Record<string, MonthlyFigures> {
  const names = [...new Set(sections.map(key))];
  return Object.fromEntries(
    names.map((name) => [name, figures(sections.filter((entry) => key(entry) === name))]),
  );
}

interface Shares {
  readonly judged: number;
  readonly good: Share;
  readonly inferior: Share;
}

function shares(classes: readonly (WaterClass | null | undefined)[]): Shares {
  const judged = classes.filter((cls): cls is WaterClass => cls !== null && cls !== undefined);
  return {
    judged: judged.length,
    good: shareOf(judged.filter((cls) => waterClassRank(cls) <= 2).length, judged.length),
    inferior: shareOf(judged.filter((cls) => cls === 'V_INFERIOR').length, judged.length),
  };
}

function figures(sections: readonly MonthlySection[]): MonthlyFigures {
  const now = shares(sections.map((entry) => entry.cls));
  const classes: Partial<Record<WaterClass, number>> = {};
  for (const { cls } of sections) if (cls !== null) classes[cls] = (classes[cls] ?? 0) + 1;
  const met = sections.filter(({ cls, target }) => cls !== null && meetsTarget(cls, target));
  return {
    sections: sections.length,
    judged: now.judged,
    notJudged: sections.length - now.judged,
    classes,
    goodShare: now.good,
    inferiorShare: now.inferior,
    compliance: shareOf(met.length, now.judged),
    monthOnMonth: compared(shares(sections.map((entry) => entry.previousMonth)), now),
    yearOnYear: compared(shares(sections.map((entry) => entry.sameMonthLastYear)), now),
  };
}

function compared(before: Shares, now: Shares): RatioChange | null {
  const { good, inferior } = before;
  if (good.percent === null || inferior.percent === null) return null;
  if (now.good.percent === null || now.inferior.percent === null) return null;
  return ratioChange(
    { good: good.percent, inferior: inferior.percent },
    { good: now.good.percent, inferior: now.inferior.percent },
  );
}

function row(section: MonthlySection): MonthlyRow {
  const { cls, target, previousMonth, sameMonthLastYear } = section;
  const change = (before: WaterClass | null | undefined): GradeChange | null =>
    cls === null || before === null || before === undefined ? null : gradeChange(before, cls);
  return {
    ...section,
    meets: cls === null ? null : meetsTarget(cls, target),
    monthOnMonth: change(previousMonth),
    yearOnYear: change(sameMonthLastYear),
  };
}
