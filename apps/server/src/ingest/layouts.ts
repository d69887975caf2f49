import type { Store } from '../store/index.ts';
import { layoutId, listLayouts } from '../store/readings/layouts.queries.ts';

/** A station sends ever new sets of codes. */
export class TooManyLayouts extends Error {}

/** The numbers of layouts, read once for each station. */
export class Layouts {
  readonly #store: Store;
  readonly #limit: number;
  readonly #stations = new Map<number, Map<string, number>>();

  constructor(store: Store, limit: number) {
    this.#store = store;
    this.#limit = limit;
  }

  /** The number of a layout that was met before. */
  known(stationId: number, fields: readonly string[]): number | undefined {
    return this.#stations.get(stationId)?.get(fields.join(','));
  }

  /**
   * The number of any layout; a new one is stored.
   * @throws TooManyLayouts when the station has as many as it may; StoreError
   */
  async find(stationId: number, fields: readonly string[]): Promise<number> {
    let station = this.#stations.get(stationId);
    if (station === undefined) {
      const stored = await listLayouts(this.#store.db, stationId);
      station = new Map(stored.map((layout) => [layout.fields.join(','), layout.id]));
      this.#stations.set(stationId, station);
    }
    const known = station.get(fields.join(','));
    if (known !== undefined) return known;
    if (station.size >= this.#limit) {
      throw new TooManyLayouts(`the station has sent ${this.#limit} different sets of codes already`);
    }
    const id = await layoutId(this.#store.db, stationId, fields);
    station.set(fields.join(','), id);
    return id;
  }
}
