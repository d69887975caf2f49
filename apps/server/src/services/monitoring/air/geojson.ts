import { AppError, problem } from '../../errors.ts';

type Position = number[];
/** Shapes that a base map may have; points are for labels. */
const depths: Record<string, number> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

/** A feature of a base map; `properties` keep only what is drawn. */
export interface Feature {
  type: 'Feature';
  properties: { kind: MapKind; name: string };
  geometry: { type: string; coordinates: unknown };
}

/** The collection that a base map is kept as. */
export type FeatureCollection = { type: 'FeatureCollection'; features: Feature[] };

/** What a feature is drawn as: 区界, 街镇, 水体, 道路, 地名. */
export type MapKind = 'district' | 'town' | 'water' | 'road' | 'place';

const kinds: readonly MapKind[] = ['district', 'town', 'water', 'road', 'place'];

/** Most features and coordinates that a slow PC draws without a pause. */
export const geoLimits = { features: 5000, positions: 200_000 };

/** China in longitude and latitude; projected metres fall outside and are refused. */
export const bounds = { west: 73, east: 136, south: 3, north: 54 };

/**
 * Reads a base map: a GeoJSON FeatureCollection in longitude and latitude.
 * @throws AppError `validation-failed` naming the first feature that does not fit, and what was expected
 */
export function checkGeoJson(text: string): FeatureCollection {
  const root = parsed(text);
  if (!isObject(root) || root.type !== 'FeatureCollection' || !Array.isArray(root.features)) {
    throw refusal(
      'file',
      '不是 GeoJSON 要素集（FeatureCollection）。',
      'Expected a GeoJSON FeatureCollection.',
    );
  }
  checkCrs(root.crs);
  if (root.features.length === 0 || root.features.length > geoLimits.features) {
    throw refusal(
      'features',
      `要素数须为 1 至 ${geoLimits.features}，文件中有 ${root.features.length} 个。`,
      `Expected 1 to ${geoLimits.features} features, found ${root.features.length}.`,
    );
  }
  const count = { positions: 0 };
  return {
    type: 'FeatureCollection',
    features: root.features.map((one: unknown, index) => featureOf(one, index + 1, count)),
  };
}

/** Names by which files state longitude and latitude in WGS 84 or CGCS2000. */
const geographic = /(CRS:?:?84|EPSG:(:|\d[\d.]*:)?(4326|4490|4979|4480))$/i;

/**
 * A file of the old edition may state its coordinate system.
 * Source: GJ2008 clause 3; RFC 7946 clause 4 knows WGS 84 only.
 */
function checkCrs(crs: unknown): void {
  if (crs === undefined || crs === null) return;
  const properties = isObject(crs) && isObject(crs.properties) ? crs.properties : {};
  const name = String(properties.name ?? properties.code ?? JSON.stringify(crs)).slice(0, 80);
  if (geographic.test(name)) return;
  throw refusal(
    'crs',
    `文件声明的坐标系是“${name}”，应为 WGS84（EPSG:4326）或 CGCS2000（EPSG:4490）经纬度。请先转换。`,
    `The file states the coordinate system “${name}”; expected WGS 84 (EPSG:4326) or CGCS2000 (EPSG:4490) in degrees.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const where = error instanceof Error ? error.message : String(error);
    throw refusal('file', `不是 JSON：${where}`, `Not JSON: ${where}`);
  }
}

function featureOf(one: unknown, number: number, count: { positions: number }): Feature {
  const geometry = isObject(one) && one.type === 'Feature' && isObject(one.geometry) ? one.geometry : null;
  const type = String(geometry?.type ?? '');
  const depth = depths[type];
  if (geometry === null || depth === undefined) {
    throw refusal(
      `features.${number}`,
      `第 ${number} 个要素的几何类型是“${type || '无'}”，应为点、线、面之一。`,
      `Feature ${number} has the geometry “${type || 'none'}”; expected a point, line or polygon.`,
    );
  }
  checkPositions(geometry.coordinates, depth, number, count);
  const properties = isObject(one) && isObject(one.properties) ? one.properties : {};
  const kind = kinds.find((known) => known === properties.kind) ?? (depth >= 2 ? 'town' : 'road');
  return {
    type: 'Feature',
    properties: { kind: depth === 0 ? 'place' : kind, name: String(properties.name ?? '').slice(0, 60) },
    geometry: { type, coordinates: geometry.coordinates },
  };
}

function checkPositions(node: unknown, depth: number, number: number, count: { positions: number }): void {
  if (depth > 0) {
    if (!Array.isArray(node)) throw wrongPosition(number, node);
    for (const child of node) checkPositions(child, depth - 1, number, count);
    return;
  }
  if (!isPosition(node)) throw wrongPosition(number, node);
  count.positions += 1;
  if (count.positions > geoLimits.positions) {
    throw refusal(
      `features.${number}`,
      `坐标点超过 ${geoLimits.positions} 个。请先抽稀边界。`,
      `More than ${geoLimits.positions} positions. Simplify the lines first.`,
    );
  }
}

function isPosition(node: unknown): node is Position {
  if (!Array.isArray(node) || node.length < 2) return false;
  const [lon, lat] = node as unknown[];
  return (
    typeof lon === 'number' &&
    typeof lat === 'number' &&
    lon >= bounds.west &&
    lon <= bounds.east &&
    lat >= bounds.south &&
    lat <= bounds.north
  );
}

function wrongPosition(number: number, node: unknown): AppError {
  const found = JSON.stringify(node)?.slice(0, 60) ?? 'undefined';
  return refusal(
    `features.${number}`,
    `第 ${number} 个要素的坐标 ${found} 不是中国范围内的经纬度（先经度后纬度，单位度）。`,
    `Feature ${number} has the position ${found}; expected longitude and latitude in degrees within China.`,
  );
}

function refusal(path: string, zh: string, en: string): AppError {
  return new AppError('validation-failed', [problem(path, 'geojson', zh, en)]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
