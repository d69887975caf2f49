import { rational } from '@huanzhi/standards';
import { over, rounded, times } from './exact.ts';
import type { Indicator } from './indicator.ts';
import type { Outlook } from './outlook.ts';
import { meets, type Requirement } from './requirement.ts';
import { indicatorStatus } from './status.ts';
import { distance, requirementText, sentence } from './words.ts';

/** What a registry counted. */
export interface RegistryShare {
  numerator: number;
  denominator: number;
}

/** The share in %, one digit; null with nothing to count. */
export function shareText({ numerator, denominator }: RegistryShare): string | null {
  if (denominator === 0) return null;
  // Sums of money have up to two decimals.
  return rounded(over(times(rational(numerator.toFixed(2)), 10_000), Math.round(denominator * 100)), 1);
}

/**
 * How a target stands whose indicator is a share that a registry counts. There is no line of days to project: what
 * is reached is on course, what is not is at risk, until the deadline.
 * @param over the deadline has come
 */
export function judgeShare(
  indicator: Indicator,
  figures: RegistryShare,
  requirement: Requirement,
  over: boolean,
): Outlook {
  const value = shareText(figures);
  const status = indicatorStatus({
    enough: value !== null,
    over,
    last: true,
    meets: value !== null && meets(requirement, value),
    reachable: true,
    secured: false,
    projection: null,
  });
  if (value === null) {
    const none = { zh: '还没有可统计的记录，暂不能判定', en: 'nothing to count yet' };
    return { status, headline: none, reason: none, headroom: null, short: null, projected: null, open: true };
  }
  const { numerator, denominator } = figures;
  const apart = distance(value, requirement, 1, { zh: ' 个百分点', en: ' points' });
  const required = requirementText(requirement, indicator.unit);
  return {
    status,
    headline: {
      zh: `${indicator.name.zh} ${value}%，${apart.zh}`,
      en: `${indicator.name.en}: ${value}%, ${apart.en}`,
    },
    reason: sentence(
      { zh: `${numerator} ÷ ${denominator} = ${value}%`, en: `${numerator} ÷ ${denominator} = ${value}%` },
      { zh: `要求 ${required}`, en: `required ${required}` },
      apart,
    ),
    headroom: null,
    short: null,
    projected: null,
    open: !over,
  };
}
