import { compare, type Decimal, type DecimalInput, decimal, formatDecimal } from '../decimal/decimal.ts';
import { type RationalInput, ratio, rational, subtractRational } from '../decimal/rational.ts';
import { editionAt, editionById, type ObservationTime } from '../edition.ts';
import { type EditionRef, editionRef } from '../result.ts';
import { roundHalfEven } from '../rounding/half-even.ts';
import { type AirUnit, UnknownPollutantError } from './pollutants.ts';
import {
  AMBIENT_AIR_EDITIONS,
  type AmbientAirEdition,
  type LimitedPollutant,
  type LimitPeriod,
  limitUnit,
  type ZoneClass,
} from './tables/ambient-limits.ts';

/** Chooses an edition of GB 3095: by day of observation, or by id (for example `"GB 3095-2026 final"`). */
export type AmbientAirChoice = { readonly at: ObservationTime } | { readonly edition: string };

/** A limit with its source. */
export interface AirLimit {
  readonly pollutant: LimitedPollutant;
  readonly period: LimitPeriod;
  readonly zoneClass: ZoneClass;
  readonly limit: Decimal;
  readonly unit: AirUnit;
  readonly edition: EditionRef;
}

/** A concentration judged against a limit. */
export interface LimitVerdict extends AirLimit {
  /** At or below the limit. */
  readonly compliant: boolean;
  /** 超标倍数 (C − S) / S with two digits when above the limit, else null. */
  readonly exceedanceMultiple: string | null;
}

/**
 * The edition (or phase) of GB 3095 for an observation.
 * @throws NoEditionError when none is in force on that day or the id is unknown; ObservationTimeError.
 * Source: GB 3095-2012, GB 3095-2026 (phases).
 */
export function ambientAirEdition(choice: AmbientAirChoice): AmbientAirEdition {
  return 'edition' in choice
    ? editionById(AMBIENT_AIR_EDITIONS, choice.edition)
    : editionAt(AMBIENT_AIR_EDITIONS, choice.at);
}

/**
 * The limit of a pollutant for an averaging period.
 * @param zoneClass 1 (一类区) or 2 (二类区).
 * @throws NoEditionError; UnknownPollutantError when the standard has no limit for that pollutant and period.
 * Source: GB 3095-2012 tables 1 and 2; GB 3095-2026 tables 1 and 2.
 */
export function airLimit(
  pollutant: LimitedPollutant,
  period: LimitPeriod,
  zoneClass: ZoneClass,
  choice: AmbientAirChoice,
): AirLimit {
  const edition = ambientAirEdition(choice);
  const row = edition.limits.find(([name, of]) => name === pollutant && of === period);
  if (row === undefined) {
    const known = edition.limits.map(([name, of]) => `${name} ${of}`);
    throw new UnknownPollutantError(`${pollutant} ${period}`, known);
  }
  const limit = decimal(row[zoneClass === 1 ? 2 : 3]);
  return { pollutant, period, zoneClass, limit, unit: limitUnit(pollutant), edition: editionRef(edition) };
}

/**
 * Judges a concentration: it complies when it is at or below the limit.
 * @param concentration in the unit of the limit, rounded to its digits by the caller where the standard rounds.
 * @throws as {@link airLimit}; DecimalError.
 * Source: GB 3095-2012, -2026 tables 1 and 2; exceedance multiple HJ 663-2013 (recall).
 */
export function judgeAirLimit(
  concentration: DecimalInput,
  pollutant: LimitedPollutant,
  period: LimitPeriod,
  zoneClass: ZoneClass,
  choice: AmbientAirChoice,
): LimitVerdict {
  const limit = airLimit(pollutant, period, zoneClass, choice);
  const compliant = compare(concentration, limit.limit) <= 0;
  return {
    ...limit,
    compliant,
    exceedanceMultiple: compliant ? null : formatDecimal(airExceedanceMultiple(concentration, limit.limit)),
  };
}

/**
 * Exceedance multiple 超标倍数: (C − S) / S, rounded half to even to two digits.
 * @throws DivisionByZeroError when the limit is 0.
 * Source: HJ 663-2013 (recall).
 */
export function airExceedanceMultiple(concentration: RationalInput, limit: RationalInput): Decimal {
  return roundHalfEven(ratio(subtractRational(concentration, limit), rational(limit)), 2);
}
