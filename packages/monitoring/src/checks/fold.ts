import { type CheckText, type FlaggedHour, type FlagKind, flagKinds } from './flags.ts';

/** Why an item is there: a flag, the hours that carry it with the same words, and the words. */
export interface ItemReason {
  kind: FlagKind;
  hours: number[];
  text: CheckText;
}

/** Hours of a site that a person judges in one go (待判项). */
export interface CheckItem {
  siteId: number;
  /** One series; several only when every series of the site shows the same in the same hours. */
  factors: string[];
  /** Ascending. */
  hours: number[];
  kinds: FlagKind[];
  why: ItemReason[];
}

const kindsOf = (hour: FlaggedHour) => hour.flags.map((flag) => flag.kind).join();

/**
 * Folds flagged hours into items: hours that follow each other in one series with the same flags are one item; where
 * all series of a site have the same item for the same reasons, they are one item.
 * @param flagged from `checkDay`
 * @param sites rhythm and number of series of each site
 */
export function foldItems(
  flagged: readonly FlaggedHour[],
  sites: ReadonlyMap<number, { intervalHours: number; factors: readonly string[] }>,
): CheckItem[] {
  const runs: FlaggedHour[][] = [];
  for (const hour of [...flagged].sort(bySeries)) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const step = Math.max(1, sites.get(hour.siteId)?.intervalHours ?? 1);
    if (
      run !== undefined &&
      last !== undefined &&
      last.siteId === hour.siteId &&
      last.factor === hour.factor &&
      hour.hour - last.hour <= step &&
      kindsOf(last) === kindsOf(hour)
    )
      run.push(hour);
    else runs.push([hour]);
  }
  return joinSeries(runs.map(itemOf), sites);
}

const bySeries = (a: FlaggedHour, b: FlaggedHour) =>
  a.siteId - b.siteId || (a.factor < b.factor ? -1 : a.factor > b.factor ? 1 : 0) || a.hour - b.hour;

function itemOf(run: readonly FlaggedHour[]): CheckItem {
  const why: ItemReason[] = [];
  for (const { hour, flags } of run)
    for (const { kind, text } of flags) {
      const same = why.find((one) => one.kind === kind && one.text.zh === text.zh);
      if (same === undefined) why.push({ kind, hours: [hour], text });
      else same.hours.push(hour);
    }
  why.sort(
    (a, b) => flagKinds.indexOf(a.kind) - flagKinds.indexOf(b.kind) || (a.hours[0] ?? 0) - (b.hours[0] ?? 0),
  );
  return {
    siteId: run[0]?.siteId ?? 0,
    factors: [run[0]?.factor ?? ''],
    hours: run.map(({ hour }) => hour),
    kinds: flagKinds.filter((kind) => why.some((one) => one.kind === kind)),
    why,
  };
}

function joinSeries(
  items: readonly CheckItem[],
  sites: ReadonlyMap<number, { factors: readonly string[] }>,
): CheckItem[] {
  const joined = new Map<string, CheckItem>();
  for (const item of items) {
    const key = JSON.stringify([
      item.siteId,
      item.hours,
      item.why.map((one) => [one.kind, one.hours, one.text.zh]),
    ]);
    const known = joined.get(key);
    if (known === undefined) joined.set(key, { ...item, factors: [...item.factors] });
    else known.factors.push(...item.factors);
  }
  return [...joined.values()]
    .flatMap((item) => {
      const all = sites.get(item.siteId)?.factors.length ?? 0;
      return item.factors.length === all
        ? [item]
        : item.factors.map((factor) => ({ ...item, factors: [factor] }));
    })
    .sort(
      (a, b) =>
        a.siteId - b.siteId ||
        ((a.factors[0] ?? '') < (b.factors[0] ?? '')
          ? -1
          : (a.factors[0] ?? '') > (b.factors[0] ?? '')
            ? 1
            : 0) ||
        (a.hours[0] ?? 0) - (b.hours[0] ?? 0),
    );
}
