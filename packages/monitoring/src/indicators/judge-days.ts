import {
  affordableExceedanceDays,
  meanHeadroom,
  periodMean,
  pollutantNameZh,
  pollutedDayHeadroom,
  type Rational,
  type RationalInput,
  rationalToNumber,
} from '@huanzhi/standards';
import { dayStatistic } from './day-figures.ts';
import type { DayYear } from './evaluate-days.ts';
import { compareExact, extremes, over, plus, rounded, roundedDown, times } from './exact.ts';
import type { DayFamily, Indicator, Words } from './indicator.ts';
import type { Headroom, Outlook } from './outlook.ts';
import { meets, type Requirement } from './requirement.ts';
import { indicatorStatus } from './status.ts';
import { distance, periodName, type Range, requirementText, sentence, spread } from './words.ts';

type DayIndicator = Indicator & { of: DayFamily };

/**
 * How a target stands whose indicator is made of days.
 * @param last the year is the one in which the target falls due
 * Source: headroom by `meanHeadroom`, `pollutedDayHeadroom`, `affordableExceedanceDays` of `@huanzhi/standards`.
 */
export function judgeDayYear(
  indicator: DayIndicator,
  figures: DayYear,
  requirement: Requirement,
  last: boolean,
): Outlook {
  const statistic = dayStatistic(indicator.of, figures.year);
  const print = (value: Rational | null) => (value === null ? null : rounded(value, statistic.digits));
  const fits = (value: Rational | null) => {
    const text = print(value);
    return text !== null && meets(requirement, text);
  };
  const { projection, values, remaining, enough } = figures;
  const good = requirement.side === 'max' ? ('low' as const) : ('high' as const);
  const bad = good === 'low' ? ('high' as const) : ('low' as const);
  const status = indicatorStatus({
    enough: enough.sufficient && figures.value !== null,
    over: remaining === 0,
    last,
    meets: figures.value !== null && meets(requirement, figures.value),
    reachable: fits(statistic.best(values, remaining)),
    secured: fits(statistic.worst(values, remaining)),
    projection:
      projection === null
        ? null
        : {
            meets: fits(projection.value),
            worst: fits(projection[bad]),
            best: fits(projection[good]),
            years: projection.years.length,
          },
  });
  const projected =
    projection === null
      ? null
      : {
          value: rounded(projection.value, Math.max(1, statistic.digits)),
          low: rounded(projection.low, Math.max(1, statistic.digits)),
          high: rounded(projection.high, Math.max(1, statistic.digits)),
        };
  const headroom = enough.sufficient ? headroomOf(indicator.of, figures, requirement) : null;
  const said = say(indicator, figures, requirement, headroom, projected, status === 'none', last);
  return { status, headroom, projected, open: remaining > 0 || !last, ...said };
}

/** Whether a day counts against a target: polluted, heavily polluted, or above what the target asks. */
export function isBadDay(family: DayFamily, requirement: Requirement): (value: RationalInput) => boolean {
  if (family.family === 'heavy-days') return (value) => compareExact(value, 200) > 0;
  if (family.family === 'good-days') return (value) => compareExact(value, 100) > 0;
  return (value) => compareExact(value, requirement.limit) > 0;
}

function headroomOf(family: DayFamily, figures: DayYear, requirement: Requirement): Headroom {
  const { values, remaining } = figures;
  if (family.family === 'air-mean') {
    const room = meanHeadroom({ soFar: values, remainingDays: remaining, target: requirement.limit });
    const means = figures.like.flatMap((past) => periodMean(past.values) ?? []);
    return {
      kind: 'mean',
      remaining,
      restMean: room.restMean === null ? null : roundedDown(room.restMean, 1),
      samePeriod: rangeOf(means, 1),
    };
  }
  const holds = isBadDay(family, requirement);
  const days = figures.like.map((past) =>
    over(times(past.values.filter(holds).length, remaining), past.values.length),
  );
  const used = values.filter(holds).length;
  const allowed = allowedDays(family, figures, requirement);
  const left = Math.max(0, Math.min(allowed - used, remaining));
  return { kind: 'days', remaining, allowed, used, left, samePeriod: rangeOf(days, 1) };
}

