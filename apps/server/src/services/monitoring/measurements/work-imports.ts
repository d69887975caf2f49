import { setImmediate as breathe } from 'node:timers/promises';
import type { Store } from '../../../store/index.ts';
import {
  clearImportRows,
  keepImportRows,
} from '../../../store/monitoring/measurements/import-rows.queries.ts';
import * as imports from '../../../store/monitoring/measurements/imports.queries.ts';
import { takeBackPublished } from '../../../store/monitoring/measurements/published-days.queries.ts';
import { takeBack } from '../../../store/monitoring/measurements/take-back.queries.ts';
import { countWritten, takeWritten } from '../../../store/monitoring/measurements/written-hours.queries.ts';
import { listSiteFactors, listSites } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { problemOf } from './import-failure.ts';
import { openTable } from './read-import.ts';
import { type JudgedRow, RowJudge } from './row-judge.ts';
import type { TableRow } from './table-stream.ts';
import { KnownFactors, takeRows } from './take-rows.ts';
import { weighRows } from './weigh-rows.ts';

/** Rows of one transaction. What a chunk holds outlives its queries, and so costs the collector pauses. */
const chunkRows = 500;
/** Rows that are judged before others have their turn. */
const turnRows = 100;
/** Days of series that are taken back in one transaction. */
const chunkDays = 1_000;
/** Rows that are kept whatever became of them. */
const shownRows = 200;

/** Told after each chunk; true ends the work there, to be resumed. */
export type ShouldStop = () => boolean;

interface Queue {
  last: Promise<void>;
  stopped: boolean;
}

const queues = new WeakMap<Store, Queue>();

function queueOf(env: Env): Queue {
  const queue = queues.get(env.store) ?? { last: Promise.resolve(), stopped: false };
  queues.set(env.store, queue);
  return queue;
}

/** Does what an import waits for, in the background, one import after the other. */
export function workLater(env: Env, id: string): void {
  const queue = queueOf(env);
  queue.last = queue.last.then(() => workOnImport(env, id, () => queue.stopped)).catch(() => {});
}

/** Ends when the work that is known now is done. */
export function importsSettled(env: Env): Promise<void> {
  return queueOf(env).last;
}

/** Ends the work after the chunk that is under way; the next process resumes it. */
export async function stopImports(env: Env): Promise<void> {
  const queue = queueOf(env);
  queue.stopped = true;
  await queue.last;
}

/** Goes on with what an earlier process began. */
export async function resumeImports(env: Env): Promise<void> {
  for (const id of await imports.unfinishedImports(env.store.db)) workLater(env, id);
}

/** Checks, commits or withdraws an import, as its status says. What goes wrong is kept with it. */
export async function workOnImport(
  env: Env,
  id: string,
  shouldStop: ShouldStop,
  size = chunkRows,
): Promise<void> {
  const one = await imports.findMeasurementImport(env.store.db, id);
  if (one === undefined || shouldStop()) return;
  try {
    if (one.status === 'checking') await check(env, one, shouldStop, size);
    else if (one.status === 'committing') await commit(env, one, shouldStop, size);
    else if (one.status === 'withdrawing') await withdraw(env, one, shouldStop);
  } catch (error) {
    await imports.changeImport(env.store.db, id, { status: 'failed', error: problemOf(error) });
  }
}

async function judgeOf(env: Env, one: imports.MeasurementImport) {
  const { sha256 } = one;
  if (sha256 === null) throw new Error(`import ${one.id} has no file to read`);
  const table = await openTable(env.store.files, { ...one, sha256 });
  const sites = await listSites(env.store.db, { inactive: true });
  const chosen = new Map(one.sites.map(({ name, siteId }) => [name, siteId]));
  const siteOf = new Map(sites.flatMap((site) => [[site.name, site] as const]));
  for (const site of sites) siteOf.set(site.code, site);
  for (const [name, siteId] of chosen) {
    const site = sites.find(({ id }) => id === siteId);
    if (site !== undefined) siteOf.set(name, site);
    // What is taken over is what was checked: a site that was made meanwhile is not in it.
    else if (one.status === 'committing') siteOf.delete(name);
  }
  const factors = await listSiteFactors(
    env.store.db,
    sites.map(({ id }) => id),
  );
  const judge = new RowJudge({
    reader: table.reader,
    siteOf,
    factors,
    source: one.source,
    now: env.clock().getTime(),
  });
  return { table, judge, siteOf, factors };
}

