/** What a hasty implementation does with binary floating point: the baseline of the benchmarks, not for use. */

const LEVELS = [0, 50, 100, 150, 200, 300, 400, 500];
const TABLE: Readonly<Record<string, readonly number[]>> = {
  SO2: [0, 150, 500, 650, 800],
  NO2: [0, 100, 200, 700, 1200, 2340, 3090, 3840],
  CO: [0, 5, 10, 35, 60, 90, 120, 150],
  O3: [0, 160, 200, 300, 400, 800, 1000, 1200],
  PM10: [0, 50, 120, 250, 350, 420, 500, 600],
  'PM2.5': [0, 35, 60, 115, 150, 250, 350, 500],
};

/** AQI with one object per row, slope first, `Math.ceil` on a double. */
export function naiveHourlyAqi(readings: Readonly<Record<string, number>>): number {
  let highest = 0;
  for (const [name, points] of Object.entries(TABLE)) {
    const value = readings[name] ?? 0;
    for (let index = 1; index < points.length; index++) {
      const high = points[index] ?? 0;
      if (value > high) continue;
      const low = points[index - 1] ?? 0;
      const from = LEVELS[index - 1] ?? 0;
      const slope = ((LEVELS[index] ?? 0) - from) / (high - low);
      highest = Math.max(highest, Math.ceil(slope * (value - low) + from));
      break;
    }
  }
  return highest;
}

/** Mean of the values of a day, NaN with fewer than 20. */
export function dailyMean(hours: Float64Array): number {
  const valid = hours.filter((value) => !Number.isNaN(value));
  return valid.length < 20 ? Number.NaN : valid.reduce((sum, value) => sum + value, 0) / valid.length;
}

/** Largest 8-hour mean of a day, NaN without one. */
export function naiveMda8(hours: Float64Array): number {
  let highest = Number.NaN;
  for (let end = 8; end <= hours.length; end++) {
    const valid = hours.subarray(end - 8, end).filter((value) => !Number.isNaN(value));
    if (valid.length < 6) continue;
    const mean = valid.reduce((sum, value) => sum + value, 0) / valid.length;
    if (!(mean <= highest)) highest = mean;
  }
  return highest;
}

/** Percentile with linear interpolation on doubles. */
export function naivePercentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = ((sorted.length - 1) * p) / 100;
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  return low + ((sorted[below + 1] ?? low) - low) * (position - below);
}
