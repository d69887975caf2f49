import { compareRational, rational } from '../decimal/rational.ts';
import { type Measured, readMeasured } from '../measured.ts';
import type { InputState } from '../result.ts';
import { type DrinkingSourceItem, GB3838_DRINKING_SOURCE } from './gb3838-2002-sources.ts';

/** One item of table 2 or 3 against its limit. */
export interface DrinkingSourceVerdict {
  readonly name: string;
  readonly limit: string;
  readonly table: 2 | 3;
  readonly state: InputState;
  /** null without a value. */
  readonly meets: boolean | null;
}

/** Thrown for an item that tables 2 and 3 do not have. */
export class UnknownDrinkingSourceItemError extends RangeError {
  constructor(name: string) {
    super(`"${name}" is no item of GB 3838-2002 tables 2 and 3`);
    this.name = 'UnknownDrinkingSourceItemError';
  }
}

/**
 * Judges the additional items of a centralised drinking-water source: the five of table 2 (all listed, also when
 * missing) and those of table 3 that are given. Table 1 is judged by `evaluateSection`.
 * @param values by the item's Chinese name, mg/L.
 * @throws UnknownDrinkingSourceItemError for a name that is in neither table.
 * Source: GB 3838-2002 tables 2 and 3, clause 5.3 (number recall; limits inclusive).
 */
export function evaluateDrinkingSource(values: Readonly<Record<string, Measured>>): DrinkingSourceVerdict[] {
  const { supplementary, specific } = GB3838_DRINKING_SOURCE;
  for (const name of Object.keys(values)) {
    if (![...supplementary, ...specific].some((item) => item.name === name)) {
      throw new UnknownDrinkingSourceItemError(name);
    }
  }
  return [
    ...supplementary.map((item) => judge(item, 2, values[item.name])),
    ...specific
      .filter((item) => Object.hasOwn(values, item.name))
      .map((item) => judge(item, 3, values[item.name])),
  ];
}

function judge(item: DrinkingSourceItem, table: 2 | 3, given: Measured): DrinkingSourceVerdict {
  const read = readMeasured(given);
  const meets = read.state === 'value' ? compareRational(read.value, rational(item.limit)) <= 0 : null;
  return { name: item.name, limit: item.limit, table, state: read.state, meets };
}