function allowedDays(family: DayFamily, { values, remaining }: DayYear, requirement: Requirement): number {
  if (family.family === 'good-days')
    return pollutedDayHeadroom(values.map(rationalToNumber), remaining, requirement.limit).allowed;
  if (family.family === 'ozone-p90') return affordableExceedanceDays(values.length + remaining, 90);
  return Math.max(0, Math.floor(Number(requirement.limit)) - (requirement.strict ? 1 : 0));
}

function rangeOf(values: readonly Rational[], digits: number): Range | null {
  const ends = extremes(values);
  if (ends === null) return null;
  const sum = values.reduce((total, value) => plus(total, value));
  const text = (value: Rational) => rounded(value, digits);
  return { value: text(over(sum, values.length)), low: text(ends.low), high: text(ends.high) };
}

const badDay: Record<Exclude<DayFamily['family'], 'air-mean'>, (limit: string) => Words> = {
  'good-days': () => ({ zh: '污染日', en: 'polluted days' }),
  'heavy-days': () => ({ zh: '重度及以上污染日', en: 'days of heavy pollution' }),
  'ozone-p90': (limit) => ({ zh: `臭氧高于 ${limit} 的日子`, en: `days with ozone above ${limit}` }),
};

type Said = Pick<Outlook, 'headline' | 'reason' | 'short'>;

function say(
  indicator: DayIndicator,
  figures: DayYear,
  requirement: Requirement,
  headroom: Headroom | null,
  projected: Range | null,
  none: boolean,
  last: boolean,
): Said {
  const { enough, remaining } = figures;
  if (none || headroom === null) {
    return {
      headline: { zh: '数据不足，暂不能判定', en: 'Too few data to say' },
      reason: sentence(enough.rule, { zh: '暂不能判定', en: 'no status yet' }),
      short: null,
    };
  }
  if (remaining === 0) return sayOver(indicator, figures, requirement, last);
  const room = headroom.kind === 'mean' ? sayMean(indicator, figures, requirement, headroom) : null;
  const days = headroom.kind === 'days' ? sayDays(indicator.of, figures, requirement, headroom) : null;
  const part = room ?? days;
  if (part === null) throw new RangeError(`no headroom of ${headroom.kind} for ${indicator.key}`);
  return {
    ...part,
    reason: sentence(part.reason, sayProjection(figures, requirement, projected, indicator.unit)),
  };
}

function sayOver(indicator: DayIndicator, figures: DayYear, requirement: Requirement, last: boolean): Said {
  const { year, value = '', digits } = figures;
  const unit = indicator.unit === '%' ? '%' : '';
  const reached = value !== null && meets(requirement, value);
  const days = figures.values.length;
  const required = requirementText(requirement, indicator.unit);
  const part =
    indicator.of.family === 'good-days'
      ? {
          zh: `${year} 年有效 ${days} 天中优良 ${figures.numerator} 天，${value}%`,
          en: `${year}: ${figures.numerator} of ${days} valid days were good, ${value}%`,
        }
      : {
          zh: `${year} 年 ${value}${unit}（有效 ${days} 天）`,
          en: `${year}: ${value}${unit} (${days} valid days)`,
        };
  const end = reached
    ? last
      ? { zh: '达到要求', en: 'target met' }
      : { zh: '达到要求，须保持到期限', en: 'target met, to be kept until the deadline' }
    : { zh: '未达到要求', en: 'target missed' };
  return {
    headline: {
      zh: `${year} 年${indicator.name.zh} ${value}${unit}，${end.zh}`,
      en: `${indicator.name.en} ${year}: ${value}${unit}, ${end.en}`,
    },
    reason: sentence(
      part,
      { zh: `要求 ${required}`, en: `required ${required}` },
      distance(value ?? '0', requirement, digits, unitWords(indicator.unit)),
      end,
      figures.enough.remark,
    ),
    short: null,
  };
}

