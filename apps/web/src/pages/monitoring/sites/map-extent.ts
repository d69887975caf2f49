import type { MapBase } from '../../../ui/map/point-map.tsx';
import type { SiteRow } from './queries.ts';

interface Extent {
  west: number;
  east: number;
  south: number;
  north: number;
}

/** The box around every position of a base map, degrees; null without any. */
export function extentOf(base: Pick<MapBase, 'geojson'>): Extent | null {
  const extent = { west: 180, east: -180, south: 90, north: -90 };
  const walk = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    const [lon, lat] = node as unknown[];
    if (typeof lon === 'number' && typeof lat === 'number') {
      extent.west = Math.min(extent.west, lon);
      extent.east = Math.max(extent.east, lon);
      extent.south = Math.min(extent.south, lat);
      extent.north = Math.max(extent.north, lat);
    } else node.forEach(walk);
  };
  for (const feature of featuresOf(base)) walk(feature.geometry.coordinates);
  return extent.west > extent.east ? null : extent;
}

/** How many features of each kind, in the order in which they are drawn. */
export function kindsOf(base: Pick<MapBase, 'geojson'>): { kind: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { properties } of featuresOf(base))
    counts.set(properties.kind, (counts.get(properties.kind) ?? 0) + 1);
  return ['district', 'town', 'water', 'road', 'place'].flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [{ kind, count }];
  });
}

/** Sites with a place, and how many of them lie outside an extent. */
export function sitesOutside(extent: Extent, sites: readonly SiteRow[]): { all: number; out: number } {
  const placed = sites.filter((one) => one.lon !== null && one.lat !== null);
  const out = placed.filter(({ lon, lat }) => {
    const [x, y] = [lon ?? 0, lat ?? 0];
    return x < extent.west || x > extent.east || y < extent.south || y > extent.north;
  });
  return { all: placed.length, out: out.length };
}

interface KeptFeature {
  properties: { kind: string };
  geometry: { coordinates: unknown };
}

/** The features as the server keeps them. */
const featuresOf = ({ geojson }: Pick<MapBase, 'geojson'>): KeptFeature[] =>
  Array.isArray(geojson.features) ? geojson.features : [];
