import { assessYear, formatDecimal, pollutantUnit, roundHalfEvenText } from '@huanzhi/standards';
import type { Env } from '../../env.ts';
import { siteShower } from './air-sites.ts';
import { shownPollutants } from './pollutants.ts';
import { readSeries } from './series.ts';
import { airSubject, airYears, chosenYear } from './years.ts';

/**
 * A year of the district or a station against the standard: annual means and percentiles with the verdict on their
 * completeness (HJ 663, GB 3095 table 4).
 * @throws AppError `not-found`
 */
export async function airYear(env: Env, siteId: number, asked: number | undefined) {
  const { site } = await airSubject(env, siteId);
  const { years } = await airYears(env, [siteId]);
  const year = chosenYear(env, years, asked);
  const daily = await readSeries(env, [siteId], shownPollutants, `${year}-01-01`, `${year}-12-31`);
  const assessed = assessYear(
    year,
    Object.fromEntries(shownPollutants.map((pollutant) => [pollutant, daily.of(siteId, pollutant)])),
  );
  const shown = await siteShower(env);
  const byName = new Map(assessed.pollutants.map((one) => [one.pollutant, one]));
  return {
    site: site === null ? null : shown(site),
    year,
    method: { id: assessed.method.id, mark: assessed.method.mark },
    limits: { id: assessed.limits.id, mark: assessed.limits.mark },
    spansEditions: assessed.spansEditions,
    compliant: assessed.compliant,
    pollutants: shownPollutants.flatMap((pollutant) => {
      const one = byName.get(pollutant);
      if (one === undefined) return [];
      return {
        pollutant,
        unit: pollutantUnit(pollutant),
        validDays: one.validDays,
        publishedDays: daily.published(siteId, pollutant),
        sufficient: one.validity.sufficient,
        rule: one.validity.rule,
        clause: one.validity.clause,
        compliant: one.compliant,
        items: one.items.map((item) => ({
          statistic: item.statistic === 'mean' ? 'mean' : `p${item.statistic}`,
          exact: item.exact === null ? null : roundHalfEvenText(item.exact, pollutant === 'CO' ? 2 : 1),
          value: item.value,
          limit: formatDecimal(item.limit),
          compliant: item.compliant,
          exceedanceMultiple: item.exceedanceMultiple,
        })),
      };
    }),
  };
}
