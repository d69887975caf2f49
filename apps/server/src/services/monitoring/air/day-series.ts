import { type Pollutant, pollutantUnit } from '@huanzhi/standards';
import type { Site } from '../../../store/monitoring/sites.queries.ts';
import { districtConcentration } from './hour-index.ts';
import type { AirHours } from './hours.ts';
import { limitSteps } from './limit-steps.ts';
import { shownConcentration } from './pollutants.ts';
import { hourReason } from './reasons.ts';

/** Hours of one pollutant of a station over days, as they count, with the limits in force on those days. */
export function stationSeries(hours: AirHours, site: Site, pollutant: Pollutant, days: readonly string[]) {
  return {
    pollutant,
    unit: pollutantUnit(pollutant),
    hours: days.flatMap((day) => {
      const block = hours.block(site.id, pollutant, day);
      return hours.at(site.id, pollutant, day).map((one, index) => ({
        day,
        hour: index + 1,
        value: one.value === null ? null : shownConcentration(pollutant, one.value),
        raw: one.raw,
        state: one.state,
        reason: hourReason(block, index, { state: one.state, value: one.raw }),
      }));
    }),
    limits: limitSteps(pollutant, days),
  };
}

/** Hourly means of the district over days. */
export function districtSeries(
  hours: AirHours,
  assessed: readonly Site[],
  pollutant: Pollutant,
  days: readonly string[],
) {
  return {
    pollutant,
    unit: pollutantUnit(pollutant),
    hours: days.flatMap((day) =>
      Array.from({ length: 24 }, (_, index) => {
        const mean = districtConcentration(hours, assessed, pollutant, day, index + 1);
        return {
          day,
          hour: index + 1,
          value: mean.value === null ? null : shownConcentration(pollutant, mean.value),
          raw: null,
          state: mean.state,
          reason: mean.state === 'value' ? null : mean.reason,
        };
      }),
    ),
    limits: limitSteps(pollutant, days),
  };
}
