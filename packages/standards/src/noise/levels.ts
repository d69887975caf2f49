import { roundHalfEvenText } from '../rounding/half-even.ts';

/** One level with the time it lasted, in any one unit. */
export interface TimedLevel {
  /** dB(A). */
  readonly level: number;
  readonly duration: number;
}

/** Thrown when levels are no finite numbers, or there are none. */
export class NoiseLevelError extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = 'NoiseLevelError';
  }
}

/**
 * Equivalent level Leq = 10 lg(Σ t·10^(0.1 L) / Σ t), unrounded.
 * @param levels dB(A), of equal length, or each with its duration.
 * @throws NoiseLevelError for an empty list, a level or duration that is no number, or a total time of 0.
 * Source: GB 3096-2008 clause 3.2 (等效声级; number recall).
 */
export function equivalentLevel(levels: readonly (number | TimedLevel)[]): number {
  let energy = 0;
  let time = 0;
  levels.forEach((entry, index) => {
    const { level, duration } = typeof entry === 'number' ? { level: entry, duration: 1 } : entry;
    if (!Number.isFinite(level) || !Number.isFinite(duration) || duration < 0) {
      throw new NoiseLevelError(`level ${index}: expected a number of dB and a duration of 0 or more`);
    }
    energy += duration * 10 ** (0.1 * level);
    time += duration;
  });
  if (time === 0) throw new NoiseLevelError('expected at least one level');
  return 10 * Math.log10(energy / time);
}

/** A level as it is printed: one digit, half to even. Source: HJ 640-2012 clause 9 (number recall); GB/T 8170-2008. */
export function noiseLevelText(level: number): string {
  return roundHalfEvenText(level, 1);
}

/** Day, night and day-night levels, unrounded. */
export interface DayNightLevels {
  readonly Ld: number | null;
  readonly Ln: number | null;
  /** null unless both are known. */
  readonly Ldn: number | null;
  /** Whether all 16 day hours and all 8 night hours were given. */
  readonly complete: boolean;
}

/**
 * Ld, Ln and Ldn from hourly levels: Ldn = 10 lg[(16·10^(0.1 Ld) + 8·10^(0.1 (Ln + 10))) / 24].
 * @param dayHours hourly Leq from 06:00 to 22:00; @param nightHours hourly Leq from 22:00 to 06:00. A city may
 *   shift the night but keeps it 8 hours (生态环境法典 art. 572, single source). null marks an hour without a value.
 * @throws NoiseLevelError for more than 16 or 8 hours, or a level that is no number.
 * Source: HJ 640-2012 clause 7 (功能区声环境, recall); GB 3096-2008 clauses 3.3 and 3.4 (numbers recall).
 */
export function dayNightLevels(
  dayHours: readonly (number | null)[],
  nightHours: readonly (number | null)[],
): DayNightLevels {
  if (dayHours.length > 16 || nightHours.length > 8) {
    throw new NoiseLevelError(
      `expected at most 16 day and 8 night hours, found ${dayHours.length} and ${nightHours.length}`,
    );
  }
  const day = dayHours.filter((level) => level !== null);
  const night = nightHours.filter((level) => level !== null);
  const Ld = day.length === 0 ? null : equivalentLevel(day);
  const Ln = night.length === 0 ? null : equivalentLevel(night);
  const Ldn =
    Ld === null || Ln === null
      ? null
      : 10 * Math.log10((16 * 10 ** (0.1 * Ld) + 8 * 10 ** (0.1 * (Ln + 10))) / 24);
  return { Ld, Ln, Ldn, complete: day.length === 16 && night.length === 8 };
}

/** Levels exceeded for 10, 50 and 90 % of the time. */
export interface PercentileLevels {
  readonly L10: number;
  readonly L50: number;
  readonly L90: number;
}

/**
 * The level exceeded for p % of the time: with 100 equal samples sorted high to low, the p-th.
 * @param levels equally long samples in dB(A).
 * @param percent above 0, at most 100.
 * @throws NoiseLevelError for an empty list, a level that is no number, or a percent out of range.
 * Source: GB 3096-2008 clause 3.6 (累积百分声级; number and counting convention recall).
 */
export function percentileLevel(levels: readonly number[], percent: number): number {
  if (!(percent > 0 && percent <= 100))
    throw new NoiseLevelError(`expected a percent in (0, 100], found ${percent}`);
  if (!levels.every(Number.isFinite)) throw new NoiseLevelError('expected numbers of dB');
  const sorted = [...levels].sort((a, b) => b - a);
  const found = sorted[Math.ceil((sorted.length * percent) / 100) - 1];
  if (found === undefined) throw new NoiseLevelError('expected at least one level');
  return found;
}

/** L10, L50 and L90 of equally long samples; see {@link percentileLevel}. Source: GB 3096-2008 clause 3.6 (number recall). */
export function percentileLevels(levels: readonly number[]): PercentileLevels {
  return {
    L10: percentileLevel(levels, 10),
    L50: percentileLevel(levels, 50),
    L90: percentileLevel(levels, 90),
  };
}
