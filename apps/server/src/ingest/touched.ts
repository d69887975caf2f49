import type { TouchedHour } from '../store/readings/touched-hours.queries.ts';

const hourMs = 3_600_000;
/** So long before its end an hour that is on the list need not be noted again: it is taken off only after its end. */
const safeMs = 300_000;
/** Commands that carry values of hours and minutes. */
const commands = new Set([2011, 2051, 2061]);

/** Which hours of stations must be noted with a batch of packets, and which stand on the list already. */
export class Touched {
  #noted = new Set<string>();
  #hour = 0;

  /** The hours to be noted with these packets, each once. @param now ms since 1970 UTC, when the transaction begins */
  of(packets: readonly { stationId: number; cn: number; at: number }[], now: number): TouchedHour[] {
    const hours = new Map<string, TouchedHour>();
    for (const { stationId, cn, at } of packets) {
      if (!commands.has(cn)) continue;
      const start = at - (at % hourMs);
      const key = `${stationId} ${start}`;
      if (now < start + hourMs - safeMs && this.#noted.has(key)) continue;
      hours.set(key, { stationId, start });
    }
    return [...hours.values()];
  }

  /** They were stored. */
  noted(hours: readonly TouchedHour[], now: number): void {
    const hour = Math.floor(now / hourMs);
    if (hour !== this.#hour) this.#noted = new Set();
    this.#hour = hour;
    for (const { stationId, start } of hours) {
      if (now < start + hourMs) this.#noted.add(`${stationId} ${start}`);
    }
  }
}
