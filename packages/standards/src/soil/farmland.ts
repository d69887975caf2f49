import { compareRational, type Rational, rational } from '../decimal/rational.ts';
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
import { UnknownSoilItemError } from './construction-land.ts';
import {
  type ByPh,
  type FarmlandEdition,
  type FarmlandMetal,
  type FarmlandMetalRow,
  type FarmlandUse,
  GB15618_EDITIONS,
} from './gb15618-2018.ts';

/**
 * `LOW` (<= screening); `POSSIBLE` (above it: watch soil and crop together, in principle 安全利用);
 * `HIGH` (> control: in principle 严格管控). The classes of farmland also need crop data.
 */
export type FarmlandResult = 'LOW' | 'POSSIBLE' | 'HIGH';

/** One metal at a farmland point. */
export interface FarmlandInput extends ExplainOption {
  readonly metal: FarmlandMetal;
  /** mg/kg, total content. */
  readonly value: Measured;
  readonly pH: Measured;
  readonly use: FarmlandUse;
  readonly at?: ObservationTime;
}

/** The verdict on one metal with the rule that decided. */
export interface FarmlandVerdict {
  readonly state: InputState;
  /** null without a value or without a pH. */
  readonly result: FarmlandResult | null;
  readonly screening: string | null;
  /** null where the metal has no control value. */
  readonly control: string | null;
  readonly phBand: string | null;
  readonly rule: string;
  readonly edition: EditionRef;
  readonly explanation?: Explanation;
}

/**
 * Judges one metal of farmland soil. The pH bands are inclusive above (6.5 belongs to 5.5 < pH <= 6.5), both
 * limits are inclusive, and without a pH there is no verdict: no band is assumed.
 * @throws NoEditionError before 2018-08-01.
 * Source: GB 15618-2018 tables 1 (screening) and 3 (control), clauses 4 to 6 (numbers recall); rotation
 * takes the stricter value.
 */
export function judgeFarmlandSoil(input: FarmlandInput): FarmlandVerdict {
  const verdict = judgeMetal(input);
  return input.explain === true ? { ...verdict, explanation: explainMetal(verdict, input) } : verdict;
}

function explainMetal(verdict: FarmlandVerdict, input: FarmlandInput): Explanation {
  const { screening, control, phBand: band, rule, result } = verdict;
  return explainVerdict(verdict.edition, {
    method: `screening and control values by pH band, use ${input.use}, both inclusive`,
    inputs: [
      { ...measuredInput('content', readMeasured(input.value), 'mg/kg'), state: verdict.state },
      measuredInput('pH', readMeasured(input.pH), '1'),
    ],
    needed: 'content',
    steps: [
      band === null
        ? 'pH band unknown'
        : `${band}: screening ${screening ?? 'none'}, control ${control ?? 'none'} mg/kg`,
      rule,
      `result: ${result ?? 'none'}`,
    ],
  });
}

function judgeMetal(input: FarmlandInput): FarmlandVerdict {
  const edition = editionAt(GB15618_EDITIONS, input.at ?? '9999-12-31');
  const row = edition.metals[input.metal];
  const read = readMeasured(input.value);
  const band = phBand(edition, readMeasured(input.pH));
  const base = { edition: editionRef(edition) };
  const none = { screening: null, control: null, phBand: null, result: null };
  if (band === undefined) {
    const rule = `no pH between 0 and 14: the band is unknown`;
    return { ...base, ...none, state: read.state, rule };
  }
  const screening = screeningValue(row, input.use, band.index);
  const control = row.control?.[band.index] ?? null;
  const limits = { screening, control, phBand: band.text };
  if (read.state !== 'value' || read.value.numerator < 0n) {
    const state = read.state === 'value' ? 'invalid' : read.state;
    const reason = read.state === 'value' ? `negative content ${read.text} mg/kg` : `no value: ${state}`;
    return { ...base, ...limits, state, result: null, rule: reason };
  }
  const over = (limit: string): boolean => compareRational(read.value, rational(limit)) > 0;
  const where = `${row.name}, ${input.use}, ${band.text}`;
  const decided = (result: FarmlandResult, rule: string): FarmlandVerdict => ({
    ...base,
    ...limits,
    state: 'value',
    result,
    rule: `${where}: ${read.text} ${rule}`,
  });
  if (!over(screening)) return decided('LOW', `<= screening ${screening} mg/kg`);
  if (control !== null && over(control)) return decided('HIGH', `> control ${control} mg/kg`);
  const upper = control === null ? 'no control value' : `<= control ${control}`;
  return decided('POSSIBLE', `> screening ${screening}, ${upper} mg/kg`);
}

function phBand(
  edition: FarmlandEdition,
  pH: ReturnType<typeof readMeasured>,
): { readonly index: number; readonly text: string } | undefined {
  if (pH.state !== 'value' || !within(pH.value, 0, 14)) return undefined;
  const [a, b, c] = edition.phBands;
  const found = edition.phBands.findIndex((bound) => compareRational(pH.value, rational(bound)) <= 0);
  const texts = [`pH <= ${a}`, `${a} < pH <= ${b}`, `${b} < pH <= ${c}`, `pH > ${c}`];
  const index = found < 0 ? 3 : found;
  return { index, text: texts[index] ?? '' };
}

function within(value: Rational, low: number, high: number): boolean {
  return compareRational(value, low) >= 0 && compareRational(value, high) <= 0;
}

function screeningValue(row: FarmlandMetalRow, use: FarmlandUse, band: number): string {
  const at = (values: ByPh | undefined): string | undefined => values?.[band];
  const other = at(row.screening.other) ?? '';
  if (use === 'other') return other;
  if (use !== 'rotation') return at(row.screening[use]) ?? other;
  const paddy = at(row.screening.paddy) ?? other;
  return compareRational(rational(paddy), rational(other)) < 0 ? paddy : other;
}

/** The verdict on an organic item of farmland. */
export interface FarmlandOtherVerdict {
  readonly state: InputState;
  readonly overScreening: boolean | null;
  readonly screening: string;
  readonly edition: EditionRef;
}

/**
 * Judges 六六六总量, 滴滴涕总量 or 苯并[a]芘 of farmland soil against its screening value.
 * @throws UnknownSoilItemError for another item.
 * Source: GB 15618-2018 table 2 (recall).
 */
export function judgeFarmlandOther(
  item: string,
  value: Measured,
  at?: ObservationTime,
): FarmlandOtherVerdict {
  const edition = editionAt(GB15618_EDITIONS, at ?? '9999-12-31');
  const screening = Object.hasOwn(edition.others, item) ? edition.others[item] : undefined;
  if (screening === undefined) throw new UnknownSoilItemError(item, edition.id);
  const read = readMeasured(value);
  const overScreening = read.state === 'value' ? compareRational(read.value, rational(screening)) > 0 : null;
  return { state: read.state, overScreening, screening, edition: { ...editionRef(edition), mark: 'recall' } };
}
