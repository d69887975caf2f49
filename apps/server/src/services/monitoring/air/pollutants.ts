import { pollutantCodes, pollutantOf } from '@huanzhi/monitoring';
import { formatDecimal, type Pollutant, type RationalInput, roundHalfEven } from '@huanzhi/standards';

/** The six basic pollutants in the order in which pages show them. */
export const shownPollutants: readonly Pollutant[] = ['PM2.5', 'PM10', 'O3', 'NO2', 'SO2', 'CO'];

/** Their HJ 212-2017 codes in the same order. */
export const airFactors: readonly string[] = shownPollutants.map((pollutant) => pollutantCodes[pollutant]);

/** Pollutants of a list of factor codes or names, as `detail.primary` of an index keeps them; others left out. */
export function pollutantsOf(list: unknown): Pollutant[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown) => {
    const known = pollutantOf(String(one)) ?? shownPollutants.find((name) => name === one);
    return known === undefined ? [] : [known];
  });
}

/** Digits of an hourly or daily concentration at output: CO one, the others none (HJ 633-2026 4.2.6, recall). */
export function digitsOf(pollutant: Pollutant): number {
  return pollutant === 'CO' ? 1 : 0;
}

/** A concentration as shown: rounded once, half to even. */
export function shownConcentration(pollutant: Pollutant, value: RationalInput): string {
  return formatDecimal(roundHalfEven(value, digitsOf(pollutant)));
}
