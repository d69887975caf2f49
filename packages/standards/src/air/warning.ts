import { type EditionRef, editionRef } from '../result.ts';
import type { WarningColour, WarningCondition, WarningPlan } from './tables/warning-plans.ts';

/** Choices of {@link warningLevel}. */
export interface WarningOptions {
  /**
   * Hours between two values: 24 for one AQI a day (default), 1 for the AQI of every 24 consecutive hours, named
   * by the hour at which they end.
   */
  readonly stepHours?: number;
  /** Two episodes with a gap of at most this many hours count as one. Default 0. */
  readonly mergeGapHours?: number;
  /** True when ozone is the primary pollutant of the episode. */
  readonly ozoneDominated?: boolean;
}

/** The level that a series reaches. */
export interface WarningVerdict {
  /** Highest level reached; null for none. */
  readonly colour: WarningColour | null;
  /** Conditions that were met; empty for none. */
  readonly because: readonly WarningCondition[];
  /** Index of the first value of the episode; null for none. */
  readonly fromIndex: number | null;
  /** Index of its last value. */
  readonly toIndex: number | null;
  readonly plan: EditionRef;
  /** Why a level that the figures reach is not raised; absent otherwise. */
  readonly withheld?: string;
}

interface Episode {
  readonly from: number;
  readonly to: number;
}

/**
 * Heavy-pollution warning level of a forecast or observed series.
 * @param dailyAqi daily AQI in order of time; null where there is none, which ends an episode.
 * @param plan thresholds, for example a district's own or {@link WARNING_PLAN_2024}.
 * @returns the highest level of which one alternative holds within one episode.
 * Source: the plan's own text; its mark is in the result.
 */
export function warningLevel(
  dailyAqi: readonly (number | null)[],
  plan: WarningPlan,
  options: WarningOptions = {},
): WarningVerdict {
  const none = { colour: null, because: [], fromIndex: null, toIndex: null, plan: editionRef(plan) };
  for (const level of [...plan.levels].reverse()) {
    for (const conditions of level.anyOf) {
      const episode = episodeMeeting(dailyAqi, conditions, options);
      if (episode === undefined) continue;
      if (options.ozoneDominated === true && !plan.ozoneRaisesWarning) {
        return { ...none, withheld: `${level.colour} is not raised for an episode that ozone dominates` };
      }
      return {
        colour: level.colour,
        because: conditions,
        fromIndex: episode.from,
        toIndex: episode.to,
        plan: editionRef(plan),
      };
    }
  }
  return none;
}

function episodeMeeting(
  series: readonly (number | null)[],
  conditions: readonly WarningCondition[],
  options: WarningOptions,
): Episode | undefined {
  const [base, ...others] = [...conditions].sort((a, b) => a.above - b.above);
  if (base === undefined) return undefined;
  return episodesOf(series, base, options).find((episode) => {
    const inside = series.slice(episode.from, episode.to + 1);
    return others.every((condition) => episodesOf(inside, condition, options).length > 0);
  });
}

/** Episodes that stay above a value for at least the hours asked. A value stands for the 24 h that end with it. */
function episodesOf(
  series: readonly (number | null)[],
  condition: WarningCondition,
  options: WarningOptions,
): Episode[] {
  const step = options.stepHours ?? 24;
  const mergeSteps = Math.floor((options.mergeGapHours ?? 0) / step);
  const episodes: Episode[] = [];
  series.forEach((aqi, index) => {
    if (aqi === null || aqi <= condition.above) return;
    const last = episodes.at(-1);
    if (last !== undefined && index - last.to - 1 <= mergeSteps)
      episodes[episodes.length - 1] = { ...last, to: index };
    else episodes.push({ from: index, to: index });
  });
  return episodes.filter(({ from, to }) => 24 + (to - from) * step >= condition.hours);
}
