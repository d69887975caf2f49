import { formatDecimal } from '../decimal/decimal.ts';
import {
  type Completeness,
  type Explanation,
  editionRef,
  missingInputs,
  type RoundingStep,
  type UsedInput,
} from '../result.ts';
import type { AqiIndicator, AqiReadings, AqiResult, MissingRule } from './aqi-types.ts';
import { type ReadConcentration, readConcentration, unitsText } from './concentration.ts';
import { pollutantUnit } from './pollutants.ts';
import { roundedUnits, roundingDigits } from './sub-index.ts';
import { type AqiEdition, INDEX_POINTS } from './tables/aqi-breakpoints.ts';

/** Tells how an index came about: inputs, rounding, interpolation of each sub-index, completeness. */
export function explainAqi(
  edition: AqiEdition,
  indicators: readonly AqiIndicator[],
  readings: AqiReadings,
  result: AqiResult,
  missingRule: MissingRule,
): Explanation {
  const inputs: UsedInput[] = [];
  const rounding: RoundingStep[] = [];
  const steps: string[] = [];
  for (const indicator of indicators) {
    const read = readConcentration(indicator.pollutant, readings[indicator.name]);
    inputs.push(inputOf(indicator, read));
    if (read.state !== 'value') continue;
    const used = usedConcentration(edition, indicator, read, rounding);
    const index = result.iaqi[indicator.name] ?? null;
    steps.push(`IAQI(${indicator.name}) = ${index ?? 'none'}: ${interpolation(edition, indicator, used)}`);
  }
  if (result.aqi === null) steps.push('AQI = NA');
  else steps.push(`AQI = max of the sub-indices = ${result.aqi}`);
  if (result.primary.length > 0)
    steps.push(`primary: ${result.primary.join(', ')} (AQI above 50, all at the maximum)`);
  return {
    edition: editionRef(edition),
    method: result.method,
    inputs,
    completeness: [completenessOf(edition, inputs, result, missingRule)],
    rounding,
    missing: missingInputs(inputs),
    steps,
  };
}

function inputOf(indicator: AqiIndicator, read: ReadConcentration): UsedInput {
  const unit = pollutantUnit(indicator.pollutant);
  if (read.state !== 'value') return { name: indicator.name, state: read.state, unit };
  const value = read.exact === undefined ? unitsText(read.units) : formatDecimal(read.exact);
  return { name: indicator.name, state: 'value', value, unit };
}

function usedConcentration(
  edition: AqiEdition,
  indicator: AqiIndicator,
  read: ReadConcentration & { state: 'value' },
  rounding: RoundingStep[],
): string {
  const from = read.exact === undefined ? unitsText(read.units) : formatDecimal(read.exact);
  if (!edition.roundsConcentrations) return from;
  const to = unitsText(roundedUnits(indicator.pollutant === 'CO', read.units, read.exact));
  if (to !== from) {
    rounding.push({
      name: indicator.name,
      from,
      to,
      rule: 'half-even',
      digits: roundingDigits(indicator.pollutant),
    });
  }
  return to;
}

function interpolation(edition: AqiEdition, indicator: AqiIndicator, concentration: string): string {
  const points = edition.breakpoints[indicator.column];
  const value = Number(concentration);
  const index = points.findIndex((point, at) => at > 0 && value <= point);
  if (index < 0)
    return `${concentration} is above the last breakpoint ${points.at(-1)} of ${indicator.column}`;
  const [low, high] = [points[index - 1], points[index]];
  const [from, to] = [INDEX_POINTS[index - 1], INDEX_POINTS[index]];
  return `(${to} − ${from}) / (${high} − ${low}) × (${concentration} − ${low}) + ${from}, rounded up [${indicator.column}]`;
}

function completenessOf(
  edition: AqiEdition,
  inputs: readonly UsedInput[],
  result: AqiResult,
  missingRule: MissingRule,
): Completeness {
  const gaps = inputs.filter(({ state }) => state === 'missing' || state === 'invalid');
  const clause = edition.id === 'HJ 633-2012' ? 'HJ 633-2012 (missing data: NA)' : 'HJ 633-2026 5.3';
  const found = `${inputs.length - gaps.length} of ${inputs.length} inputs present or not monitored`;
  const consequence =
    gaps.length === 0
      ? ''
      : missingRule === 'publish'
        ? '; index from the rest is published'
        : `; published only above 100, highest sub-index is ${result.highestSubIndex ?? 'none'}`;
  return { sufficient: result.aqi !== null, rule: found + consequence, clause };
}
