import { chinaHolidays, createCalendar } from '@huanzhi/standards';
import { defaultLimits } from '../../src/config.ts';
import { DocumentReader } from '../../src/document-reader/document-reader.ts';
import type { Env } from '../../src/services/env.ts';
import type { HourEntry } from '../../src/store/monitoring/hours.queries.ts';
import { addSiteFactors, type Site, saveSite } from '../../src/store/monitoring/sites.queries.ts';
import { addOrg } from '../../src/store/people/orgs.queries.ts';
import { freshStore } from '../store/fresh-database.ts';

/** What services work with, over a fresh database. */
export async function freshEnv(): Promise<Env> {
  const { store } = await freshStore();
  return {
    store,
    clock: () => new Date('2025-06-01T02:00:00Z'),
    programmes: new Map(),
    calendar: createCalendar(chinaHolidays),
    limits: defaultLimits,
    reader: new DocumentReader(),
    kept: { orgs: null, names: null },
    sample: false,
  };
}

/** A site about which nothing is special. */
export const plainSite: Omit<Site, 'id' | 'code' | 'name'> = {
  kind: 'air',
  areaCode: '990101',
  ownerOrg: null,
  enterpriseOrg: null,
  tier: 'district',
  assessed: true,
  lon: null,
  lat: null,
  intervalHours: 1,
  props: {},
  active: true,
};

/** Adds a site with factors (code → unit) that are expected since 2019; gives its number. */
export async function addSite(
  env: Env,
  code: string,
  factors: Record<string, string>,
  more: Partial<Site> = {},
): Promise<number> {
  const id = await saveSite(env.store.db, { ...plainSite, code, name: code, ...more });
  await addSiteFactors(
    env.store.db,
    Object.entries(factors).map(([factor, unit]) => ({ siteId: id, factor, unit, since: '2019-01-01' })),
  );
  return id;
}

export const sixPollutants: Record<string, string> = {
  a34004: 'µg/m³',
  a34002: 'µg/m³',
  a21026: 'µg/m³',
  a21004: 'µg/m³',
  a05024: 'µg/m³',
  a21005: 'mg/m³',
};

/** Hours 1 to 24 of one day; null is an hour that did not come and is left out. */
export function hoursOfDay(
  siteId: number,
  factor: string,
  day: string,
  values: readonly (number | null)[],
): HourEntry[] {
  return values.flatMap((value, index) =>
    value === null ? [] : [{ siteId, factor, day, hour: index + 1, value, mark: 'N', source: 'f' }],
  );
}

/** The same value for 24 hours. */
export const steady = (value: number): number[] => Array.from({ length: 24 }, () => value);

/** Adds an enterprise; gives its id. */
export async function addEnterprise(env: Env, name: string): Promise<string> {
  const org = await addOrg(env.store.db, {
    kind: 'enterprise',
    name,
    shortName: name,
    parentId: null,
    areaCode: '990101',
    aliases: [],
    active: true,
  });
  return org.id;
}
