import {
  itemClass,
  meetsTarget,
  type Rational,
  roundHalfEvenText,
  WATER_EVALUATION_2011,
  type WarningLevel,
  type WarningNotice,
  type WarningRules,
  type WaterClass,
  type WaterItemKey,
  warningNotice,
} from '@huanzhi/standards';
import { type Env, localDay } from '../../env.ts';
import { AppError } from '../../errors.ts';
import { compared, itemLimit, meanText, multipleText } from './figures.ts';
import { waterItem } from './items.ts';
import { loadSections, type Section } from './load-sections.ts';
import { monthOf, monthsBetween, shiftMonth, yearUntil } from './months.ts';
import { type WaterSettings, waterSettings } from './water-settings.ts';

/** One item of a section for which a notice is due. Texts are as printed; null with a reason beside it. */
export interface WarnedItem {
  key: WaterItemKey;
  name: string;
  level: WarningLevel;
  reasons: string[];
  /** Mean of the month; null when the month has none and the cumulative mean is over. */
  value: string | null;
  limit: string;
  multipleToTarget: string | null;
  /** Months over target in a row. */
  running: number;
  /** Mean of the months so far; null before the first month. */
  cumulative: string | null;
  /** Mean that the remaining months may have; null when none remain, or for pH. */
  needed: string | null;
  remaining: number;
  outlook: WarningNotice['headroom']['outlook'];
  /** Months of the year that have a value. */
  months: string[];
}

/** A section with everything a notice about it says. */
export interface WarnedSection {
  section: Section;
  level: WarningLevel;
  cls: WaterClass | null;
  items: WarnedItem[];
}

const levels: readonly WarningLevel[] = ['督办', '预警', '提醒'];

/** The worst of some levels. */
export function worstLevel(found: readonly WarningLevel[]): WarningLevel | undefined {
  return levels.find((level) => found.includes(level));
}

/** Sections for which a notice is due, worst first, with the rules that say so. */
export async function warnedSections(
  env: Env,
  month: string,
  ids?: readonly number[],
): Promise<{ sections: WarnedSection[]; settings: WaterSettings }> {
  if (month >= monthOf(localDay(env.clock()))) throw new AppError('not-found');
  const [settings, sections] = await Promise.all([
    waterSettings(env),
    loadSections(env, shiftMonth(month, -24), month, ids),
  ]);
  const rules = { ...settings.rules, mark: 'recall' as const };
  const found = sections.flatMap((section) => {
    const items = warnedItems(section, month, rules);
    const level = worstLevel(items.map((item) => item.level));
    if (level === undefined) return [];
    const classes = items.flatMap(({ key }) => {
      const value = section.months.get(month)?.values[key];
      return value === undefined ? [] : [itemClass(key, value, { waterBody: section.water }).cls];
    });
    const cls = classes.reduce<WaterClass | null>(
      (worst, one) => (one !== null && (worst === null || !meetsTarget(one, worst)) ? one : worst),
      null,
    );
    return [{ section, level, cls, items }];
  });
  found.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  return { sections: found, settings };
}

