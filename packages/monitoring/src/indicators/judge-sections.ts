import {
  type Headroom as ItemHeadroom,
  type Rational,
  rational,
  rationalToNumber,
  sectionHeadroom,
  WATER_CLASS_LABELS,
  type WaterClass,
  type WaterItemKey,
} from '@huanzhi/standards';
import type { SectionsYear, SectionYear } from './evaluate-sections.ts';
import { compareExact, over, rounded, times } from './exact.ts';
import type { Indicator, SectionMeasure, Words } from './indicator.ts';
import type { Headroom, Outlook } from './outlook.ts';
import { meets, type Requirement } from './requirement.ts';
import { indicatorStatus } from './status.ts';
import { distance, periodName, type Range, requirementText, sentence, spread } from './words.ts';

/** An item of a section with what the months to come may be. */
export interface ItemOutlook {
  key: WaterItemKey;
  meanSoFar: number | null;
  /** Mean that the months to come may have (溶解氧: must have) at the limit; null when none is left. */
  neededMean: number | null;
  limit: number;
  outlook: ItemHeadroom['outlook'];
}

/**
 * The items of a section that stand nearest to (or over) the line that the indicator draws, the worst first.
 * Source: `sectionHeadroom` of `@huanzhi/standards`; with the best month of this year and the two before.
 */
export function itemOutlooks(year: number, ended: number, one: SectionYear, line: WaterClass): ItemOutlook[] {
  const { section } = one;
  const months = Array.from({ length: ended }, (_, index) => monthKey(year, index + 1));
  const keys = new Set(
    months.flatMap((month) => Object.keys(section.months.get(month) ?? {}) as WaterItemKey[]),
  );
  return [...keys]
    .flatMap((key) => {
      try {
        const best = bestMonth(section.months, key, year);
        const room = sectionHeadroom({
          key,
          waterBody: section.water,
          target: line,
          months: months.map((month) => section.months.get(month)?.[key]),
          ...(best === null ? {} : { bestMonth: best }),
          at: `${year}-12-31`,
        });
        return [{ key, room, margin: marginOf(room, key) }];
      } catch (error) {
        // pH and others have no limit by class.
        if (error instanceof RangeError) return [];
        throw error;
      }
    })
    .sort((a, b) => a.margin - b.margin)
    .map(({ key, room }) => ({
      key,
      meanSoFar: asNumber(room.meanSoFar),
      neededMean: asNumber(room.neededMean),
      limit: rationalToNumber(room.limit),
      outlook: room.outlook,
    }));
}

/** Below 0 when the mean so far is over the limit; the nearer to it the smaller. */
function marginOf(room: ItemHeadroom, key: WaterItemKey): number {
  if (room.meanSoFar === null) return Number.POSITIVE_INFINITY;
  const relative = rationalToNumber(room.meanSoFar) / rationalToNumber(room.limit);
  return key === 'DO' ? relative - 1 : 1 - relative;
}

function bestMonth(
  months: SectionYear['section']['months'],
  key: WaterItemKey,
  year: number,
): string | Rational | null {
  const values = [...months].flatMap(([month, means]) => {
    const value = means[key];
    return Number(month.slice(0, 4)) >= year - 2 && value !== undefined ? [value] : [];
  });
  const better = key === 'DO' ? 1 : -1;
  return values.reduce<string | Rational | null>(
    (best, value) => (best === null || compareExact(value, best) * better > 0 ? value : best),
    null,
  );
}

