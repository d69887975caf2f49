import { readDeviceTime, type SegmentHeader } from '@huanzhi/hj212';
import type { Store } from '../store/index.ts';
import {
  clearConnections,
  putStationDays,
  putStationStates,
  readStationDays,
  readStationStates,
  type StationDayCounts,
  type StationState,
} from '../store/monitoring/gateway/activity.queries.ts';

/** Station number of pieces that come from no known station. */
export const noStation = 0;

/** How many packets the difference of the clocks is taken from. */
const clockWindow = 10;
/** Names of repairs and reasons that are counted apart on one day; they are few, unless something is odd. */
const kindsLimit = 50;

interface Kept extends StationState {
  /** The latest differences of the clocks, ms. */
  differences: number[];
}

/** Who is connected, when each station was last heard, what came from it today. Kept in the database too. */
export class Activity {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #states = new Map<number, Kept>();
  readonly #days = new Map<number, StationDayCounts>();
  readonly #changedStates = new Set<number>();
  readonly #changedDays = new Set<number>();
  #day: string;
  /** When the day is over, ms: asked for every packet. */
  #dayEnds: number;
  #flushing: Promise<void> | null = null;

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#day = dayOf(now());
    this.#dayEnds = endOf(this.#day);
  }

  /** Takes over what the last gateway left; nobody is connected at the start. @throws StoreError */
  async load(): Promise<void> {
    const { db } = this.#store;
    await clearConnections(db);
    for (const state of await readStationStates(db)) {
      this.#states.set(state.stationId, { ...state, connectedSince: null, differences: [] });
    }
    for (const day of await readStationDays(db, this.#day)) this.#days.set(day.stationId, day);
  }

  /** A proper frame came. `since`: when its connection began. */
  heard(stationId: number, peer: string, since: number, { qn }: SegmentHeader): void {
    const at = this.#now();
    const known = this.#states.get(stationId);
    const state = known ?? {
      stationId,
      peer,
      connectedSince: since,
      lastHeard: at,
      lastPacket: null,
      lastDataAt: null,
      clockMs: null,
      differences: [],
    };
    if (known === undefined) this.#states.set(stationId, state);
    state.peer = peer;
    state.connectedSince = since;
    state.lastHeard = at;
    const sent = qn === null ? null : readDeviceTime(qn);
    if (sent !== null && qn?.length === 17) {
      state.differences.push(sent - at);
      if (state.differences.length > clockWindow) state.differences.shift();
      // What is on the way late or is sent again looks like a slow clock: the largest difference is the nearest.
      state.clockMs = bounded(Math.max(...state.differences));
    }
    this.#changedStates.add(stationId);
  }

  /** A packet of data was stored, or was there already. */
  packet(stationId: number, receivedAt: number, dataAt: number, repairs: string | null): void {
    const state = this.#states.get(stationId);
    if (state !== undefined) {
      state.lastPacket = Math.max(state.lastPacket ?? 0, receivedAt);
      state.lastDataAt = dataAt;
      this.#changedStates.add(stationId);
    }
    const counts = this.#countsOf(stationId);
    counts.packets += 1;
    if (repairs === null) return;
    counts.repaired += 1;
    for (const repair of repairs.split(',')) count(counts.repairs, repair);
  }

  /** A piece was quarantined. */
  quarantined(stationId: number, reason: string): void {
    const counts = this.#countsOf(stationId);
    counts.quarantined += 1;
    count(counts.reasons, reason);
  }

  /** The connection of a station ended, unless it has a newer one. */
  disconnected(stationId: number, peer: string): void {
    const state = this.#states.get(stationId);
    if (state === undefined || state.peer !== peer) return;
    state.connectedSince = null;
    this.#changedStates.add(stationId);
  }

  /** Everything as it is now. */
  snapshot(): { states: StationState[]; days: StationDayCounts[] } {
    this.#turnDay();
    return {
      states: [...this.#states.values()].map(({ differences: _, ...state }) => state),
      days: [...this.#days.values()].map((day) => ({ ...day })),
    };
  }

  /** Writes what changed; what cannot be written now is written the next time. */
  async flush(): Promise<void> {
    this.#flushing ??= this.#write().finally(() => {
      this.#flushing = null;
    });
    await this.#flushing;
  }

  async #write(): Promise<void> {
    if (this.#changedStates.size === 0 && this.#changedDays.size === 0) return;
    const states = [...this.#changedStates].flatMap((id) => this.#states.get(id) ?? []);
    const days = [...this.#changedDays].flatMap((id) => {
      const day = this.#days.get(id);
      return day === undefined ? [] : { ...day };
    });
    this.#changedStates.clear();
    this.#changedDays.clear();
    try {
      await putStationStates(this.#store.db, states);
      await putStationDays(this.#store.db, days);
    } catch {
      for (const { stationId } of states) this.#changedStates.add(stationId);
      for (const { stationId, day } of days) if (day === this.#day) this.#changedDays.add(stationId);
    }
  }

  #countsOf(stationId: number): StationDayCounts {
    this.#turnDay();
    let counts = this.#days.get(stationId);
    if (counts === undefined) {
      counts = {
        stationId,
        day: this.#day,
        packets: 0,
        repaired: 0,
        quarantined: 0,
        repairs: {},
        reasons: {},
      };
      this.#days.set(stationId, counts);
    }
    this.#changedDays.add(stationId);
    return counts;
  }

  /** A new day begins with no counts; those of the old one were written within the last seconds of it. */
  #turnDay(): void {
    const now = this.#now();
    if (now < this.#dayEnds) return;
    this.#day = dayOf(now);
    this.#dayEnds = endOf(this.#day);
    this.#days.clear();
    this.#changedDays.clear();
  }
}

function count(counts: Record<string, number>, name: string): void {
  const known = counts[name];
  if (known !== undefined) counts[name] = known + 1;
  else if (Object.keys(counts).length < kindsLimit) counts[name] = 1;
}

function dayOf(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** The midnight in Shanghai that ends a day, ms since 1970 UTC. */
function endOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`) + 86_400_000;
}

/** A clock may be years away; the column is an integer of milliseconds. */
function bounded(ms: number): number {
  return Math.round(Math.min(Math.max(ms, -2_000_000_000), 2_000_000_000));
}
