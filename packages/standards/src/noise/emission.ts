import type { ObservationTime } from '../edition.ts';
import { type Measured, readMeasured } from '../measured.ts';
import { type ExplainOption, type Explanation, missingInputs } from '../result.ts';
import { measuredInput } from '../verdict-explanation.ts';
import { type BackgroundCorrection, correctForBackground } from './background.ts';
import { explainNoise } from './noise-explanation.ts';
import type { NoiseVerdict } from './noise-verdict.ts';
import {
  type BoundaryEdition,
  type BoundaryZone,
  GB12348_EDITIONS,
  GB12523_EDITIONS,
  GB22337_EDITIONS,
  INDOOR_OCTAVES_HZ,
  type NoisePeriod,
} from './tables.ts';
import { judgeLevels, noiseEdition } from './zone.ts';

/** What every emission measurement has. */
export interface EmissionNoise extends ExplainOption {
  readonly period: NoisePeriod;
  /** Leq in dB(A). */
  readonly leq: Measured;
  /** Background level; with it Leq is corrected first. */
  readonly background?: Measured;
  /** Maximum level in dB(A); judged directly, never corrected. */
  readonly max?: Measured;
  /** Measured inside because outside was impossible or nearer than 1 m: the limit is 10 dB(A) lower. */
  readonly inside?: boolean;
  readonly at?: ObservationTime;
}

/** An emission verdict with the background correction that was applied. */
export interface EmissionVerdict extends NoiseVerdict {
  readonly background?: BackgroundCorrection;
}

/** A measurement at the boundary of a plant. */
export interface IndustryNoise extends EmissionNoise {
  readonly zone: BoundaryZone;
  /** How often the night maximum occurs: 频发 +10, 偶发 +15; needed to judge `max`. */
  readonly kind?: 'frequent' | 'occasional';
}

/**
 * Judges noise at the boundary of an industrial plant; each point alone.
 * @throws NoEditionError before 2008-10-01.
 * Source: GB 12348-2008 clauses 4.1 (table 1, night maximum, inside −10) and 5.7 (background; clause
 * numbers recall).
 */
export function judgeIndustryNoise(input: IndustryNoise): EmissionVerdict {
  const edition = noiseEdition(GB12348_EDITIONS, input.at);
  const over = input.kind === undefined ? undefined : edition.nightMaxOver?.[input.kind];
  return judgeBoundary(input, edition, input.period === 'night' ? over : undefined);
}

/**
 * Judges noise of social life (venues, shops, equipment) at the boundary; there is no night rule for the maximum.
 * @throws NoEditionError before 2008-10-01.
 * Source: GB 22337-2008 clauses 4.1 and 5 (numbers recall).
 */
export function judgeSocialLifeNoise(input: Omit<IndustryNoise, 'kind'>): EmissionVerdict {
  return judgeBoundary(input, noiseEdition(GB22337_EDITIONS, input.at), undefined);
}

function judgeBoundary(
  input: Omit<IndustryNoise, 'kind'>,
  edition: BoundaryEdition,
  maxOver: number | undefined,
): EmissionVerdict {
  const limit = edition.boundary[input.zone][input.period] - (input.inside === true ? edition.insideLess : 0);
  const rule = `boundary zone ${input.zone} ${input.period}: <= ${limit} dB(A)`;
  return judgeCorrected(input, limit, maxOver === undefined ? undefined : limit + maxOver, edition, rule);
}

/**
 * Judges noise at the boundary of a construction site: 70 by day, 55 at night, night maximum +15, inside −10.
 * The edition is chosen by the date: 2011 until 2025-12-31, 2025 from 2026-01-01 (its limits are recall).
 * @throws NoEditionError before 2012-07-01.
 * Source: GB 12523-2011 clauses 4 and 5 (numbers recall); GB 12523-2025 (limits recall).
 */
export function judgeConstructionNoise(input: EmissionNoise): EmissionVerdict {
  const edition = noiseEdition(GB12523_EDITIONS, input.at);
  const limit = edition.limits[input.period] - (input.inside === true ? edition.insideLess : 0);
  const limitMax = input.period === 'night' ? limit + edition.nightMaxOver : undefined;
  return judgeCorrected(
    input,
    limit,
    limitMax,
    edition,
    `construction site ${input.period}: <= ${limit} dB(A)`,
  );
}