function warnedItems(section: Section, month: string, rules: WarningRules): WarnedItem[] {
  const { target, water } = section;
  if (target === null || section.months.get(month) === undefined) return [];
  const found = yearUntil(month).flatMap((one) => Object.keys(section.months.get(one)?.values ?? {}));
  // 总氮, 水温 and 粪大肠菌群 never decide a class, so nothing is asked for their sake (环办〔2011〕22号).
  const keys = [...new Set(found as WaterItemKey[])]
    .filter((key) => WATER_EVALUATION_2011.items.includes(key))
    .sort((a, b) => waterItem(a).no - waterItem(b).no);
  return keys.flatMap((key) => {
    const limit = itemLimit(key, water, target);
    if (limit === null) return [];
    if (limit.value === null) return warnedByRange(section, key, month, rules, limit.text);
    const months = yearUntil(month);
    const notice = warningNotice(
      {
        key,
        waterBody: water,
        target,
        months: valuesOf(section, key, months),
        ...bestMonth(section, key, month),
      },
      rules,
    );
    if (notice.level === null) return [];
    const { headroom } = notice;
    const value = section.months.get(month)?.values[key];
    return [
      {
        key,
        name: waterItem(key).name,
        level: notice.level,
        reasons: reasonsOf(notice, rules, limit.sign),
        value: value === undefined ? null : meanText(key, value, limit),
        limit: `${limit.sign} ${limit.text}`,
        multipleToTarget: notice.multipleToTarget === null ? null : multipleText(notice.multipleToTarget),
        running: notice.consecutiveMonths,
        cumulative: headroom.meanSoFar === null ? null : meanText(key, headroom.meanSoFar, limit),
        needed: headroom.neededMean === null ? null : roundHalfEvenText(headroom.neededMean, 3),
        remaining: headroom.remaining,
        outlook: headroom.outlook,
        months: months.filter((one) => section.months.get(one)?.values[key] !== undefined),
      },
    ];
  });
}

const valuesOf = (section: Section, key: WaterItemKey, months: readonly string[]) =>
  months.map((month) => section.months.get(month)?.values[key] ?? null);

/** The best month mean of the 24 months before: what the section has reached. */
function bestMonth(section: Section, key: WaterItemKey, month: string): { bestMonth?: Rational } {
  const values = valuesOf(section, key, monthsBetween(shiftMonth(month, -24), shiftMonth(month, -1)));
  const sign = key === 'DO' ? -1 : 1;
  let best: Rational | null = null;
  for (const value of values)
    if (value !== null && (best === null || compared(value, best) * sign < 0)) best = value;
  return best === null ? {} : { bestMonth: best };
}

function reasonsOf(notice: WarningNotice, rules: WarningRules, sign: string): string[] {
  const { consecutiveMonths: running, headroom } = notice;
  const over =
    headroom.meanSoFar !== null && compared(headroom.meanSoFar, headroom.limit) * (sign === '≥' ? -1 : 1) > 0;
  return [
    ...(running > 0 ? [running === 1 ? '当月超目标' : `连续 ${running} 个月超目标`] : []),
    ...(rules.superviseOnInferior && notice.lastClass === 'V_INFERIOR' ? ['当月为劣Ⅴ类'] : []),
    ...(rules.warnOnYearToDate && over ? ['累计均值超目标'] : []),
    ...(rules.superviseOnUnreachable && headroom.outlook === 'unreachable' ? ['年度目标已难以达到'] : []),
  ];
}

/** pH has a range and no mean that could balance it: only months in a row and 劣Ⅴ count. */
function warnedByRange(
  section: Section,
  key: WaterItemKey,
  month: string,
  rules: WarningRules,
  limit: string,
): WarnedItem[] {
  const months = yearUntil(month);
  const classes = valuesOf(section, key, months).map(
    (value) => itemClass(key, value, { waterBody: section.water }).cls,
  );
  const inside = classes.findLastIndex((cls) => cls !== 'V_INFERIOR');
  const running = classes.length - 1 - inside;
  const value = section.months.get(month)?.values[key];
  if (running === 0 || value === undefined) return [];
  const level =
    running >= rules.superviseMonths || rules.superviseOnInferior
      ? '督办'
      : running >= rules.warnMonths
        ? '预警'
        : running >= rules.remindMonths
          ? '提醒'
          : null;
  if (level === null) return [];
  return [
    {
      key,
      name: waterItem(key).name,
      level,
      reasons: [running === 1 ? '当月超出范围' : `连续 ${running} 个月超出范围`],
      value: meanText(key, value, null),
      limit,
      multipleToTarget: null,
      running,
      cumulative: null,
      needed: null,
      remaining: 12 - months.length,
      outlook: 'unknown',
      months: months.filter((one) => section.months.get(one)?.values[key] !== undefined),
    },
  ];
}
