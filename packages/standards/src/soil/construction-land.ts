import { compareRational } from '../decimal/rational.ts';
import { editionAt, type ObservationTime } from '../edition.ts';
import { type Measured, readMeasured } from '../measured.ts';
import {
  type EditionRef,
  type ExplainOption,
  type Explanation,
  editionRef,
  type InputState,
} from '../result.ts';
import { explainVerdict, measuredInput } from '../verdict-explanation.ts';
import { type ConstructionSoilItem, GB36600_EDITIONS, type LandClass } from './gb36600-2018.ts';

/**
 * `BELOW_SCREENING`: risk usually negligible. `OVER_SCREENING`: detailed investigation (详细调查) and risk
 * assessment (风险评估). `OVER_INTERVENTION`: risk usually unacceptable, control or remediation.
 * `BACKGROUND_EXCEPTION`: above screening, not above the regional background.
 */
export type ConstructionSoilResult =
  | 'BELOW_SCREENING'
  | 'OVER_SCREENING'
  | 'OVER_INTERVENTION'
  | 'BACKGROUND_EXCEPTION';

/** One measured item of a parcel. */
export interface ConstructionSoilInput extends ExplainOption {
  /** Chinese name or CAS number of GB 36600-2018. */
  readonly item: string;
  /** mg/kg. */
  readonly value: Measured;
  /** `unclear` counts as class 1. */
  readonly landClass: LandClass | 'unclear';
  /** Regional background of 砷、钴、钒 (annex A), mg/kg. */
  readonly regionalBackground?: Measured;
  readonly at?: ObservationTime;
}

/** The verdict on one item with the rule that decided. */
export interface ConstructionSoilVerdict {
  readonly item: ConstructionSoilItem;
  readonly landClass: LandClass;
  readonly state: InputState;
  /** null without a value. */
  readonly result: ConstructionSoilResult | null;
  readonly screening: string;
  readonly intervention: string;
  readonly rule: string;
  readonly edition: EditionRef;
  readonly explanation?: Explanation;
}

/** Thrown for an item that GB 36600-2018 does not have. */
export class UnknownSoilItemError extends RangeError {
  constructor(item: string, standard: string) {
    super(`"${item}" is no item of ${standard}`);
    this.name = 'UnknownSoilItemError';
  }
}

/**
 * Judges one item of a construction-land parcel; both limits are inclusive (at the limit is not over it).
 * Items with equal screening and intervention values jump from below screening to over intervention.
 * @throws UnknownSoilItemError for an item that is not listed; NoEditionError before 2018-08-01.
 * Source: GB 36600-2018 tables 1 and 2, clauses 5.3 (rules; number recall) and annex A (background).
 */
export function judgeConstructionSoil(input: ConstructionSoilInput): ConstructionSoilVerdict {
  const verdict = judgeItem(input);
  return input.explain === true ? { ...verdict, explanation: explainItem(verdict, input) } : verdict;
}

function explainItem(verdict: ConstructionSoilVerdict, input: ConstructionSoilInput): Explanation {
  const { item, landClass, screening, intervention, rule, result } = verdict;
  const content = measuredInput('content', readMeasured(input.value), 'mg/kg');
  const inputs = [{ ...content, state: verdict.state }];
  if (input.regionalBackground !== undefined) {
    inputs.push(measuredInput('regional background', readMeasured(input.regionalBackground), 'mg/kg'));
  }
  const unclear = input.landClass === 'unclear' ? ' (unclear use counts as class 1)' : '';
  return explainVerdict(verdict.edition, {
    method: `screening and intervention values of ${landClass}${unclear}, both inclusive`,
    inputs,
    needed: 'content',
    steps: [
      `${item.name} (${item.cas}): screening ${screening}, intervention ${intervention} mg/kg`,
      rule,
      `result: ${result ?? 'none'}`,
    ],
  });
}

