import {
  effectiveHour,
  type HourDay,
  type JudgedSeries,
  judgeFigure,
  limitOn,
  type SeriesLimit,
} from '@huanzhi/monitoring';
import type { Site, SiteLimit } from '../../../store/monitoring/sites.queries.ts';

/** HJ 212-2017 code of pH, which is judged reading by reading. */
const pH = 'w01001';

/** How a series of an outlet is judged. */
export function judgedSeries(site: Site, factor: string): JudgedSeries & { medium: 'water' | 'gas' } {
  return { factor, siteKind: 'outlet', medium: site.props.medium ?? 'water' };
}

/** What an hour is compared with on a day: the hourly limit, for waste water the daily one where there is none. */
export function hourLimit(
  series: JudgedSeries,
  limits: readonly SiteLimit[],
  day: string,
): SiteLimit | undefined {
  const found: SeriesLimit | undefined =
    limitOn(limits, 'hour', day) ?? (series.medium === 'gas' ? undefined : limitOn(limits, 'day', day));
  return found as SiteLimit | undefined;
}

/** What decides about a day of a series: its mean, its hours (waste gas, pH), or nothing without such a limit. */
export function deciderOf(
  series: JudgedSeries,
  limits: readonly SiteLimit[],
  day: string,
): { by: 'day' | 'hours'; limit: SiteLimit } | null {
  const byHours = series.medium === 'gas' || series.factor === pH;
  const limit = byHours ? hourLimit(series, limits, day) : limitOn(limits, 'day', day);
  return limit === undefined ? null : { by: byHours ? 'hours' : 'day', limit: limit as SiteLimit };
}

/** An hour against its limit: `exceeds` is a verdict, `warning` never is; null without a value or limit. */
export type HourOutcome = 'exceeds' | 'warning' | 'within' | null;

/** The 24 hours of a block against their limit; nulls without a block. */
export function hourOutcomes(
  series: JudgedSeries,
  limits: readonly SiteLimit[],
  block: HourDay | undefined,
): HourOutcome[] {
  return Array.from({ length: 24 }, (_, index) => {
    if (block === undefined) return null;
    const { value } = effectiveHour(block, index);
    if (value === null) return null;
    const verdict = judgeFigure(series, limits, { value: String(value), period: 'hour', day: block.day });
    if (verdict === null) return null;
    if (!verdict.over) return 'within';
    return verdict.severity === 'verdict' ? 'exceeds' : 'warning';
  });
}
