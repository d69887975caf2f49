/** Attributes of a box that scrolls inside the page: named, and reachable by key. */
export function scrollRegion(name: string) {
  return { role: 'region', 'aria-label': name, tabIndex: 0 } as const;
}
