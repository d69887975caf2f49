import type { Store } from '../store/index.ts';
import { type GatewayStation, listStations } from '../store/readings/stations.queries.ts';

/** The active stations by MN, kept fresh. */
export class Stations {
  readonly #store: Store;
  #byMn = new Map<string, GatewayStation>();
  #keys = new Map<string, Uint8Array>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The active station of an MN as sent. */
  readonly of = (mn: string): GatewayStation | undefined => this.#byMn.get(mn);

  /** The SM4 key of an active station that encrypts. */
  readonly keyOf = (mn: string): Uint8Array | undefined => this.#keys.get(mn);

  /** Reads them again. @throws StoreError */
  async refresh(): Promise<void> {
    const active = (await listStations(this.#store.db)).filter((one) => one.active);
    this.#byMn = new Map(active.map((one) => [one.mn, one]));
    this.#keys = new Map(
      active.flatMap(({ mn, sm4Key }) => (sm4Key === null ? [] : [[mn, Buffer.from(sm4Key, 'hex')]])),
    );
  }
}
