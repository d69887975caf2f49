import { type Share, shareOf } from '../share.ts';

/** Counts of one counting period. Which numerator counts is not settled, so both are kept. */
export interface HonkingCounts {
  /** Honks heard. */
  readonly honks: number;
  /** Vehicles that honked at least once, where they were counted. */
  readonly honkingVehicles?: number;
  readonly passingVehicles: number;
}

/** 机动车鸣号率 by both numerators. */
export interface HonkingRate {
  readonly byHonks: Share;
  /** null when honking vehicles were not counted. */
  readonly byVehicles: Share | null;
}

/**
 * 机动车鸣号率 = honks (or honking vehicles) / passing vehicles × 100 %.
 * @throws RangeError when a count is not a whole number of 0 or more.
 * Source: practice of 上海市环境监测中心 (formula recall, numerator unconfirmed).
 */
export function honkingRate(counts: HonkingCounts): HonkingRate {
  for (const [name, count] of Object.entries(counts)) {
    if (count !== undefined && (!Number.isInteger(count) || count < 0)) {
      throw new RangeError(`${name}: expected a whole number of 0 or more, found ${count}`);
    }
  }
  const { honks, honkingVehicles, passingVehicles } = counts;
  return {
    byHonks: shareOf(honks, passingVehicles),
    byVehicles: honkingVehicles === undefined ? null : shareOf(honkingVehicles, passingVehicles),
  };
}
