import { type MeasuredPlace, usualUnit } from '@huanzhi/monitoring';
import type { Transaction } from 'kysely';
import { putHours } from '../../../store/monitoring/hours.queries.ts';
import { putPublishedDays } from '../../../store/monitoring/measurements/published-days.queries.ts';
import { dropEmptyDays, noteWritten } from '../../../store/monitoring/measurements/written-hours.queries.ts';
import { addSiteFactors, type Site, type SiteFactor } from '../../../store/monitoring/sites.queries.ts';
import type { Database } from '../../../store/schema.ts';
import type { JudgedRow } from './row-judge.ts';
import { type Weighed, weighRows } from './weigh-rows.ts';

/** The factors of sites while rows are taken over, those that the rows add included. */
export class KnownFactors {
  readonly #known: Map<string, SiteFactor>;
  readonly #outlets: ReadonlySet<number>;

  constructor(sites: Iterable<Site>, factors: readonly SiteFactor[]) {
    this.#known = new Map(factors.map((one) => [`${one.siteId} ${one.factor}`, one]));
    this.#outlets = new Set([...sites].flatMap(({ kind, id }) => (kind === 'outlet' ? [id] : [])));
  }

  /** Adds the factors of rows that a site does not have yet, or has only from a later day on. */
  async add(trx: Transaction<Database>, rows: readonly JudgedRow[]): Promise<void> {
    const wanted = new Map<string, SiteFactor>();
    for (const { siteId, factor, day } of rows.flatMap(({ entries, published }) => [
      ...entries,
      ...published,
    ])) {
      const key = `${siteId} ${factor}`;
      const before = wanted.get(key) ?? this.#known.get(key);
      if (before !== undefined && before.since <= day) continue;
      const place: MeasuredPlace = this.#outlets.has(siteId) ? 'outlet' : 'ambient';
      wanted.set(key, { siteId, factor, unit: before?.unit ?? usualUnit(factor, place) ?? '', since: day });
    }
    await addSiteFactors(trx, [...wanted.values()]);
    for (const [key, factor] of wanted) this.#known.set(key, factor);
  }
}

/** Where rows are taken to. */
export interface TakeInto {
  importId: string;
  /** Who sent them; null: another system. */
  by: string | null;
  factors: KnownFactors;
}

/**
 * Takes judged rows over: weighs them against the hours that stand, writes what is new or changed, and notes what was
 * written, so that it can be taken back. Hours of locked days wait as late values.
 */
export async function takeRows(
  trx: Transaction<Database>,
  into: TakeInto,
  rows: readonly JudgedRow[],
): Promise<Weighed> {
  const weighed = await weighRows(trx, rows, true);
  await into.factors.add(trx, rows);
  if (weighed.entries.length > 0) await putHours(trx, weighed.entries, into.by);
  await dropEmptyDays(
    trx,
    rows.flatMap(({ entries }) => entries),
  );
  await noteWritten(trx, into.importId, weighed.written);
  await putPublishedDays(trx, into.importId, weighed.published);
  return weighed;
}
