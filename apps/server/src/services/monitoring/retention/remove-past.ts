import { addDays, hourEnd } from '@huanzhi/monitoring';
import { appendAudit } from '../../../store/audit/audit-log.queries.ts';
import {
  awaitsHours,
  type DaySpan,
  emptyPartition,
  hasPackets,
  needsProof,
  noteRemoval,
  oldestPacket,
  packetPartitions,
  type Removal,
  removePackets,
  removeQuarantined,
  type Span,
  takeUnaudited,
} from '../../../store/monitoring/retention.queries.ts';
import { getSetting, setSetting } from '../../../store/settings.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { type FirstKept, firstKept, inForceFrom, retentionSettings } from './settings.ts';

/** Pieces of quarantine that go in one transaction. */
const piecesAtOnce = 5_000;
/** Packets that are older are odd clocks; they go only with their whole partition. */
const earliest = '2020-01-01';

/**
 * Removes what is past by the settings: whole partitions of packets where nothing in them has to prove anything, else
 * day by day what no locked day was made of, then old pieces in quarantine. Each step is one transaction that also notes
 * what it removed; the security log gets one entry a kind at the end. Killed in between, the next run goes on and says
 * what both removed.
 * @returns what the security log was told
 * @throws StoreError, or an error of the driver when a partition is in use; it is tried again with the next run
 */
export async function removePast(env: Env): Promise<Removal[]> {
  const settings = await retentionSettings(env);
  const from = inForceFrom(settings);
  if (from !== null && env.clock().toISOString() >= from) {
    const kept = firstKept(settings, env.clock());
    await emptyPartitions(env, kept);
    await removeDays(env, 'minutes', kept.minutes);
    await removeDays(env, 'packets', kept.packets);
    await removePieces(env, kept.quarantine);
  }
  return tellAudit(env);
}

const spanOf = ({ first, last }: DaySpan): Span => ({ from: hourEnd(first, 0), to: hourEnd(last, 24) });

/** Partitions that lie wholly before everything that is kept. */
async function emptyPartitions(env: Env, { minutes, packets }: FirstKept): Promise<void> {
  if (minutes === null || packets === null) return;
  const kept = minutes < packets ? minutes : packets;
  for (const { name, from, to } of await packetPartitions(env.store.db)) {
    if (to === null) continue;
    const days = {
      first: from === null ? '1900-01-01' : localDay(new Date(from)),
      last: addDays(localDay(new Date(to)), -1),
    };
    if (days.last >= kept || !(await hasPackets(env.store.db, name))) continue;
    await env.store.transaction(async (trx) => {
      if (!(await isFree(trx, days))) return;
      const removed = await emptyPartition(trx, name);
      await noteRemoval(trx, { kind: 'all', ...named(days), removed, kept: 0, at: now(env) });
    });
  }
}

/** True when no hour waits to be made of the packets of these days and nothing must be proved by them. */
async function isFree(trx: Parameters<typeof needsProof>[0], days: DaySpan): Promise<boolean> {
  const span = spanOf(days);
  return !(await awaitsHours(trx, span)) && !(await needsProof(trx, span, days));
}

/** One day with packets after the other, up to the first that is kept. A day is visited once. */
async function removeDays(env: Env, kind: 'minutes' | 'packets', kept: string | null): Promise<void> {
  if (kept === null) return;
  const { db } = env.store;
  const key = `monitoring.retention.done.${kind}`;
  const done = await getSetting(db, key);
  let next = typeof done === 'string' ? addDays(done, 1) : earliest;
  for (;;) {
    const oldest = await oldestPacket(db, { from: hourEnd(next, 0), to: hourEnd(kept, 0) });
    if (oldest === null) return;
    const day = localDay(new Date(oldest));
    next = addDays(day, 1);
    const days = { first: day, last: day };
    const span = spanOf(days);
    // The pipeline is behind: the next run finds this day again.
    if (await awaitsHours(db, span)) return;
    await env.store.transaction(async (trx) => {
      const counts = await removePackets(trx, kind, span, await needsProof(trx, span, days));
      await setSetting(trx, key, day, null);
      if (counts.removed > 0) await noteRemoval(trx, { kind, ...named(days), ...counts, at: now(env) });
    });
  }
}

async function removePieces(env: Env, kept: string | null): Promise<void> {
  if (kept === null) return;
  const before = hourEnd(kept, 0);
  for (;;) {
    const more = await env.store.transaction(async (trx) => {
      const gone = await removeQuarantined(trx, before, piecesAtOnce);
      if (gone === null) return false;
      const days = { first: localDay(new Date(gone.first)), last: localDay(new Date(gone.last)) };
      await noteRemoval(trx, {
        kind: 'quarantine',
        ...named(days),
        removed: gone.removed,
        kept: 0,
        at: now(env),
      });
      return true;
    });
    if (!more) return;
  }
}

/** Says in the security log what it does not say yet. */
function tellAudit(env: Env): Promise<Removal[]> {
  return env.store.transaction(async (trx) => {
    const removals = await takeUnaudited(trx);
    for (const { kind, from, to, removed, kept } of removals) {
      await appendAudit(
        trx,
        {
          actor: null,
          actorName: '系统',
          action: 'retention.remove',
          object: 'packet',
          detail: { kind, from, to, removed, kept },
          ip: '',
          result: 'ok',
        },
        env.clock(),
      );
    }
    return removals;
  });
}

const now = (env: Env): string => env.clock().toISOString();
const named = ({ first, last }: DaySpan) => ({ from: first, to: last });
