import type { Query } from '@huanzhi/contract';
import {
  readStationDays,
  readStationStates,
  type StationDayCounts,
} from '../../../store/monitoring/gateway/activity.queries.ts';
import { countOpen, type OpenCount } from '../../../store/monitoring/gateway/quarantined.queries.ts';
import { listSites, type Site } from '../../../store/monitoring/sites.queries.ts';
import { type GatewayStation, listStations } from '../../../store/readings/stations.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { clockLimit, type StateWord, stateWord } from './station-state.ts';

/** Pieces older than this are kept but no longer count as waiting, days. */
const openDays = 30;
const pageSize = 50;

/** An instrument as the list shows it. */
export interface StationRow {
  id: number;
  mn: string;
  name: string;
  site: { id: number; name: string; kind: Site['kind']; areaCode: string } | null;
  edition: GatewayStation['edition'];
  crc: GatewayStation['crc'];
  dueMinutes: number;
  state: StateWord;
  connectedSince: string | null;
  peer: string | null;
  lastHeard: string | null;
  lastPacket: string | null;
  delay: number | null;
  clock: number | null;
  packets: number;
  repaired: number;
  quarantined: number;
  open: number;
}

/** Everything that the page of the gateway is made of, read once. */
export interface Surveyed {
  rows: StationRow[];
  stations: Map<number, GatewayStation>;
  days: StationDayCounts[];
  /** Open pieces of registered device numbers, by device number. */
  open: Map<string, OpenCount[]>;
  /** Open pieces of nobody: device numbers that are not registered. */
  unknown: OpenCount[];
  now: Date;
}

const iso = (ms: number | null | undefined): string | null =>
  ms === null || ms === undefined ? null : new Date(ms).toISOString();

/** The first day from which open pieces count. */
export function openSince(now: Date): Date {
  return new Date(now.getTime() - openDays * 86_400_000);
}

/** Reads all instruments with what they are doing. A running gateway knows it better than the database. */
export async function surveyStations(env: Env): Promise<Surveyed> {
  const { db } = env.store;
  const now = env.clock();
  const live = env.gateway?.activity();
  const [stations, sites, states, days, open] = await Promise.all([
    listStations(db),
    listSites(db, { inactive: true }),
    live?.states ?? readStationStates(db),
    live?.days ?? readStationDays(db, localDay(now)),
    countOpen(db, openSince(now)),
  ]);
  const siteOf = new Map(sites.map((site) => [site.id, site]));
  const stateOf = new Map(states.map((state) => [state.stationId, state]));
  const dayOf = new Map(days.map((day) => [day.stationId, day]));
  const registered = new Set(stations.map((station) => station.mn));
  const byMn = new Map<string, OpenCount[]>();
  for (const count of open) {
    if (count.mn !== null && registered.has(count.mn))
      byMn.set(count.mn, [...(byMn.get(count.mn) ?? []), count]);
  }
  const rows = stations.map((station): StationRow => {
    const site = station.siteId === null ? undefined : siteOf.get(station.siteId);
    const state = stateOf.get(station.id);
    const day = dayOf.get(station.id);
    const waiting = byMn.get(station.mn) ?? [];
    const lastFault = waiting.reduce((last, one) => Math.max(last, Date.parse(one.last)), 0);
    const word = stateWord(station, state, lastFault === 0 ? null : lastFault, now.getTime());
    const lastPacket = state?.lastPacket ?? null;
    return {
      id: station.id,
      mn: station.mn,
      name: station.name,
      site: site ? { id: site.id, name: site.name, kind: site.kind, areaCode: site.areaCode } : null,
      edition: station.edition,
      crc: station.crc,
      dueMinutes: station.dueMinutes,
      state: word,
      connectedSince: iso(state?.connectedSince),
      peer: state?.peer ?? null,
      lastHeard: iso(state?.lastHeard),
      lastPacket: iso(lastPacket),
      delay: lastPacket === null ? null : Math.max(0, Math.round((now.getTime() - lastPacket) / 1000)),
      clock: state === undefined || state.clockMs === null ? null : Math.round(state.clockMs / 1000),
      packets: day?.packets ?? 0,
      repaired: day?.repaired ?? 0,
      quarantined: day?.quarantined ?? 0,
      open: waiting.reduce((sum, one) => sum + one.count, 0),
    };
  });
  return {
    rows: rows.sort(byUrgency),
    stations: new Map(stations.map((station) => [station.id, station])),
    days,
    open: byMn,
    unknown: open.filter(
      ({ mn, reason }) => mn !== null && !registered.has(mn) && reason === 'unknown-station',
    ),
    now,
  };
}

