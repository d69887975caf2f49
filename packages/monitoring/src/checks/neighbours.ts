/** What decides whether two sites are compared. */
export interface NeighbourSite {
  id: number;
  kind: string;
  areaCode: string;
  river: string | null;
  lon: number | null;
  lat: number | null;
}

/** At most so many neighbours are compared and shown. */
export const mostNeighbours = 4;

/**
 * Sites whose values should move together with a site's: sections of the same river; else sites of the same kind in
 * the same town or, where it has none, in the same district (first six digits). The nearest first, then by number.
 * Outlets have none: what one plant discharges says nothing about another.
 */
export function neighboursOf(site: NeighbourSite, sites: readonly NeighbourSite[]): number[] {
  if (site.kind === 'outlet') return [];
  const others = sites.filter((one) => one.id !== site.id && one.kind === site.kind);
  const near =
    site.kind === 'section'
      ? others.filter((one) => site.river !== null && one.river === site.river)
      : others.filter((one) => one.areaCode === site.areaCode);
  const found =
    near.length > 0 || site.kind === 'section'
      ? near
      : others.filter((one) => one.areaCode.slice(0, 6) === site.areaCode.slice(0, 6));
  return [...found]
    .sort((a, b) => apart(site, a) - apart(site, b) || a.id - b.id)
    .slice(0, mostNeighbours)
    .map((one) => one.id);
}

/** Squared distance in degrees, longitudes shortened by the latitude; far away without a place. */
function apart(a: NeighbourSite, b: NeighbourSite): number {
  if (a.lon === null || a.lat === null || b.lon === null || b.lat === null) return 1e6;
  const east = (a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180);
  return east * east + (a.lat - b.lat) ** 2;
}
