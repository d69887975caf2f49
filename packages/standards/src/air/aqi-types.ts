import type { ExplainOption, Explanation, Reading } from '../result.ts';
import type { ConcentrationProblem, Pollutant } from './pollutants.ts';
import type { IndexColumn } from './tables/aqi-breakpoints.ts';
import type { AqiLevel } from './tables/aqi-categories.ts';

/** Names of the inputs of an index; `_24h` and `_8h` are moving means, plain names 1-hour or daily values. */
export type AqiInputName = Pollutant | 'SO2_24h' | 'PM10_24h' | 'PM2.5_24h' | 'O3_8h' | 'O3_1h';

/** Concentrations by input name (µg/m³, CO mg/m³); a name left out is missing. */
export type AqiReadings = { readonly [Name in AqiInputName]?: Reading };

/**
 * How a real-time index of the 2012 edition is made. `platform practice`: the six 1-hour values, as the national
 * platform publishes. `letter`: moving 24-h means of PM and the moving 8-h mean of ozone, as HJ 633-2012 says.
 * From the 2026 edition on both are the same.
 */
export type AqiMethod = 'letter' | 'platform practice';

/** What to do when a monitored pollutant is missing or invalid. */
export type MissingRule = 'publish' | 'publish above 100';

/** Choices that the standards leave open. */
export interface AqiOptions extends ExplainOption {
  /** Default: as the edition says, and `publish above 100` for 2012 platform practice (seen since 2022). */
  readonly missingRule?: MissingRule;
  /** The index shown when every concentration is 0 (the 2026 range starts at 1; open). Default 0. */
  readonly indexOfZero?: 0 | 1;
}

/** An index with its parts. */
export interface AqiResult {
  /** Id of the edition used, for example `"HJ 633-2026"`. */
  readonly edition: string;
  readonly method: AqiMethod;
  /** The index; null (NA) when it may not be published or nothing was measured. */
  readonly aqi: number | null;
  /** The highest sub-index of what there is, even when it may not be published as the AQI. */
  readonly highestSubIndex: number | null;
  /** Sub-index by input; null where there is none. */
  readonly iaqi: { readonly [Name in AqiInputName]?: number | null };
  /** Primary pollutants: all at the maximum when the AQI is above 50, in table order. */
  readonly primary: readonly Pollutant[];
  /** 超标污染物 with a sub-index above 100; always empty from the 2026 edition on, which dropped the term. */
  readonly exceeding: readonly Pollutant[];
  readonly level: AqiLevel | null;
  /** Faults of inputs, which count as invalid. */
  readonly problems: readonly ConcentrationProblem[];
  /** Present when asked for. */
  readonly explanation?: Explanation;
}

/** One input of a method: where its sub-index is read, and what replaces it above the end of its column. */
export interface AqiIndicator {
  readonly name: AqiInputName;
  readonly pollutant: Pollutant;
  readonly column: IndexColumn;
  readonly insteadAboveColumn?: { readonly name: AqiInputName; readonly column: IndexColumn };
}
