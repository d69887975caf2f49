import { hourEnd } from '@huanzhi/monitoring';
import {
  type AqiReadings,
  areaConcentration,
  hourlyAqi,
  type Pollutant,
  type Reading,
} from '@huanzhi/standards';
import type { Site } from '../../../store/monitoring/sites.queries.ts';
import { type Figure, figureOf, indexOf, type Measured, type ShownIndex } from './figures.ts';
import { type AirHours, exactDecimal } from './hours.ts';
import { shownPollutants } from './pollutants.ts';
import { hourReason } from './reasons.ts';

/** The index of one hour with the concentrations that it is made of. */
export interface HourIndex {
  edition: string;
  index: ShownIndex;
  figures: Figure[];
}

/** The index of a station at an hour by the edition of HJ 633 in force at that hour. */
export function stationHour(hours: AirHours, site: Site, day: string, hour: number): HourIndex {
  return judgeHour(
    shownPollutants.map((pollutant): Measured => {
      const one = hours.at(site.id, pollutant, day)[hour - 1] ?? { state: 'missing', value: null, raw: null };
      const block = hours.block(site.id, pollutant, day);
      return {
        pollutant,
        state: one.state,
        value: one.value,
        valid: one.value === null ? 0 : 1,
        expected: 1,
        published: 0,
        reason: hourReason(block, hour - 1, { state: one.state, value: one.raw }),
      };
    }),
    day,
    hour,
  );
}

/**
 * The index of the district at an hour: the concentrations of the assessed stations are averaged first, then the
 * index is made from the means (HJ 633-2026 4.2.2; number recall).
 */
export function districtHour(
  hours: AirHours,
  assessed: readonly Site[],
  day: string,
  hour: number,
): HourIndex {
  return judgeHour(
    shownPollutants.map((pollutant) => districtConcentration(hours, assessed, pollutant, day, hour)),
    day,
    hour,
  );
}

/** The mean of the assessed stations at an hour; too few valid stations give none, with the reason. */
export function districtConcentration(
  hours: AirHours,
  assessed: readonly Site[],
  pollutant: Pollutant,
  day: string,
  hour: number,
): Measured {
  const readings = assessed.map((site) => {
    const one = hours.at(site.id, pollutant, day)[hour - 1];
    return one === undefined ? 'missing' : (one.value ?? (one.state === 'value' ? 'invalid' : one.state));
  });
  const { value } = areaConcentration(readings);
  const valid = readings.filter((reading) => typeof reading !== 'string').length;
  const all = (state: Reading) => readings.every((reading) => reading === state);
  const absent = all('not-monitored') ? 'not-monitored' : all('missing') ? 'missing' : 'invalid';
  const state = value !== null ? 'value' : readings.length === 0 ? 'not-monitored' : absent;
  return {
    pollutant,
    state,
    value,
    valid,
    expected: readings.length,
    published: 0,
    reason:
      state === 'invalid'
        ? {
            zh: `${readings.length} 站中仅 ${valid} 站有效`,
            en: `only ${valid} of ${readings.length} stations valid`,
          }
        : null,
  };
}

function judgeHour(measured: readonly Measured[], day: string, hour: number): HourIndex {
  const readings: Record<string, Reading> = {};
  for (const { pollutant, value, state } of measured) {
    const absent = state === 'value' ? 'missing' : state;
    readings[pollutant] = value === null ? absent : exactDecimal(value);
  }
  const result = hourlyAqi(readings as AqiReadings, { at: hourEnd(day, hour) - 1 });
  const figures = measured.map((one) => figureOf(one, result.iaqi[one.pollutant] ?? null));
  return { edition: result.edition, index: indexOf(result, figures), figures };
}
