import { effectiveHours, type HourDay } from '../hours/index.ts';
import { convertUnit } from '../units/units.ts';

/** What the figures of a site need to know of it. */
export interface FiguredSite {
  kind: 'air' | 'section' | 'outlet' | 'noise' | 'dust';
  /** Hours between two values: 1, 4, 24; 0 for samples without a rhythm. */
  intervalHours: number;
  props: { water?: 'river' | 'lake'; targetClass?: string; medium?: 'water' | 'gas' };
  /** Its factors with their unit and the days on which values are expected. */
  factors: readonly ({ factor: string; unit: string } & Monitored)[];
}

/** The days on which values of a factor are expected. */
export interface Monitored {
  /** First day, `YYYY-MM-DD`. */
  since: string;
  /** Last day; null or absent: no end. */
  until?: string | null;
}

/** Whether values of a factor are expected on a day, `YYYY-MM-DD`. Source: own rule, no standard. */
export function isMonitored({ since, until }: Monitored, day: string): boolean {
  return since <= day && (until === undefined || until === null || day <= until);
}

/** One factor's day as the figures take it. */
export interface FactorDay {
  /** 24 values that count, or why there is none. */
  hours: (number | 'missing' | 'invalid' | 'not-monitored')[];
  /** The values among them. */
  values: number[];
  /** 24 times whether something came. */
  came: boolean[];
  received: number;
  /** Hours whose mark says that the source stood still. */
  stopped: number;
}

/**
 * The hours of a block as they count.
 * @param units to convert with; without a way from one unit to the other no hour counts
 */
export function factorDay(
  block: Pick<HourDay, 'values' | 'marks' | 'verdicts'>,
  units?: { from: string; to: string },
): FactorDay {
  const hours = effectiveHours(block).map(({ state, value }) => {
    if (state !== 'value') return state;
    if (value === null) return 'missing';
    return units === undefined ? value : (convertUnit(value, units.from, units.to) ?? 'invalid');
  });
  const marks = [...block.marks];
  const came = marks.map((mark) => mark !== '-' && mark !== '/');
  return {
    hours,
    values: hours.filter((hour) => typeof hour === 'number'),
    came,
    received: came.filter(Boolean).length,
    stopped: marks.filter((mark) => mark === 'F').length,
  };
}

/** Values due on a day: one each interval; for samples without a rhythm as many as came. */
export function dueOnDay(site: Pick<FiguredSite, 'intervalHours'>, received: number): number {
  return site.intervalHours === 0 ? received : Math.floor(24 / site.intervalHours);
}