function judgeCorrected(
  input: EmissionNoise,
  limit: number,
  limitMax: number | undefined,
  edition: Parameters<typeof judgeLevels>[3],
  rule: string,
): EmissionVerdict {
  const leq = readMeasured(input.leq);
  const background = readMeasured(input.background);
  if (leq.state !== 'value' || background.state !== 'value') {
    const verdict = judgeLevels(input, limit, limitMax, edition, rule);
    return input.explain === true ? { ...verdict, explanation: explainNoise(verdict, input) } : verdict;
  }
  const correction = correctForBackground(leq.value, background.value);
  const corrected = correction.valid ? correction.result : ('invalid' as const);
  const verdict = judgeLevels({ leq: corrected, max: input.max }, limit, limitMax, edition, rule);
  return {
    ...verdict,
    background: correction,
    ...(input.explain === true ? { explanation: explainNoise(verdict, input, correction) } : {}),
  };
}

/** Structure-borne noise inside a room. */
export interface IndoorNoise extends ExplainOption {
  readonly standard: 'GB 12348' | 'GB 22337';
  readonly zone: BoundaryZone;
  /** A: bedrooms and rooms for rest; B: other sensitive rooms. */
  readonly room: 'A' | 'B';
  readonly period: NoisePeriod;
  readonly leq: Measured;
  /** Octave levels in dB at 31.5, 63, 125, 250 and 500 Hz. */
  readonly octaves?: readonly Measured[];
  /** Maximum of non-steady noise; judged under GB 22337 only. */
  readonly max?: Measured;
  readonly at?: ObservationTime;
}

/** The verdict on a room, with the octave bands over their limit. */
export interface IndoorVerdict extends NoiseVerdict {
  readonly octavesOver: readonly { readonly hz: number; readonly limit: number }[];
}

/**
 * Judges structure-borne noise inside a room by Leq, octave bands and (GB 22337) the maximum.
 * @throws NoEditionError before 2008-10-01.
 * Source: GB 12348-2008 tables 2 and 3; GB 22337-2008 tables 2 and 3, clause 4.2.2 (non-steady +10; table
 * and clause numbers recall).
 */
export function judgeIndoorNoise(input: IndoorNoise): IndoorVerdict {
  const editions = input.standard === 'GB 12348' ? GB12348_EDITIONS : GB22337_EDITIONS;
  const edition = noiseEdition(editions, input.at);
  const row = edition.indoor.find((entry) => entry.zones.includes(input.zone));
  const limit = row?.[input.room][input.period];
  if (limit === undefined) throw new RangeError(`${edition.id} has no indoor limit for zone ${input.zone}`);
  const limitMax = edition.indoorMaxOver === undefined ? undefined : limit + edition.indoorMaxOver;
  const rule = `room ${input.room}, zone ${input.zone} ${input.period}: <= ${limit} dB(A)`;
  const verdict = judgeLevels(input, limit, limitMax, edition, rule);
  const bands = edition.octaves.find(
    (entry) =>
      entry.zones.includes(input.zone) && entry.period === input.period && entry.rooms.includes(input.room),
  );
  const octavesOver = (bands?.levels ?? []).flatMap((bound, index) => {
    const ok = judgeLevels({ leq: input.octaves?.[index] }, bound, undefined, edition, rule).ok;
    return ok === false ? [{ hz: INDOOR_OCTAVES_HZ[index] ?? 0, limit: bound }] : [];
  });
  const judged = { ...verdict, ok: octavesOver.length > 0 ? false : verdict.ok, octavesOver };
  return input.explain === true ? { ...judged, explanation: explainIndoor(judged, input) } : judged;
}

function explainIndoor(verdict: IndoorVerdict, input: IndoorNoise): Explanation {
  const explanation = explainNoise(verdict, input);
  const bands = (input.octaves ?? []).map((level, index) =>
    measuredInput(`${INDOOR_OCTAVES_HZ[index] ?? '?'} Hz`, readMeasured(level), 'dB'),
  );
  const inputs = [...explanation.inputs, ...bands];
  const over = verdict.octavesOver.map(({ hz, limit }) => `${hz} Hz: above ${limit} dB`);
  return { ...explanation, inputs, missing: missingInputs(inputs), steps: [...over, ...explanation.steps] };
}
