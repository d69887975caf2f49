import { compareRational, type RationalInput } from '../decimal/rational.ts';
import { type Edition, editionAt, type ObservationTime } from '../edition.ts';
import { type Measured, readMeasured } from '../measured.ts';
import { type ExplainOption, editionRef } from '../result.ts';
import { type Share, shareOf } from '../share.ts';
import { explainNoise } from './noise-explanation.ts';
import type { NoiseVerdict } from './noise-verdict.ts';
import { GB3096_EDITIONS, type NoisePeriod, type NoiseZone } from './tables.ts';

/** The edition in force at a time; without a time the newest. */
export function noiseEdition<E extends Edition>(editions: readonly E[], at?: ObservationTime): E {
  return editionAt(editions, at ?? '9999-12-31');
}

/** Judges Leq and, when given, Lmax against their limits, both inclusive. */
export function judgeLevels(
  levels: { readonly leq: Measured; readonly max?: Measured },
  limit: number,
  limitMax: number | undefined,
  edition: Edition,
  rule: string,
): NoiseVerdict {
  const leq = readMeasured(levels.leq);
  const max = readMeasured(levels.max);
  const judgesMax = limitMax !== undefined && max.state === 'value';
  const over = (value: RationalInput, bound: number): boolean => compareRational(value, bound) > 0;
  const leqOver = leq.state === 'value' && over(leq.value, limit);
  const maxOver = judgesMax && over(max.value, limitMax);
  const known = leq.state === 'value' || maxOver;
  return {
    state: leq.state,
    ok: known ? !leqOver && !maxOver : null,
    limit,
    ...(limitMax === undefined ? {} : { limitMax }),
    ...(leqOver ? { reason: 'LEQ' as const } : maxOver ? { reason: 'LMAX' as const } : {}),
    edition: editionRef(edition),
    rule,
  };
}

/** A level at a point of a functional zone. */
export interface ZoneNoise extends ExplainOption {
  readonly zone: NoiseZone;
  readonly period: NoisePeriod;
  /** Leq, Ld or Ln in dB(A). */
  readonly leq: Measured;
  /** Maximum of sudden noise at night, dB(A). */
  readonly max?: Measured;
  readonly at?: ObservationTime;
}

/**
 * Judges the level of a functional zone; sudden noise at night may be 15 dB(A) above the limit.
 * @throws NoEditionError before 2008-10-01.
 * Source: GB 3096-2008 table 1 and clause 5.4 (clause number recall).
 */
export function judgeZoneNoise(input: ZoneNoise): NoiseVerdict {
  const edition = noiseEdition(GB3096_EDITIONS, input.at);
  const limit = edition.zones[input.zone][input.period];
  const limitMax = input.period === 'night' ? limit + edition.suddenNightOver : undefined;
  const rule = `zone ${input.zone} ${input.period}: <= ${limit} dB(A)`;
  const verdict = judgeLevels(input, limit, limitMax, edition, rule);
  return input.explain === true ? { ...verdict, explanation: explainNoise(verdict, input) } : verdict;
}

/** Compliance of point-times, day and night apart. */
export interface ZoneCompliance {
  readonly day: Share;
  readonly night: Share;
}

/**
 * 点次达标率 of functional zones: point-times that meet the limit / judged ones, day and night apart.
 * Source: HJ 640-2012 clause 7 (recall); limits GB 3096-2008 table 1.
 */
export function zoneComplianceByPeriod(measurements: readonly ZoneNoise[]): ZoneCompliance {
  const share = (period: NoisePeriod): Share => {
    const verdicts = measurements.filter((entry) => entry.period === period).map(judgeZoneNoise);
    const judged = verdicts.filter((verdict) => verdict.ok !== null);
    return shareOf(judged.filter((verdict) => verdict.ok === true).length, judged.length);
  };
  return { day: share('day'), night: share('night') };
}
