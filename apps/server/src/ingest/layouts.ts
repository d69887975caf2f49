import type { Store } from '../store/index.ts';
import { layoutId, listLayouts } from '../store/readings/layouts.queries.ts';

/** A station sends ever new sets of codes. */
export class TooManyLayouts extends Error {}

/** The numbers of layouts, read for all stations at the start or once for each. */
export class Layouts {
  readonly #store: Store;
  readonly #limit: number;
  readonly #stations = new Map<number, Map<string, number>>();
  #loaded = false;

  constructor(store: Store, limit: number) {
    this.#store = store;
    this.#limit = limit;
  }

  /** Reads those of all stations at once: thousands that connect after a restart need no query each. @throws StoreError */
  async load(): Promise<void> {
    for (const { stationId, fields, id } of await listLayouts(this.#store.db, null)) {
      const station = this.#stations.get(stationId) ?? new Map<string, number>();
      this.#stations.set(stationId, station.set(fields.join(','), id));
    }
    this.#loaded = true;
  }

  /** The number of a layout (field names joined by commas) that was met before. */
  known(stationId: number, layout: string): number | undefined {
    return this.#stations.get(stationId)?.get(layout);
  }

  /**
   * The number of any layout; a new one is stored.
   * @throws TooManyLayouts when the station has as many as it may; StoreError
   */
  async find(stationId: number, layout: string): Promise<number> {
    let station = this.#stations.get(stationId);
    if (station === undefined) {
      const stored = this.#loaded ? [] : await listLayouts(this.#store.db, stationId);
      station = new Map(stored.map(({ fields, id }) => [fields.join(','), id]));
      this.#stations.set(stationId, station);
    }
    const known = station.get(layout);
    if (known !== undefined) return known;
    if (station.size >= this.#limit) {
      throw new TooManyLayouts(`the station has sent ${this.#limit} different sets of codes already`);
    }
    const id = await layoutId(this.#store.db, stationId, layout === '' ? [] : layout.split(','));
    station.set(layout, id);
    return id;
  }
}
