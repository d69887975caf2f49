import type { Answer, Query } from '@huanzhi/contract';
import {
  convertUnit,
  daysBetween,
  effectiveHours,
  emptyHourDay,
  type HourDay,
  hourEnd,
  isMonitored,
  pollutantCodes,
  publishedIn,
} from '@huanzhi/monitoring';
import {
  type AqiReadings,
  hourlyAqi,
  NoEditionError,
  POLLUTANTS,
  pollutantUnit,
  type Reading,
} from '@huanzhi/standards';
import { readHourDays } from '../../../store/monitoring/hours.queries.ts';
import { readPeriodValues } from '../../../store/monitoring/period-values.queries.ts';
import { listSiteFactors, listSiteLimits, type SiteFactor } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import type { Session } from '../../session.ts';
import { siteFor } from './own-sites.ts';
import { shownFactor } from './sites.ts';

/** Days that one answer holds at most. */
const mostDays = 400;

/** Hours of a site over a span. @throws AppError `not-found`, `validation-failed` for a span of more than 400 days */
export async function siteHours(
  env: Env,
  session: Session,
  id: number,
  { from, to, factors }: Query<'siteHours'>,
): Promise<Answer<'siteHours'>> {
  const site = await siteFor(env, session, id);
  const days = daysBetween(from, to);
  if (days.length === 0 || days.length > mostDays) {
    throw new AppError('validation-failed', [
      problem(
        'to',
        'span',
        `起止日期须在 1 至 ${mostDays} 天之内。`,
        `The span must be 1 to ${mostDays} days.`,
      ),
    ]);
  }
  const all = await listSiteFactors(env.store.db, [id]);
  const wanted = factors === undefined ? all : all.filter((one) => factors.split(',').includes(one.factor));
  const limits = (await listSiteLimits(env.store.db, [id])).filter(
    (one) => one.validFrom <= to && (one.validTo === null || one.validTo >= from),
  );
  const blocks = new Map(
    (
      await readHourDays(env.store.db, { siteIds: [id], factors: all.map((one) => one.factor), from, to })
    ).map((one) => [`${one.factor} ${one.day}`, one]),
  );
  const block = (factor: string, day: string): HourDay =>
    blocks.get(`${factor} ${day}`) ?? emptyHourDay(id, factor, day);
  return {
    from,
    to,
    series: wanted.map((one) => {
      const own = days.map((day) => block(one.factor, day));
      return {
        ...shownFactor(one),
        values: own.flatMap(({ values }) => values),
        marks: own.map(({ marks }) => marks).join(''),
        verdicts: own.map(({ verdicts }) => verdicts).join(''),
        sources: own.map(({ sources }) => sources).join(''),
        limits: limits.filter(({ factor }) => factor === one.factor),
      };
    }),
    aqi: site.kind === 'air' ? days.flatMap((day) => aqiOfHours(day, all, block)) : null,
  };
}

/** The hourly index of one day, hours 1 to 24. */
function aqiOfHours(
  day: string,
  factors: readonly SiteFactor[],
  block: (factor: string, day: string) => HourDay,
): (number | null)[] {
  const readings = POLLUTANTS.map((pollutant): [string, Reading[]] => {
    const factor = factors.find((one) => one.factor === pollutantCodes[pollutant] && isMonitored(one, day));
    if (factor === undefined) return [pollutant, Array.from({ length: 24 }, () => 'not-monitored' as const)];
    const hours = effectiveHours(block(factor.factor, day)).map(({ state, value }): Reading => {
      if (state !== 'value' || value === null) return state === 'value' ? 'missing' : state;
      return convertUnit(value, factor.unit, pollutantUnit(pollutant)) ?? 'invalid';
    });
    return [pollutant, hours];
  });
  return Array.from({ length: 24 }, (_, index) => {
    const ofHour = Object.fromEntries(readings.map(([name, hours]) => [name, hours[index]])) as AqiReadings;
    try {
      return hourlyAqi(ofHour, { hourEnding: hourEnd(day, index + 1) }).aqi;
    } catch (error) {
      if (error instanceof NoEditionError) return null;
      throw error;
    }
  });
}

/** Figures of a site over a span. @throws AppError `not-found` */
export async function siteFigures(
  env: Env,
  session: Session,
  id: number,
  { period, from, to }: Query<'siteFigures'>,
): Promise<Answer<'siteFigures'>> {
  await siteFor(env, session, id);
  const values = await readPeriodValues(env.store.db, { siteIds: [id], period, from, to });
  return {
    items: values.map(({ siteId: _, period: __, ...rest }) => ({ ...rest, published: publishedIn(rest) })),
  };
}