function judgeItem(input: ConstructionSoilInput): ConstructionSoilVerdict {
  const edition = editionAt(GB36600_EDITIONS, input.at ?? '9999-12-31');
  const wanted = normalised(input.item);
  const item = edition.items.find(
    (row) => normalised(row.name) === wanted || row.cas.split(',').includes(wanted),
  );
  if (item === undefined) throw new UnknownSoilItemError(input.item, edition.id);
  const landClass = input.landClass === 'unclear' ? 'class1' : input.landClass;
  const screening = item.screening[landClass];
  const intervention = item.intervention[landClass];
  const base = { item, landClass, screening, intervention, edition: editionRef(edition) };
  const read = readMeasured(input.value);
  if (read.state !== 'value') {
    return { ...base, state: read.state, result: null, rule: read.reason ?? `no value: ${read.state}` };
  }
  if (read.value.numerator < 0n) {
    return { ...base, state: 'invalid', result: null, rule: `negative content ${read.text} mg/kg` };
  }
  const over = (limit: Measured): boolean => {
    const bound = readMeasured(limit);
    return bound.state === 'value' && compareRational(read.value, bound.value) > 0;
  };
  const decided = (result: ConstructionSoilResult, rule: string): ConstructionSoilVerdict => ({
    ...base,
    state: 'value',
    result,
    rule: `${read.text} ${rule}`,
  });
  if (!over(screening)) return decided('BELOW_SCREENING', `<= screening ${screening} mg/kg`);
  const background = readMeasured(input.regionalBackground);
  if (item.backgroundException && background.state === 'value' && !over(background.value)) {
    return decided(
      'BACKGROUND_EXCEPTION',
      `> screening ${screening}, <= background ${background.text} mg/kg`,
    );
  }
  if (over(intervention)) return decided('OVER_INTERVENTION', `> intervention ${intervention} mg/kg`);
  return decided('OVER_SCREENING', `> screening ${screening}, <= intervention ${intervention} mg/kg`);
}

/** Names differ in the width of their brackets between copies of the standard. */
function normalised(name: string): string {
  return name.trim().replace(/（/g, '(').replace(/）/g, ')').replace(/，/g, ',').replace(/[–—]/g, '-');
}

/** The verdict on a parcel from all its items. */
export interface ParcelSoilVerdict {
  /** The worst result; null when no item has a value. */
  readonly result: ConstructionSoilResult | null;
  readonly deciding: readonly string[];
  readonly items: readonly ConstructionSoilVerdict[];
  /** Items of table 1 that were not given or have no value. */
  readonly missingBasic: readonly string[];
}

const SEVERITY: readonly ConstructionSoilResult[] = [
  'BELOW_SCREENING',
  'BACKGROUND_EXCEPTION',
  'OVER_SCREENING',
  'OVER_INTERVENTION',
];

/**
 * Judges a parcel: the worst item decides, and the basic items of table 1 that lack a value are named.
 * @throws as {@link judgeConstructionSoil}.
 * Source: GB 36600-2018 clauses 5.2 and 5.3 (numbers recall).
 */
export function judgeParcelSoil(inputs: readonly ConstructionSoilInput[]): ParcelSoilVerdict {
  const items = inputs.map(judgeConstructionSoil);
  const rank = (verdict: ConstructionSoilVerdict): number =>
    verdict.result === null ? -1 : SEVERITY.indexOf(verdict.result);
  const worst = Math.max(-1, ...items.map(rank));
  const given = new Set(items.filter((entry) => entry.result !== null).map((entry) => entry.item.name));
  const basic = editionAt(GB36600_EDITIONS, inputs[0]?.at ?? '9999-12-31').items.filter(
    (row) => row.table === 1,
  );
  return {
    result: SEVERITY[worst] ?? null,
    deciding: worst < 0 ? [] : items.filter((entry) => rank(entry) === worst).map((entry) => entry.item.name),
    items,
    missingBasic: basic.filter((row) => !given.has(row.name)).map((row) => row.name),
  };
}
