import { rationalToNumber } from '../decimal/rational.ts';
import type { Measured } from '../measured.ts';
import {
  type BoundaryZone,
  correctForBackground,
  dayNightLevels,
  equivalentLevel,
  honkingRate,
  judgeConstructionNoise,
  judgeIndustryNoise,
  judgeSocialLifeNoise,
  judgeZoneNoise,
  type NoisePeriod,
  type NoiseZone,
  noiseGrade,
  noiseLevelText,
  percentileLevels,
  type RoadSegment,
  regionalNoise,
  roadNoise,
  type TimedLevel,
} from '../noise/index.ts';
import { field, listField, numberField, textField } from './fields.ts';
import type { TestVector, VectorRegistry } from './registry.ts';

type Fields = Readonly<Record<string, unknown>>;

const PRINTED = 'printed digits' as const;

/** Runners of the noise topics. */
export const noiseVectors: VectorRegistry = {
  'noise.leq': { run: ({ input }) => ({ leq: equivalentLevel(levels(input)) }), tolerance: PRINTED },
  'noise.LdLnLdn': { run: runDayNight, tolerance: PRINTED },
  'noise.percentiles': { run: ({ input }) => percentileLevels(samples(input)), tolerance: PRINTED },
  'noise.zone': { run: runZone },
  'noise.region': { run: runRegion, tolerance: PRINTED },
  'noise.regionGrade': { run: ({ input }) => runGrades('regional', input) },
  'noise.road': { run: runRoad, tolerance: PRINTED },
  'noise.roadGrade': { run: ({ input }) => runGrades('road', input) },
  'noise.background': { run: runBackground, tolerance: PRINTED },
  'noise.construction': { run: ({ input }) => emission(judgeConstructionNoise(emissionInput(input))) },
  'noise.industry': { run: runIndustry },
  'noise.social': {
    run: ({ input }) =>
      emission(judgeSocialLifeNoise({ ...emissionInput(input), zone: boundaryZone(input) })),
  },
  'noise.honkingRate': { run: runHonking, tolerance: PRINTED },
};

function period(input: Fields): NoisePeriod {
  const text = input.period === undefined ? 'day' : textField(input, 'period');
  if (text !== 'day' && text !== 'night') throw new TypeError(`field "period": expected day or night`);
  return text;
}

function zone(input: Fields): NoiseZone {
  const text = textField(input, 'zone');
  const zones: readonly NoiseZone[] = ['0', '1', '2', '3', '4a', '4b'];
  const found = zones.find((name) => name === text);
  if (found === undefined) throw new TypeError(`field "zone": "${text}" is no zone`);
  return found;
}

function boundaryZone(input: Fields): BoundaryZone {
  const text = textField(input, 'zone').replace(/^4[ab]$/, '4');
  const zones: readonly BoundaryZone[] = ['0', '1', '2', '3', '4'];
  const found = zones.find((name) => name === text);
  if (found === undefined) throw new TypeError(`field "zone": "${text}" is no zone`);
  return found;
}

function levels(input: Fields): (number | TimedLevel)[] {
  const list = listField(input, 'levels').map(Number);
  const durations = input.durations;
  if (!Array.isArray(durations)) return list;
  return list.map((level, index) => ({ level, duration: Number(durations[index]) }));
}

/** Samples as a list, or in words: `integers 1..100 dB, one each`. */
function samples(input: Fields): number[] {
  const given = field(input, 'samples');
  if (Array.isArray(given)) return given.map(Number);
  const range = /integers (\d+)\.\.(\d+)/.exec(String(given));
  if (range === null) throw new TypeError('field "samples": expected a list or "integers a..b"');
  const [from, to] = [Number(range[1]), Number(range[2])];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function runDayNight({ input }: TestVector): unknown {
  const { Ld, Ln, Ldn } = dayNightLevels(
    listField(input, 'dayHours') as (number | null)[],
    listField(input, 'nightHours') as (number | null)[],
  );
  const verdicts = (['0', '1', '2', '3', '4a', '4b'] as const).map((name) => [
    `zone${name}`,
    {
      day: judgeZoneNoise({ zone: name, period: 'day', leq: printed(Ld) }).ok,
      night: judgeZoneNoise({ zone: name, period: 'night', leq: printed(Ln) }).ok,
    },
  ]);
  return { Ld, Ln, Ldn, ...Object.fromEntries(verdicts) };
}

function printed(level: number | null): Measured {
  return level === null ? null : noiseLevelText(level);
}

function runZone({ input }: TestVector): unknown {
  const verdict = judgeZoneNoise({
    zone: zone(input),
    period: period(input),
    leq: input.leq as Measured,
    max: input.lmax as Measured,
  });
  return { limit: verdict.limit, ok: verdict.ok, limitLmax: verdict.limitMax, reason: verdict.reason };
}

function runGrades(kind: 'regional' | 'road', input: Fields): unknown {
  const grades = listField(input, 'values').map((value) => noiseGrade(kind, period(input), Number(value)));
  return { grades: grades.map((row) => row.grade), words: grades.map((row) => row.word) };
}

function runRegion({ input }: TestVector): unknown {
  const result = regionalNoise(listField(input, 'values') as Measured[], period(input));
  return { mean: rationalToNumber(result.mean), grade: result.grade, word: result.word };
}

function runRoad({ input }: TestVector): unknown {
  const result = roadNoise(listField(input, 'segments') as RoadSegment[], period(input));
  return { mean: rationalToNumber(result.mean), grade: result.grade, word: result.word };
}

function runBackground({ input }: TestVector): unknown {
  const result = correctForBackground(numberField(input, 'measured'), numberField(input, 'background'));
  if (!result.valid) return { diff: result.difference, valid: false };
  const { difference, correction } = result;
  return { diff: difference, correction, result: rationalToNumber(result.result), valid: true };
}

function emissionInput(input: Fields) {
  const at = typeof input.date === 'string' ? { at: input.date } : {};
  const inside = input.inside === true || input.indoor === true;
  return {
    period: period(input),
    leq: input.leq as Measured,
    max: input.lmax as Measured,
    background: input.background as Measured,
    inside,
    ...at,
  };
}

function emission(verdict: ReturnType<typeof judgeConstructionNoise>): unknown {
  const { ok, limit, limitMax, reason, edition } = verdict;
  return { ok, limit, limitLmax: limitMax, reason, edition: edition.id };
}

function runIndustry({ input }: TestVector): unknown {
  const kind = input.kind;
  const known = kind === 'frequent' || kind === 'occasional' ? { kind } : {};
  return emission(
    judgeIndustryNoise({ ...emissionInput(input), zone: boundaryZone(input), ...known } as Parameters<
      typeof judgeIndustryNoise
    >[0]),
  );
}

function runHonking({ input }: TestVector): unknown {
  const rate = honkingRate({
    honks: numberField(input, 'honks'),
    passingVehicles: numberField(input, 'passingVehicles'),
  });
  return { percent: rate.byHonks.text };
}
