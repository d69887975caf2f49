import type { Store } from '../store/index.ts';
import { type GatewayStation, listStations } from '../store/readings/stations.queries.ts';

/** The active stations by MN, kept fresh. */
export class Stations {
  readonly #store: Store;
  #byMn = new Map<string, GatewayStation>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The active station of an MN as sent. */
  readonly of = (mn: string): GatewayStation | undefined => this.#byMn.get(mn);

  /** Reads them again. @throws StoreError */
  async refresh(): Promise<void> {
    const all = await listStations(this.#store.db);
    this.#byMn = new Map(all.filter((one) => one.active).map((one) => [one.mn, one]));
  }
}
