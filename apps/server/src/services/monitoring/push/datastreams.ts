import type { Answer } from '@huanzhi/contract';
import { emptyHourDay, hourEnd } from '@huanzhi/monitoring';
import { factor as factorOf } from '@huanzhi/standards';
import { readHourDays } from '../../../store/monitoring/hours.queries.ts';
import type { PushKey } from '../../../store/monitoring/push/push-keys.queries.ts';
import {
  listSiteFactors,
  listSites,
  type Site,
  type SiteFactor,
} from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';

/** Where the service stands, as the sender reached it: `https://host/api/push/v1.1`. */
export type ServiceRoot = string;

/** A factor of a site that a key may write. */
export interface Datastream {
  /** `<code of the site>:<code of the factor>` */
  id: string;
  site: Site;
  factor: SiteFactor;
}

/** What a key may write, by id; inactive sites are left out. */
export async function datastreamsOf(env: Env, key: PushKey): Promise<ReadonlyMap<string, Datastream>> {
  const { db } = env.store;
  const sites = await listSites(db, { ids: key.siteIds });
  const factors = await listSiteFactors(db, key.siteIds);
  return new Map(
    sites.flatMap((site) =>
      factors
        .filter(({ siteId }) => siteId === site.id)
        .map((factor) => {
          const id = `${site.code}:${factor.factor}`;
          return [id, { id, site, factor }] as const;
        }),
    ),
  );
}

/** The id in the part of an address behind an entity set: `('S1:a34004')` or `(S1:a34004)`. OData doubles a quote. */
export function idOfEntity(entity: string): string {
  const inside = entity.slice(1, -1);
  return /^'.*'$/.test(inside) ? inside.slice(1, -1).replaceAll("''", "'") : inside;
}

const entityOf = (id: string): string => `(${encodeURIComponent(`'${id.replaceAll("'", "''")}'`)})`;

/** All datastreams of a key. */
export async function listDatastreams(
  env: Env,
  key: PushKey,
  root: ServiceRoot,
): Promise<Answer<'pushDatastreams'>> {
  const value = [...(await datastreamsOf(env, key)).values()].map((one) => shown(one, root));
  return { '@iot.count': value.length, value };
}

/** One datastream. @throws AppError `not-found`, also for one that the key may not write */
export async function readDatastream(
  env: Env,
  key: PushKey,
  root: ServiceRoot,
  entity: string,
): Promise<Answer<'pushDatastream'>> {
  const found = (await datastreamsOf(env, key)).get(idOfEntity(entity));
  if (found === undefined) throw new AppError('not-found');
  return shown(found, root);
}

/** Source of the shape: OGC 18-088 §8.2.4 (Datastream), §8.2.6 (ObservedProperty). */
function shown({ id, site, factor }: Datastream, root: ServiceRoot): Answer<'pushDatastream'> {
  const known = factorOf(factor.factor);
  const name = known?.name ?? factor.factor;
  const link = `${root}/Datastreams${entityOf(id)}`;
  return {
    '@iot.id': id,
    '@iot.selfLink': link,
    name: `${site.name} ${name}`,
    description: site.intervalHours === 1 ? `${name}, hourly means` : name,
    observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
    unitOfMeasurement: { name: factor.unit, symbol: factor.unit, definition: null },
    ObservedProperty: {
      name,
      definition: `HJ 212-2017 ${factor.factor}`,
      description: known?.englishName ?? name,
    },
    Thing: {
      name: site.name,
      description: site.kind,
      properties: { code: site.code, kind: site.kind, intervalHours: site.intervalHours },
    },
    'Observations@iot.navigationLink': `${link}/Observations`,
  };
}

/** Id of the observation of an hour: `S1:a34004:2025-05-01:08`. */
export function observationId(datastream: string, day: string, hour: number): string {
  return `${datastream}:${day}:${String(hour).padStart(2, '0')}`;
}

/** Address of an observation. */
export function observationLink(root: ServiceRoot, id: string): string {
  return `${root}/Observations${entityOf(id)}`;
}

/** The hour of an observation as it stands. @throws AppError `not-found` */
export async function readObservation(
  env: Env,
  key: PushKey,
  root: ServiceRoot,
  id: string,
): Promise<Answer<'pushedObservation'>> {
  const [, datastream = '', day = '', hourText = ''] =
    /^(.+):(\d{4}-\d{2}-\d{2}):(0[1-9]|1\d|2[0-4])$/.exec(id) ?? [];
  const found = (await datastreamsOf(env, key)).get(datastream);
  if (found === undefined || !isDay(day)) throw new AppError('not-found');
  const { site, factor } = found;
  const [block = emptyHourDay(site.id, factor.factor, day)] = await readHourDays(env.store.db, {
    siteIds: [site.id],
    factors: [factor.factor],
    from: day,
    to: day,
  });
  const hour = Number(hourText);
  if (block.sources[hour - 1] === '.') throw new AppError('not-found');
  return {
    '@iot.id': id,
    '@iot.selfLink': observationLink(root, id),
    phenomenonTime: phenomenonTime(site, day, hour),
    resultTime: null,
    result: block.values[hour - 1] ?? null,
    resultQuality: block.marks[hour - 1] ?? '-',
    'Datastream@iot.navigationLink': `${root}/Datastreams${entityOf(datastream)}`,
  };
}

function isDay(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

/** The hour, or the statistical day at a site with one value a day. */
function phenomenonTime(site: Site, day: string, hour: number): string {
  const daily = site.intervalHours === 0 || site.intervalHours === 24;
  const iso = (at: number) => new Date(at).toISOString();
  return `${iso(hourEnd(day, daily ? 0 : hour - 1))}/${iso(hourEnd(day, hour))}`;
}
