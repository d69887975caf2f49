import { putHours } from '../../src/store/monitoring/hours.queries.ts';
import {
  type PeriodValue,
  readPeriodValues,
  replacePeriodValues,
} from '../../src/store/monitoring/period-values.queries.ts';
import { addSiteFactors, saveSite } from '../../src/store/monitoring/sites.queries.ts';
import { makeWorld, type World } from '../api/world.ts';

/** Codes of the six pollutants in the order in which the tests state concentrations. */
export const codes = ['a34004', 'a34002', 'a05024', 'a21004', 'a21026', 'a21005'] as const;

/** A small district with stations; nothing measured yet. */
export interface AirWorld extends World {
  station: (name: string, more?: { assessed?: boolean; areaCode?: string }) => Promise<number>;
  /** One hour of all six, in the order of `codes`; null is a reading without a number. */
  hour: (
    siteId: number,
    day: string,
    hour: number,
    values: readonly (number | null)[],
    mark?: 'N' | 'C' | 'D',
  ) => Promise<void>;
  /** A daily figure as the aggregation keeps it. */
  figure: (
    siteId: number,
    day: string,
    factor: string,
    value: string | null,
    more?: Partial<PeriodValue>,
  ) => Promise<void>;
}

/** @param now time of the services */
export async function makeAirWorld(now: string): Promise<AirWorld> {
  const world = await makeWorld();
  world.setTime(now);
  const { db } = world.env.store;
  let count = 0;
  return {
    ...world,
    async station(name, more = {}) {
      count += 1;
      const siteId = await saveSite(db, {
        code: `air-${count}`,
        name,
        kind: 'air',
        areaCode: more.areaCode ?? '990101',
        ownerOrg: null,
        enterpriseOrg: null,
        tier: 'district',
        assessed: more.assessed ?? true,
        lon: 121.4 + count / 100,
        lat: 31.2,
        intervalHours: 1,
        props: {},
        active: true,
      });
      await addSiteFactors(
        db,
        codes.map((factor) => ({
          siteId,
          factor,
          unit: factor === 'a21005' ? 'mg/m³' : 'µg/m³',
          since: '2016-01-01',
        })),
      );
      return siteId;
    },
    async hour(siteId, day, hour, values, mark = 'N') {
      await putHours(
        db,
        codes.map((factor, index) => ({
          siteId,
          factor,
          day,
          hour,
          value: values[index] ?? null,
          mark: values[index] == null ? '-' : mark,
          source: 'g' as const,
        })),
      );
    },
    async figure(siteId, day, factor, value, more = {}) {
      const ordinary = factor === 'a05024' ? 'mda8' : 'mean';
      const row: PeriodValue = {
        siteId,
        factor,
        statistic: factor === 'AQI' ? 'index' : ordinary,
        period: 'day',
        start: day,
        value,
        valid: value === null ? 0 : 24,
        received: value === null ? 0 : 24,
        expected: 24,
        complete: value !== null,
        detail: null,
        ...more,
      };
      const period = { siteId, period: 'day' as const, start: day };
      await world.env.store.transaction(async (trx) => {
        const others = await readPeriodValues(trx, { siteIds: [siteId], period: 'day', from: day, to: day });
        const kept = others.filter((one) => one.factor !== factor || one.statistic !== row.statistic);
        await replacePeriodValues(trx, [period], [...kept, row]);
      });
    },
  };
}
