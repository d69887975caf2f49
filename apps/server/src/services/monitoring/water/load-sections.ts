import type { Monitored } from '@huanzhi/monitoring';
import { exactOf } from '@huanzhi/monitoring';
import type { LocalText } from '@huanzhi/registry';
import {
  parseWaterClass,
  type Rational,
  type WaterBody,
  type WaterClass,
  type WaterItemKey,
} from '@huanzhi/standards';
import { readPeriodValues } from '../../../store/monitoring/period-values.queries.ts';
import { listSiteFactors, listSites, type Site } from '../../../store/monitoring/sites.queries.ts';
import { listSectionNotes } from '../../../store/monitoring/water/section-notes.queries.ts';
import type { Env } from '../../env.ts';
import { loadOrgIndex } from '../../org-index.ts';
import { inStandardUnit, waterFactors, waterItemKey } from './items.ts';
import { firstDay, monthOf } from './months.ts';

/** Month means of one section and month, exact, in the units of GB 3838. */
export interface MonthMeans {
  values: Partial<Record<WaterItemKey, Rational>>;
  /** Something came in the month. */
  received: boolean;
  /** Items whose unit cannot be turned into that of GB 3838. */
  badUnits: { key: WaterItemKey; unit: string }[];
}

/** A section (断面) with its month means. */
export interface Section {
  id: number;
  code: string;
  name: string;
  river: string;
  town: string;
  ownerOrg: string | null;
  tier: string;
  assessed: boolean;
  water: WaterBody;
  /** null: nobody entered one, or what was entered is no class. */
  target: WaterClass | null;
  /** By month `YYYY-MM`. */
  months: ReadonlyMap<string, MonthMeans>;
  /** Why there is no data, by month, in the words of a person. */
  notes: ReadonlyMap<string, string>;
  /** First month for which values are expected; null without factors. */
  since: string | null;
  /** Last month for which they are; null: no end. */
  until: string | null;
}

/** Words of the tiers as reports print them. */
export const tierWords: Readonly<Record<string, LocalText>> = {
  national: { zh: '国考', en: 'national' },
  municipal: { zh: '市考', en: 'municipal' },
  district: { zh: '区控', en: 'district' },
  town: { zh: '镇管', en: 'town' },
  other: { zh: '未分级', en: 'no tier' },
};

/** Stands where no town answers for a section. */
export const noTown = '未指定';

/**
 * Active sections with their month means and notes.
 * @param from first month, `YYYY-MM`
 * @param to last month
 */
export async function loadSections(
  env: Env,
  from: string,
  to: string,
  ids?: readonly number[],
): Promise<Section[]> {
  const { db } = env.store;
  const sites = await listSites(db, { kind: 'section', ...(ids === undefined ? {} : { ids }) });
  const siteIds = sites.map((site) => site.id);
  const span = { siteIds, from: firstDay(from), to: firstDay(to) };
  const [means, factors, notes, orgs] = await Promise.all([
    readPeriodValues(db, { ...span, period: 'month', statistics: ['mean'], factors: waterFactors }),
    listSiteFactors(db, siteIds),
    listSectionNotes(db, span),
    loadOrgIndex(env),
  ]);
  const units = new Map(factors.map((one) => [`${one.siteId} ${one.factor}`, one.unit]));
  const months = new Map<number, Map<string, MonthMeans>>();
  for (const row of means) {
    const key = waterItemKey(row.factor);
    if (key === undefined) continue;
    const ofSite = months.get(row.siteId) ?? new Map<string, MonthMeans>();
    const month = monthOf(row.start);
    const entry = ofSite.get(month) ?? { values: {}, received: false, badUnits: [] };
    entry.received ||= row.received > 0;
    const unit = units.get(`${row.siteId} ${row.factor}`) ?? 'mg/L';
    const exact = exactOf(row);
    const value = exact === null ? undefined : inStandardUnit(key, exact, unit);
    if (value === null) entry.badUnits.push({ key, unit });
    else if (value !== undefined) entry.values[key] = value;
    ofSite.set(month, entry);
    months.set(row.siteId, ofSite);
  }
  return sites.map((site) => ({
    ...shownSite(site),
    town: site.ownerOrg === null ? noTown : (orgs.byId(site.ownerOrg)?.shortName ?? noTown),
    months: months.get(site.id) ?? new Map(),
    notes: new Map(
      notes.flatMap((note) => (note.siteId === site.id ? [[monthOf(note.month), note.reason] as const] : [])),
    ),
    ...monthsDue(factors.filter((one) => one.siteId === site.id)),
  }));
}

function shownSite(site: Site) {
  const { id, code, name, ownerOrg, assessed, props } = site;
  return {
    id,
    code,
    name,
    ownerOrg,
    assessed,
    river: props.river ?? '',
    tier: site.tier ?? 'other',
    water: props.water ?? ('river' as const),
    target: props.targetClass === undefined ? null : (parseWaterClass(props.targetClass) ?? null),
  };
}

function monthsDue(factors: readonly Monitored[]): Pick<Section, 'since' | 'until'> {
  const since = factors.map((one) => monthOf(one.since)).sort()[0] ?? null;
  const ends = factors.map(({ until }) => (typeof until === 'string' ? monthOf(until) : null));
  const until = ends.includes(null) ? null : (ends.sort().at(-1) ?? null);
  return { since, until };
}
