import {
  type EffectiveHour,
  effectiveHours,
  emptyHourDay,
  type HourDay,
  isMonitored,
  pollutantCodes,
  unitFactor,
} from '@huanzhi/monitoring';
import {
  formatDecimal,
  type Pollutant,
  pollutantUnit,
  type Rational,
  rational,
  roundHalfEven,
} from '@huanzhi/standards';
import { readHourDays } from '../../../store/monitoring/hours.queries.ts';
import { listSiteFactors, type Site } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { airFactors } from './pollutants.ts';

/** An hour of a station in the unit of the standard. */
export interface AirHour {
  state: EffectiveHour['state'];
  /** Exact; null unless `state` is `value`. */
  value: Rational | null;
  /** As it came, in the unit of the station's factor. */
  raw: number | null;
}

/** The hours of stations over a span. */
export interface AirHours {
  /** 24 hours; all missing, or not monitored when the station has no such factor on that day. */
  at: (siteId: number, pollutant: Pollutant, day: string) => AirHour[];
  /** The block as stored, for marks and verdicts; undefined when nothing came. */
  block: (siteId: number, pollutant: Pollutant, day: string) => HourDay | undefined;
}

/** Reads the hours of stations from one day to another (`YYYY-MM-DD`, both included). */
export async function readAirHours(
  env: Env,
  sites: readonly Site[],
  from: string,
  to: string,
): Promise<AirHours> {
  const siteIds = sites.map((site) => site.id);
  const [blocks, factors] = await Promise.all([
    readHourDays(env.store.db, { siteIds, factors: airFactors, from, to }),
    listSiteFactors(env.store.db, siteIds),
  ]);
  const key = (siteId: number, factor: string, day: string) => `${siteId} ${factor} ${day}`;
  const stored = new Map(blocks.map((block) => [key(block.siteId, block.factor, block.day), block]));
  const monitored = new Map(factors.map((one) => [`${one.siteId} ${one.factor}`, one]));
  const block = (siteId: number, pollutant: Pollutant, day: string) =>
    stored.get(key(siteId, pollutantCodes[pollutant], day));
  const read = (siteId: number, pollutant: Pollutant, day: string): AirHour[] => {
    const factor = monitored.get(`${siteId} ${pollutantCodes[pollutant]}`);
    const found = block(siteId, pollutant, day);
    if (found === undefined && (factor === undefined || !isMonitored(factor, day))) {
      return Array.from({ length: 24 }, () => ({ state: 'not-monitored', value: null, raw: null }));
    }
    const shown = found ?? emptyHourDay(siteId, pollutantCodes[pollutant], day);
    return effectiveHours(shown).map((hour, index) =>
      inStandardUnit(pollutant, factor?.unit ?? pollutantUnit(pollutant), hour, shown.values[index] ?? null),
    );
  };
  // A page asks for the same day hour by hour.
  const days = new Map<string, AirHour[]>();
  return {
    block,
    at(siteId, pollutant, day) {
      const id = key(siteId, pollutant, day);
      const hours = days.get(id) ?? read(siteId, pollutant, day);
      days.set(id, hours);
      return hours;
    },
  };
}

function inStandardUnit(
  pollutant: Pollutant,
  unit: string,
  hour: EffectiveHour,
  raw: number | null,
): AirHour {
  if (hour.value === null) return { state: hour.state, value: null, raw };
  const scale = unitFactor(unit, pollutantUnit(pollutant));
  // A concentration below zero or in an unknown unit is no concentration.
  if (scale === null || hour.value < 0) return { state: 'invalid', value: null, raw };
  const { numerator, denominator } = rational(hour.value);
  return {
    state: 'value',
    value: { numerator: numerator * scale.times, denominator: denominator * scale.over },
    raw,
  };
}

/** A fraction as a decimal for the index functions; twelve digits keep every mean on its side of a limit. */
export function exactDecimal(value: Rational): string {
  return formatDecimal(roundHalfEven(value, 12));
}