async function judgeAll(judge: RowJudge, rows: readonly TableRow[]): Promise<JudgedRow[]> {
  const judged: JudgedRow[] = [];
  for (const row of rows) {
    judged.push(judge.judge(row));
    if (judged.length % turnRows === 0) await breathe();
  }
  return judged;
}

async function check(
  env: Env,
  one: imports.MeasurementImport,
  stop: ShouldStop,
  size: number,
): Promise<void> {
  const { db } = env.store;
  const { table, judge, siteOf } = await judgeOf(env, one);
  await clearImportRows(db, one.id);
  const names = new Map<string, number>();
  let counts: imports.ImportCounts = { ...imports.noCounts };
  for await (const rows of table.chunks(size)) {
    const judged = await judgeAll(judge, rows);
    for (const { site } of judged) names.set(site, (names.get(site) ?? 0) + 1);
    const weighed = await weighRows(db, judged, false);
    const seen = counts.rows;
    await keepImportRows(
      db,
      one.id,
      weighed.rows.filter(
        ({ verdict }, at) => seen + at < shownRows || verdict === 'reject' || verdict === 'conflict',
      ),
    );
    counts = imports.addCounts(counts, weighed.counts);
    await imports.changeImport(db, one.id, { done: counts.rows, counts });
    if (stop()) return;
  }
  const sites = [...names].map(([name, rows]) => ({ name, rows, siteId: siteOf.get(name)?.id ?? null }));
  const { form, columns } = table;
  await imports.changeImport(db, one.id, {
    status: 'checked',
    form,
    columns,
    sites,
    counts,
    total: counts.rows,
  });
}

async function commit(
  env: Env,
  one: imports.MeasurementImport,
  stop: ShouldStop,
  size: number,
): Promise<void> {
  const { table, judge, siteOf, factors } = await judgeOf(env, one);
  const into = { importId: one.id, by: one.createdBy, factors: new KnownFactors(siteOf.values(), factors) };
  let at = 0;
  let { done, committed } = one;
  for await (const rows of table.chunks(size)) {
    // Rows of an earlier run are judged again too: later rows may repeat them.
    const judged = await judgeAll(judge, rows);
    const left = judged.slice(Math.max(0, done - at));
    at += rows.length;
    if (left.length === 0) continue;
    await env.store.transaction(async (trx) => {
      const { counts, rows: verdicts } = await takeRows(trx, into, left);
      await keepImportRows(
        trx,
        one.id,
        verdicts.filter(({ verdict }) => verdict === 'conflict'),
      );
      committed = imports.addCounts(committed, counts);
      done = at;
      await imports.changeImport(trx, one.id, { committed, done });
    });
    if (stop()) return;
  }
  await imports.changeImport(env.store.db, one.id, { status: 'committed', counts: committed });
}

async function withdraw(env: Env, one: imports.MeasurementImport, stop: ShouldStop): Promise<void> {
  const total = await countWritten(env.store.db, one.id);
  let { done } = one;
  await env.store.transaction((trx) => takeBackPublished(trx, one.id));
  for (;;) {
    const taken = await env.store.transaction(async (trx) => {
      const written = await takeWritten(trx, one.id, chunkDays);
      await takeBack(trx, written, one, one.createdBy);
      await imports.changeImport(trx, one.id, { done: done + written.length, total });
      return written.length;
    });
    if (taken === 0) break;
    done += taken;
    if (stop()) return;
  }
  await imports.changeImport(env.store.db, one.id, { status: 'withdrawn' });
}
