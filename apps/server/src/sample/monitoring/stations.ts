import type { Db } from '../../store/index.ts';
import { findStationByMn, saveStation } from '../../store/readings/stations.queries.ts';

/** The first two instruments that `huanzhi hj212 simulate` plays: a sewage outlet and a stack. */
const sampleStations = [
  {
    mn: '0F0000A8900016F000000000',
    name: '澄源污水处理厂 总排口（模拟）',
    site: '99S01',
    factors: {
      w00000: { unit: 'L/s' },
      w01001: { unit: '' },
      w01018: { unit: 'mg/L' },
      w21003: { unit: 'mg/L' },
    },
  },
  {
    mn: '0F0000A8900016F000000001',
    name: '园区热力 1 号炉（模拟）',
    site: null,
    factors: { a21026: { unit: 'mg/m³' }, a21002: { unit: 'mg/m³' }, a34013: { unit: 'mg/m³' } },
  },
] as const;

/** Registers the instruments of the sample district; one that is there is left as it is. @param siteOf number of a place by its code */
export async function makeStations(db: Db, siteOf: (code: string) => number | null): Promise<void> {
  for (const { site, ...station } of sampleStations) {
    if ((await findStationByMn(db, station.mn)) !== undefined) continue;
    await saveStation(db, {
      ...station,
      edition: '2017',
      crc: 'hj212',
      password: null,
      addresses: [],
      active: true,
      siteId: site === null ? null : siteOf(site),
    });
  }
}
