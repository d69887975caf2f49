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
      const stored = await listLayouts(this.#store.db, stationId);
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