const monthKey = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`;
const asNumber = (value: Rational | null): number | null =>
  value === null ? null : Number(rationalToNumber(value).toFixed(4));

/** The class that a section must keep to be counted well. */
export function lineOf(measure: SectionMeasure, one: SectionYear): WaterClass {
  if (measure === 'good') return 'III';
  return measure === 'compliant' ? (one.section.target ?? 'III') : 'V';
}

/** How a target stands whose indicator counts sections. @param last as in `judgeDayYear` */
export function judgeSectionsYear(
  indicator: Indicator,
  figures: SectionsYear,
  requirement: Requirement,
  last: boolean,
): Outlook {
  const { measure, judged, counted, remaining, projection, value, enough, digits } = figures;
  const share = (count: number) =>
    judged === 0
      ? null
      : rounded(measure === 'inferior-count' ? rational(count) : over(times(count, 100), judged), digits);
  const fits = (text: string | null) => text !== null && meets(requirement, text);
  const wants = requirement.side === 'min';
  const fixable = figures.sections.filter((one) => canTurn(figures, one)).length;
  const best = wants ? counted + fixable : counted - fixable;
  const print = (exact: Rational) => rounded(exact, digits);
  const [good, bad] = wants ? (['high', 'low'] as const) : (['low', 'high'] as const);
  const status = indicatorStatus({
    enough: enough.sufficient && value !== null,
    over: remaining === 0,
    last,
    meets: fits(value),
    reachable: remaining > 0 && fits(share(best)),
    // Any section can still fall: nothing is sure before the last month.
    secured: false,
    projection:
      projection === null
        ? null
        : {
            meets: fits(print(projection.value)),
            worst: fits(print(projection[bad])),
            best: fits(print(projection[good])),
            years: projection.years.length,
          },
  });
  const headroom = status === 'none' ? null : headroomOf(figures, requirement, share);
  const projected =
    projection === null
      ? null
      : {
          value: rounded(projection.value, 1),
          low: rounded(projection.low, 1),
          high: rounded(projection.high, 1),
        };
  const said = say(indicator, figures, requirement, headroom, projected, last);
  return { status, headroom, projected, open: remaining > 0 || !last, ...said };
}

/** A section on the wrong side whose every item over the line can still come back. */
function canTurn(figures: SectionsYear, one: SectionYear): boolean {
  const wrong = one.counted !== (figures.measure === 'good' || figures.measure === 'compliant');
  if (one.cls === null || !wrong) return false;
  return itemOutlooks(figures.year, figures.ended, one, lineOf(figures.measure, one)).every(
    ({ outlook }) => outlook !== 'unreachable',
  );
}

function headroomOf(
  figures: SectionsYear,
  requirement: Requirement,
  share: (count: number) => string | null,
): Extract<Headroom, { kind: 'sections' }> {
  const { judged, counted, remaining } = figures;
  const fits = (count: number) => {
    const text = share(count);
    return text !== null && meets(requirement, text);
  };
  const wants = requirement.side === 'min';
  let bound = wants ? 0 : judged;
  while (wants ? bound <= judged && !fits(bound) : bound >= 0 && !fits(bound)) bound += wants ? 1 : -1;
  return {
    kind: 'sections',
    remaining,
    judged,
    counted,
    bound,
    spare: wants ? counted - bound : bound - counted,
  };
}

function say(
  indicator: Indicator,
  figures: SectionsYear,
  requirement: Requirement,
  headroom: Extract<Headroom, { kind: 'sections' }> | null,
  projected: Range | null,
  last: boolean,
): Pick<Outlook, 'headline' | 'reason' | 'short'> {
  if (headroom === null) {
    return {
      headline: { zh: '数据不足，暂不能判定', en: 'Too few data to say' },
      reason: sentence(figures.enough.rule, { zh: '暂不能判定', en: 'no status yet' }),
      short: null,
    };
  }
  const { judged, counted, year, ended } = figures;
  const value = figures.value ?? '';
  const sign = indicator.unit === '%' ? '%' : '';
  const required = requirementText(requirement, indicator.unit);
  const fact: Words = {
    zh: `${year} 年 1–${ended} 月 ${judged} 个断面中${indicator.numerator.zh} ${counted} 个${sign === '%' ? `（${value}%）` : ''}，要求 ${required}`,
    en: `January to month ${ended} of ${year}: ${counted} of ${judged} (${indicator.numerator.en})${sign === '%' ? `, ${value}%` : ''}, required ${required}`,
  };
  if (figures.remaining === 0) {
    const reached = meets(requirement, value);
    const end = reached
      ? {
          zh: last ? '达到要求' : '达到要求，须保持到期限',
          en: last ? 'target met' : 'met, to be kept until the deadline',
        }
      : { zh: '未达到要求', en: 'target missed' };
    return {
      headline: {
        zh: `${year} 年${indicator.name.zh} ${value}${sign}，${end.zh}`,
        en: `${indicator.name.en} ${year}: ${value}${sign}, ${end.en}`,
      },
      reason: sentence(fact, end),
      short: null,
    };
  }
  const room = roomWords(headroom, requirement);
  return {
    headline: room.headline,
    short: room.short,
    reason: sentence(fact, room.short, later(figures, requirement, projected, sign)),
  };
}

function roomWords(
  { spare }: Extract<Headroom, { kind: 'sections' }>,
  requirement: Requirement,
): { headline: Words; short: Words } {
  const wants = requirement.side === 'min';
  const count = Math.abs(spare);
  if (spare < 0) {
    return wants
      ? {
          headline: { zh: `还差 ${count} 个断面`, en: `${count} more sections needed` },
          short: { zh: `还差 ${count} 个断面`, en: `${count} sections short` },
        }
      : {
          headline: { zh: `多出 ${count} 个劣Ⅴ类断面`, en: `${count} sections too many` },
          short: { zh: `多出 ${count} 个断面`, en: `${count} too many` },
        };
  }
  return wants
    ? {
        headline: {
          zh: spare === 0 ? '一个断面也不能再失' : `再失 ${spare} 个断面仍达标，再失 ${spare + 1} 个不达标`,
          en: spare === 0 ? 'no section may be lost' : `${spare} sections may be lost, not ${spare + 1}`,
        },
        short: { zh: `可失 ${spare} 个断面`, en: `${spare} may be lost` },
      }
    : {
        headline: {
          zh: spare === 0 ? '不能再有断面变为劣Ⅴ类' : `最多再有 ${spare} 个断面变为劣Ⅴ类`,
          en: spare === 0 ? 'no further section may fall' : `at most ${spare} more sections may fall`,
        },
        short: { zh: `可再有 ${spare} 个`, en: `${spare} more allowed` },
      };
}

function later(
  figures: SectionsYear,
  requirement: Requirement,
  projected: Range | null,
  sign: string,
): Words | null {
  const { projection } = figures;
  if (projection === null || projected === null) return null;
  const end = spread(projected, { zh: sign, en: sign });
  const unit = sign === '%' ? { zh: ' 个百分点', en: ' points' } : { zh: ' 个', en: '' };
  const apart = distance(projected.value, requirement, 1, unit);
  if (projection.method === 'running') {
    return {
      zh: `没有往年同期，按今年至今推算全年 ${end.zh}，${apart.zh}`,
      en: `no past year to compare; going on as so far the year ends at ${end.en}, ${apart.en}`,
    };
  }
  const name = periodName(projection, figures.year);
  return {
    zh: `余下各月照 ${name.zh}，全年 ${end.zh}，${apart.zh}`,
    en: `with months like ${name.en} the year ends at ${end.en}, ${apart.en}`,
  };
}

/** Printed name of a class, `Ⅲ`. */
export const classLabel = (cls: WaterClass | null): string => (cls === null ? '' : WATER_CLASS_LABELS[cls]);
