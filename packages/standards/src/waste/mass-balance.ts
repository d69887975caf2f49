import {
  addRational,
  compareRational,
  multiplyRational,
  type Rational,
  type RationalInput,
  rational,
  subtractRational,
} from '../decimal/rational.ts';
import type { Edition } from '../edition.ts';
import { type Measured, readMeasured } from '../measured.ts';
import {
  type ExplainOption,
  type Explanation,
  editionRef,
  type InputState,
  missingInputs,
} from '../result.ts';
import { roundHalfEvenText } from '../rounding/half-even.ts';
import { measuredInput } from '../verdict-explanation.ts';

/** Amounts of one waste code in one period, all in one unit (t). */
export interface WasteAmounts {
  readonly opening: Measured;
  readonly produced: Measured;
  /** Used or disposed of on site. */
  readonly selfUsed: Measured;
  readonly movedOut: Measured;
  readonly closing: Measured;
}

/** Allowed gap: absolute, or as a share of the intake; the larger counts. Settings of the district. */
export interface BalanceTolerance {
  readonly absolute?: RationalInput;
  readonly percent?: RationalInput;
}

/** The balance of a code and period. */
export interface MassBalance {
  /** null when an amount has no value. */
  readonly balanced: boolean | null;
  /** opening + produced − selfUsed − movedOut − closing; positive: waste is missing. */
  readonly gap: Rational | null;
  /** Three digits. */
  readonly text: string | null;
  readonly direction: 'none' | 'missing' | 'surplus' | null;
  /** Amounts without a value, or negative ones as invalid. */
  readonly unknown: readonly { readonly name: keyof WasteAmounts; readonly state: InputState }[];
  readonly explanation?: Explanation;
}

/** The standard of the ledger that is balanced; the tolerance is not part of it. */
export const WASTE_LEDGER: Edition = {
  id: 'HJ 1259-2022',
  title: '危险废物管理计划和管理台账制定技术导则',
  effectiveFrom: '2022-10-01',
  clause: 'clause 6 (number recall)',
  mark: 'verified',
  note: 'date of effect recall; the balance and its tolerance are a proposal',
};

const NAMES = ['opening', 'produced', 'selfUsed', 'movedOut', 'closing'] as const;

/**
 * The mass balance of a waste code: opening + produced = self-used + moved out + closing (± tolerance).
 * @param tolerance default 1 % of opening + produced (a setting, recall).
 * Source: HJ 1259-2022 clause 6 (ledger; number recall); the tolerance is a proposal.
 */
export function massBalance(
  amounts: WasteAmounts,
  tolerance: BalanceTolerance = { percent: 1 },
  options: ExplainOption = {},
): MassBalance {
  const balance = balanceOf(amounts, tolerance);
  return options.explain === true
    ? { ...balance, explanation: explainBalance(balance, amounts, tolerance) }
    : balance;
}

function explainBalance(
  balance: MassBalance,
  amounts: WasteAmounts,
  tolerance: BalanceTolerance,
): Explanation {
  const { gap, text, unknown } = balance;
  const inputs = NAMES.map((name) => {
    const input = measuredInput(name, readMeasured(amounts[name]), 't');
    return { ...input, state: unknown.find((entry) => entry.name === name)?.state ?? input.state };
  });
  const exact = gap === null ? undefined : readMeasured(gap);
  const rounding =
    exact?.state === 'value' && text !== null
      ? [{ name: 'gap', from: exact.text, to: text, rule: 'half-even' as const, digits: 3 }]
      : [];
  return {
    edition: editionRef(WASTE_LEDGER),
    method: `gap against the larger of ${tolerance.percent ?? 0} % of the intake and ${tolerance.absolute ?? 0} t`,
    inputs,
    completeness: [
      {
        sufficient: unknown.length === 0,
        rule: `${NAMES.length - unknown.length} of ${NAMES.length} amounts have a value; all needed`,
        clause: WASTE_LEDGER.clause,
      },
    ],
    rounding,
    missing: missingInputs(inputs),
    steps: [
      'gap = opening + produced - selfUsed - movedOut - closing',
      text === null ? 'not judged' : `gap ${text} t: ${balance.direction}`,
    ],
  };
}

function balanceOf(amounts: WasteAmounts, tolerance: BalanceTolerance): MassBalance {
  const unknown: { name: keyof WasteAmounts; state: InputState }[] = [];
  const values = {} as Record<keyof WasteAmounts, Rational>;
  for (const name of NAMES) {
    const read = readMeasured(amounts[name]);
    if (read.state !== 'value') unknown.push({ name, state: read.state });
    else if (read.value.numerator < 0n) unknown.push({ name, state: 'invalid' });
    else values[name] = read.value;
  }
  if (unknown.length > 0) return { balanced: null, gap: null, text: null, direction: null, unknown };
  const intake = addRational(values.opening, values.produced);
  const outgo = addRational(addRational(values.selfUsed, values.movedOut), values.closing);
  const gap = subtractRational(intake, outgo);
  const size = gap.numerator < 0n ? subtractRational(0, gap) : gap;
  const share = multiplyRational(multiplyRational(intake, tolerance.percent ?? 0), '0.01');
  const absolute = rational(tolerance.absolute ?? 0);
  const allowed = compareRational(share, absolute) > 0 ? share : absolute;
  const balanced = compareRational(size, allowed) <= 0;
  const direction = balanced ? 'none' : gap.numerator > 0n ? 'missing' : 'surplus';
  return { balanced, gap, text: roundHalfEvenText(gap, 3), direction, unknown };
}
