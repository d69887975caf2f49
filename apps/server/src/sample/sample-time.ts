import type { Env } from '../services/env.ts';

const dayMs = 86_400_000;

/** The same surroundings at another time: what is done with it is dated then. */
export function at(env: Env, time: Date): Env {
  return { ...env, clock: () => time };
}

/** The instant so many days before (or after, when negative) another. */
export function daysBefore(time: Date, days: number): Date {
  return new Date(time.getTime() - days * dayMs);
}

/** Nine in the morning of a local day `YYYY-MM-DD`. */
export function morningOf(day: string): Date {
  return new Date(`${day}T09:00:00+08:00`);
}

/** Months `YYYY-MM` from one to another, both included. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month);
  return months;
}

/** The month after a month `YYYY-MM`. */
export function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}
