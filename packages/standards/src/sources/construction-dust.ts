import { compareRational, type RationalInput } from '../decimal/rational.ts';
import type { Edition } from '../edition.ts';
import { type Measured, readMeasured } from '../measured.ts';
import { type ExplainOption, type Explanation, editionRef, missingInputs } from '../result.ts';
import { measuredInput } from '../verdict-explanation.ts';

/** One limit: more exceedances in a day than allowed are non-compliance. */
export interface DustLimit {
  /** Inclusive: a mean at the limit is not above it. */
  readonly limit: RationalInput;
  readonly maxExceedancesPerDay: number;
}

/** A rule for dust at construction sites: pollutant, averaging time and limits are data. */
export interface DustRule extends Edition {
  readonly pollutant: string;
  readonly averagingMinutes: number;
  readonly unit: string;
  readonly limits: readonly DustLimit[];
}

/** Shanghai: counting basis single source, the pairing of 2.0 with 1 and 1.0 with 6 recall. */
export const SHANGHAI_DUST: DustRule = {
  id: 'DB31/964-2016',
  title: '建筑施工颗粒物控制标准',
  effectiveFrom: '2016-07-01',
  clause: 'clause 4',
  mark: 'recall',
  note: 'counting basis single source; figures and date recall; 沪环规〔2024〕02号 governs enforcement',
  pollutant: '颗粒物',
  averagingMinutes: 15,
  unit: 'mg/m³',
  limits: [
    { limit: '2.0', maxExceedancesPerDay: 1 },
    { limit: '1.0', maxExceedancesPerDay: 6 },
  ],
};

/** One limit's count. */
export interface DustCount {
  readonly limit: RationalInput;
  readonly count: number;
  readonly allowed: number;
}

/** The day of a monitoring point. */
export interface DustDay {
  readonly compliant: boolean;
  readonly counts: readonly DustCount[];
  /** Limits that were exceeded too often. */
  readonly broken: readonly RationalInput[];
  readonly rule: string;
}

/**
 * Judges a monitoring point's day from the number of means above each limit.
 * @param counts as many as the rule has limits, in its order.
 * @throws RangeError when the number of counts differs or a count is no whole number of 0 or more.
 * Source: DB31/964-2016 clause 4 (figures and clause recall), or the rule given.
 */
export function judgeDustCounts(counts: readonly number[], rule: DustRule = SHANGHAI_DUST): DustDay {
  if (
    counts.length !== rule.limits.length ||
    !counts.every((count) => Number.isInteger(count) && count >= 0)
  ) {
    throw new RangeError(`expected ${rule.limits.length} counts of 0 or more, found ${counts.join(', ')}`);
  }
  const rows = rule.limits.map(({ limit, maxExceedancesPerDay }, index) => ({
    limit,
    count: counts[index] ?? 0,
    allowed: maxExceedancesPerDay,
  }));
  const broken = rows.filter((row) => row.count > row.allowed).map((row) => row.limit);
  const text = rows.map(
    (row) => `> ${String(row.limit)} ${rule.unit}: ${row.count} (allowed ${row.allowed})`,
  );
  return { compliant: broken.length === 0, counts: rows, broken, rule: `${rule.id}: ${text.join('; ')}` };
}

/** A day judged from its means. */
export interface DustDayFromMeans extends DustDay {
  /** Means with a value, and those due in the day. */
  readonly used: number;
  readonly due: number;
  readonly explanation?: Explanation;
}

/**
 * Judges a monitoring point's day from its means of the rule's averaging time; means without a value count nowhere.
 * Source: DB31/964-2016 clause 4 (figures and clause recall), or the rule given.
 */
export function judgeDustDay(
  means: readonly Measured[],
  rule: DustRule = SHANGHAI_DUST,
  options: ExplainOption = {},
): DustDayFromMeans {
  const values = means.map(readMeasured).flatMap((read) => (read.state === 'value' ? [read.value] : []));
  const counts = rule.limits.map(
    ({ limit }) => values.filter((value) => compareRational(value, limit) > 0).length,
  );
  const day = { ...judgeDustCounts(counts, rule), used: values.length, due: 1440 / rule.averagingMinutes };
  return options.explain === true ? { ...day, explanation: explainDust(day, means, rule) } : day;
}

function explainDust(day: DustDayFromMeans, means: readonly Measured[], rule: DustRule): Explanation {
  const inputs = means.map((mean, index) =>
    measuredInput(`mean ${index + 1}`, readMeasured(mean), rule.unit),
  );
  return {
    edition: editionRef(rule),
    method: `${rule.averagingMinutes}-minute means of ${rule.pollutant} above each limit, counted`,
    inputs,
    completeness: [
      {
        sufficient: day.used > 0,
        rule: `${day.used} of ${day.due} means have a value; no minimum is known`,
        clause: rule.clause,
      },
    ],
    rounding: [],
    missing: missingInputs(inputs),
    steps: [day.rule, day.compliant ? 'compliant' : `too often above ${day.broken.join(', ')} ${rule.unit}`],
  };
}