const urgency: readonly StateWord[] = ['offline', 'faulty', 'late', 'never', 'online', 'inactive'];

/** Most urgent first; of two that are as urgent the one that has been silent longer. */
function byUrgency(a: StationRow, b: StationRow): number {
  const order = urgency.indexOf(a.state) - urgency.indexOf(b.state);
  return order !== 0 ? order : (b.delay ?? 0) - (a.delay ?? 0) || a.id - b.id;
}

const clockIsOff = ({ clock }: StationRow): boolean => clock !== null && Math.abs(clock) * 1000 > clockLimit;

/** The rows that a filter leaves. */
export function filterStations(rows: readonly StationRow[], query: Query<'exportGateway'>): StationRow[] {
  const q = query.q?.trim().toLowerCase() ?? '';
  return rows.filter((row) => {
    if (query.edition !== undefined && row.edition !== query.edition) return false;
    if (query.kind !== undefined && (row.site?.kind ?? 'none') !== query.kind) return false;
    if (query.state === 'clock' ? !clockIsOff(row) : false) return false;
    if (query.state === 'open' && row.open === 0) return false;
    if (
      query.state !== undefined &&
      query.state !== 'clock' &&
      query.state !== 'open' &&
      row.state !== query.state
    )
      return false;
    return (
      q === '' ||
      [row.name, row.mn, row.site?.name ?? '', row.peer ?? ''].some((text) => text.toLowerCase().includes(q))
    );
  });
}

/** One page of instruments, counts over all of them, and the gateway as a whole. */
export async function listGatewayStations(env: Env, query: Query<'gatewayStations'>) {
  const { rows, days, unknown, now } = await surveyStations(env);
  const matches = filterStations(rows, query);
  const first = ((query.page ?? 1) - 1) * pageSize;
  const status = env.gateway?.status();
  return {
    items: matches.slice(first, first + pageSize),
    total: matches.length,
    pageSize,
    counts: {
      all: rows.length,
      ...countBy(rows, (row) => row.state),
      clock: rows.filter(clockIsOff).length,
      open: rows.filter((row) => row.open > 0).length,
      unknown: new Set(unknown.map(({ mn }) => mn)).size,
    },
    editions: countBy(rows, (row) => row.edition),
    now: now.toISOString(),
    today: {
      packets: sum(days.map((day) => day.packets)),
      repaired: sum(days.map((day) => day.repaired)),
      quarantined: sum(days.map((day) => day.quarantined)),
      repairs: addUp(days.map((day) => day.repairs)),
      reasons: addUp(days.map((day) => day.reasons)),
    },
    gateway:
      env.gateway && status
        ? {
            port: env.gateway.port,
            connections: status.connections.length,
            waiting: status.waiting,
            trouble: status.trouble,
            refusedConnections: status.counts.refusedConnections,
            droppedPieces: status.counts.droppedPieces,
          }
        : null,
  };
}

const sum = (items: readonly number[]): number => items.reduce((total, item) => total + item, 0);

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  return addUp(items.map((item) => ({ [keyOf(item)]: 1 })));
}

function addUp(counts: readonly Record<string, number>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const one of counts) {
    for (const [key, count] of Object.entries(one)) total[key] = (total[key] ?? 0) + count;
  }
  return total;
}
