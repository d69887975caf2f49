import type { Readable } from 'node:stream';
import { getSetting, setSetting } from '../../../store/settings.queries.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { audit, type Origin, type Session } from '../../session.ts';
import { checkGeoJson, type FeatureCollection } from './geojson.ts';

const key = 'map.base';

/** Largest base map in bytes: every page with a map loads it. */
export const mapBaseLimit = 4 * 1024 * 1024;

/** The district's base map as kept. */
export interface MapBase {
  geojson: FeatureCollection;
  /** Where it is from, e.g. 区规划资源局. */
  origin: string;
  /** Day of its state, `YYYY-MM-DD`. */
  date: string;
  /** Datum as declared by who uploaded it; nothing is converted. */
  crs: 'CGCS2000' | 'WGS84';
  updatedAt: string;
  features: number;
}

/** The base map, or null when the district has none yet. */
export async function readMapBase(env: Env): Promise<{ base: MapBase | null }> {
  return { base: ((await getSetting(env.store.db, key)) as MapBase | undefined) ?? null };
}

/**
 * Replaces the base map by a GeoJSON file; with `preview` it is only checked and given back as it would be kept.
 * @throws AppError `file-too-large`; `validation-failed` naming the feature that does not fit
 */
export async function saveMapBase(
  env: Env,
  session: Session,
  { preview, ...about }: Pick<MapBase, 'origin' | 'date' | 'crs'> & { preview?: '1' | undefined },
  files: AsyncIterable<{ fileName: string; stream: Readable }>,
  origin: Origin,
): Promise<{ base: MapBase | null }> {
  let geojson: FeatureCollection | undefined;
  for await (const file of files) geojson = checkGeoJson(await textOf(file));
  if (geojson === undefined) throw new AppError('no-file');
  const base: MapBase = {
    geojson,
    ...about,
    updatedAt: env.clock().toISOString(),
    features: geojson.features.length,
  };
  if (preview === '1') return { base };
  await setSetting(env.store.db, key, base, session.user.id);
  await audit(env, session.user, 'map.base', key, { ...about, features: base.features }, origin.ip);
  return { base };
}

async function textOf({ fileName, stream }: { fileName: string; stream: Readable }): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length;
    // The rest is read to its end, so that the answer reaches the sender.
    if (size <= mapBaseLimit) parts.push(part);
  }
  if (size > mapBaseLimit) {
    const megabytes = mapBaseLimit / 1024 / 1024;
    throw new AppError('file-too-large', [
      problem(
        fileName,
        'file-too-large',
        `“${fileName}”超过 ${megabytes} MB。请先抽稀边界或减少图层。`,
        `“${fileName}” is larger than ${megabytes} MB. Simplify the lines or leave layers out.`,
      ),
    ]);
  }
  return Buffer.concat(parts).toString('utf8');
}