function sayMean(
  indicator: DayIndicator,
  figures: DayYear,
  requirement: Requirement,
  headroom: Extract<Headroom, { kind: 'mean' }>,
): Said {
  const { remaining, restMean, samePeriod } = headroom;
  const noun =
    indicator.of.family === 'air-mean'
      ? { zh: pollutantNameZh(indicator.of.pollutant), en: indicator.of.pollutant }
      : { zh: '', en: '' };
  if (restMean === null) {
    const soFar = figures.exact === null ? '' : rounded(figures.exact, 1);
    return {
      headline: {
        zh: `余下 ${remaining} 天，${noun.zh}年均值已降不到 ${requirement.printed}`,
        en: `${remaining} days left cannot bring ${noun.en} down to ${requirement.printed}`,
      },
      reason: {
        zh: `今年至今平均 ${soFar}，余下 ${remaining} 天再低也降不到 ${requirement.printed}`,
        en: `${soFar} so far; ${remaining} days left cannot bring the mean down to ${requirement.printed}`,
      },
      short: { zh: '已无余量', en: 'none left' },
    };
  }
  return {
    headline: {
      zh: `余下 ${remaining} 天，${noun.zh}日均不能高于 ${restMean}`,
      en: `${remaining} days left: ${noun.en} may average at most ${restMean}`,
    },
    reason: sentence(
      {
        zh: `余下 ${remaining} 天日均不能高于 ${restMean}`,
        en: `the ${remaining} days left may average at most ${restMean}`,
      },
      sayPeriod(figures, samePeriod, { zh: '', en: '' }),
    ),
    short: { zh: `日均 ≤ ${restMean}`, en: `daily ≤ ${restMean}` },
  };
}

function sayDays(
  family: DayFamily,
  figures: DayYear,
  requirement: Requirement,
  headroom: Extract<Headroom, { kind: 'days' }>,
): Said {
  const { remaining, allowed, used, left, samePeriod } = headroom;
  const what = family.family === 'air-mean' ? { zh: '', en: '' } : badDay[family.family](requirement.limit);
  if (used > allowed) {
    const over = {
      zh: `${what.zh}已有 ${used} 天，超过全年最多的 ${allowed} 天`,
      en: `${used} ${what.en}, more than the ${allowed} that the year may have`,
    };
    return {
      headline: over,
      reason: over,
      short: { zh: `超出 ${used - allowed} 天`, en: `${used - allowed} too many` },
    };
  }
  const headline =
    left === remaining
      ? {
          zh: `余下 ${remaining} 天怎样都能达到`,
          en: `reached whatever the ${remaining} days left bring`,
        }
      : left === 0
        ? {
            zh: `余下 ${remaining} 天不能再有${what.zh}`,
            en: `no more ${what.en} in the ${remaining} days left`,
          }
        : {
            zh: `余下 ${remaining} 天最多再有 ${left} 个${what.zh}`,
            en: `at most ${left} more ${what.en} in the ${remaining} days left`,
          };
  return {
    headline: { ...headline, en: headline.en.charAt(0).toUpperCase() + headline.en.slice(1) },
    reason: sentence(
      headline,
      { zh: `已有 ${used} 天`, en: `${used} so far` },
      sayPeriod(figures, samePeriod, { zh: ' 天', en: ' days' }),
    ),
    short: { zh: `再有 ≤ ${left} 天`, en: `≤ ${left} more days` },
  };
}

function sayPeriod(figures: DayYear, samePeriod: Range | null, unit: Words): Words | null {
  if (samePeriod === null || figures.projection === null) return null;
  const name = periodName(figures.projection, figures.year);
  const text = spread(samePeriod, unit);
  return { zh: `${name.zh} ${text.zh}`, en: `${name.en}: ${text.en}` };
}

function sayProjection(
  figures: DayYear,
  requirement: Requirement,
  projected: Range | null,
  unit: string,
): Words | null {
  const { projection } = figures;
  if (projection === null || projected === null) return null;
  const sign = unit === '%' ? '%' : '';
  const end = spread(projected, { zh: sign, en: sign });
  const how =
    projection.method === 'same-period'
      ? { zh: '照此全年', en: 'so the year would end at' }
      : {
          zh: '没有往年同期，按今年至今推算全年',
          en: 'no past year to compare; going on as so far the year ends at',
        };
  const apart = distance(projected.value, requirement, Math.max(1, figures.digits), unitWords(unit));
  return { zh: `${how.zh} ${end.zh}，${apart.zh}`, en: `${how.en} ${end.en}, ${apart.en}` };
}

const unitWords = (unit: string): Words => {
  if (unit === '%') return { zh: ' 个百分点', en: ' points' };
  return unit === '天' ? { zh: ' 天', en: ' days' } : { zh: '', en: '' };
};
