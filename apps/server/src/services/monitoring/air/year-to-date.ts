import { daysBetween } from '@huanzhi/monitoring';
import { goodDays, periodMean, roundHalfEvenText, valuesIn } from '@huanzhi/standards';
import type { Env } from '../../env.ts';
import { readSeries } from './series.ts';

/** Good days and the mean of PM2.5 of a station or the district from 1 January to a day. */
export async function yearToDate(env: Env, siteId: number, day: string) {
  const from = `${day.slice(0, 4)}-01-01`;
  const daily = await readSeries(env, [siteId], ['PM2.5', 'AQI'], from, day);
  const share = goodDays(daysBetween(from, day).map((one) => daily.index(siteId, one)));
  const values = valuesIn(daily.of(siteId, 'PM2.5'), { from, to: day });
  const mean = periodMean(values);
  return {
    from,
    good: share.goodDays,
    valid: share.validDays,
    percent: share.percent,
    pm25: mean === null ? null : roundHalfEvenText(mean, 1),
    pm25Days: values.filter((value) => typeof value !== 'string').length,
  };
}
