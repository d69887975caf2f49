import { DUST_FACTOR, hoursOfStation, quarterMeans, statisticalHourOf } from '@huanzhi/monitoring';
import type { Transaction } from 'kysely';
import {
  type HourEntry,
  markDirty,
  putHours,
  readSiteDays,
} from '../../../store/monitoring/hours.queries.ts';
import { putQuarters, type QuarterEntry } from '../../../store/monitoring/quarter-means.queries.ts';
import { minutesRemovedTo } from '../../../store/monitoring/retention.queries.ts';
import { listSiteFactors, listSites } from '../../../store/monitoring/sites.queries.ts';
import {
  listSiteStations,
  packetsInSpans,
  type TouchedHour,
  takeTouchedHours,
} from '../../../store/readings/touched-hours.queries.ts';
import type { Database } from '../../../store/schema.ts';
import type { Env } from '../../env.ts';
import { groupBy } from '../aggregate/group-by.ts';
import { mediumOf } from './medium-of.ts';

/** What a round made of packets. */
export interface PacketHoursReport {
  hours: number;
  /** Values whose unit is not configured for the station or cannot be converted. */
  unknownUnits: { stationId: number; code: string }[];
}

/** Station-hours of one transaction: a minute's packets of an hour are up to a few hundred rows each. */
const batchHours = 200;
const hourMs = 3_600_000;

/**
 * Makes hours of sites from the packets of hours that are over and in which packets came (`touched_hour`); a late packet
 * makes its hour again. An hour that a person entered by hand stays. Kept in one transaction with the list, so that a
 * killed process repeats what it did not finish. Of dust sites the means of 15 minutes are kept too.
 * @throws StoreError
 */
export async function hoursOfPackets(env: Env): Promise<PacketHoursReport> {
  const report: PacketHoursReport = { hours: 0, unknownUnits: [] };
  for (;;) {
    const taken = await env.store.transaction(async (trx) => {
      const touched = await takeTouchedHours(trx, env.clock().getTime(), batchHours);
      await makeHours(trx, touched, report);
      return touched.length;
    });
    if (taken === 0) return report;
  }
}

async function makeHours(
  trx: Transaction<Database>,
  touched: readonly TouchedHour[],
  report: PacketHoursReport,
): Promise<void> {
  if (touched.length === 0) return;
  const stations = await listSiteStations(trx, { stationIds: touched.map((one) => one.stationId) });
  const siteIds = stations.map((one) => one.siteId);
  const sites = new Map((await listSites(trx, { ids: siteIds, inactive: true })).map((one) => [one.id, one]));
  const factors = groupBy(await listSiteFactors(trx, siteIds), (one) => one.siteId);
  const jobs = stations.flatMap((station) => {
    const site = sites.get(station.siteId);
    if (site === undefined) return [];
    const label = site.props.packetLabel ?? 'start';
    const starts = touched.filter((one) => one.stationId === station.id).map((one) => one.start);
    // What ends on the full hour belongs to the hour before it.
    const all = label === 'start' ? starts : [...new Set(starts.flatMap((start) => [start, start - hourMs]))];
    return all.map((start) => ({ station, site, label, start }));
  });
  const spans = jobs.map(({ station, start }) => ({
    stationId: station.id,
    from: start - 2 * hourMs,
    to: start + hourMs,
  }));
  const removedTo = await minutesRemovedTo(trx);
  const packets = groupBy(await packetsInSpans(trx, merged(spans)), (one) => one.stationId);
  const entries: HourEntry[] = [];
  const quarters: QuarterEntry[] = [];
  for (const { station, site, label, start } of jobs) {
    const at = statisticalHourOf(start + hourMs);
    // Where retention took the minutes, a late one among them would make an hour of one minute.
    const minutesGone = removedTo !== null && at.day <= removedTo;
    const own = (packets.get(station.id) ?? []).filter(
      (one) => one.at >= start - 2 * hourMs && one.at <= start + hourMs && (one.cn === 2061 || !minutesGone),
    );
    const read = own.map((one) => ({ ...one, marks: one.marks?.split(',') ?? null }));
    const rules = {
      medium: mediumOf(site),
      edition: station.edition,
      label,
      units: station.factors,
      factors: factors.get(site.id) ?? [],
    };
    const made = hoursOfStation(read, start, rules);
    const means = site.kind === 'dust' ? quarterMeans(read, start, rules, DUST_FACTOR) : [];
    // Where the minutes are gone, what was made of them before stays.
    if (means.some((one) => one !== null))
      quarters.push({ siteId: site.id, factor: DUST_FACTOR, ...at, means });
    for (const code of made.unknownUnits) report.unknownUnits.push({ stationId: station.id, code });
    for (const hour of made.hours) entries.push({ siteId: site.id, ...at, ...hour, source: 'g' });
  }
  const kept = await withoutManual(trx, entries);
  report.hours += kept.length;
  await putHours(trx, kept);
  await putQuarters(trx, quarters);
  await markDirty(trx, quarters);
}

interface Span {
  stationId: number;
  from: number;
  to: number;
}

/** Spans of a station that touch become one, so that no packet is read twice. */
function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  const ordered = [...spans].sort((a, b) => a.stationId - b.stationId || a.from - b.from);
  for (const span of ordered) {
    const last = result.at(-1);
    if (last !== undefined && last.stationId === span.stationId && span.from <= last.to)
      last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}

/** What a person entered is not replaced by what an instrument sends later. */
async function withoutManual(
  trx: Transaction<Database>,
  entries: readonly HourEntry[],
): Promise<HourEntry[]> {
  const days = new Map(entries.map(({ siteId, day }) => [`${siteId} ${day}`, { siteId, day }]));
  const blocks = new Map(
    (await readSiteDays(trx, [...days.values()])).map((one) => [
      `${one.siteId} ${one.factor} ${one.day}`,
      one,
    ]),
  );
  return entries.filter(
    (one) => blocks.get(`${one.siteId} ${one.factor} ${one.day}`)?.sources[one.hour - 1] !== 'm',
  );
}
