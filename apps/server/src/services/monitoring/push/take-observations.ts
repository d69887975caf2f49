import type { Problem } from '@huanzhi/registry';
import type { Transaction } from 'kysely';
import {
  type ImportRow,
  keepImportRows,
} from '../../../store/monitoring/measurements/import-rows.queries.ts';
import { addCounts, noCounts } from '../../../store/monitoring/measurements/imports.queries.ts';
import {
  addTakenImport,
  countTaken,
  holdPushImport,
} from '../../../store/monitoring/measurements/taken-imports.queries.ts';
import { holdPushKey, type PushKey } from '../../../store/monitoring/push/push-keys.queries.ts';
import type { Database } from '../../../store/schema.ts';
import { type Env, localDay } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { asProblem, type JudgedRow, RowJudge } from '../measurements/row-judge.ts';
import { KnownFactors, takeRows } from '../measurements/take-rows.ts';
import { type Datastream, datastreamsOf, observationId } from './datastreams.ts';
import { keptColumns, observationReader, type ReadObservation, readSent } from './read-sent.ts';
import type { SentObservation } from './sent-observations.ts';

/** What became of an observation: its id when it stands as it was sent, else why it was refused. */
export type Outcome = { id: string } | { problems: Problem[] };

/** Refused observations that are kept of one key and day; more are counted only. */
const mostKept = 10_000;

/**
 * Takes observations over in one transaction, by the rules of the file import: one that stands already is answered again
 * and stored once, another number replaces the first, which is kept, and refused ones are kept with their reasons in the
 * import of the key and day. When this returns, all of it is committed.
 * @returns an outcome for each, in their order
 * @throws AppError `push-key-wrong` when the key was revoked meanwhile
 */
export async function takeObservations(
  env: Env,
  key: PushKey,
  sent: readonly SentObservation[],
): Promise<Outcome[]> {
  const streams = await datastreamsOf(env, key);
  const now = env.clock();
  const read = sent.map((one) => readSent(one, streams, key.backDays, now.getTime()));
  const judged = judgeAll(read, streams, now.getTime());
  const weighed = await inTurn(env, key.id, async (trx) => {
    // Also of other processes: numbers of kept rows go on where the last push of the key ended.
    if (!(await holdPushKey(trx, key.id))) throw new AppError('push-key-wrong');
    const day = localDay(now);
    const before = await holdPushImport(trx, key.id, day);
    const counted = before?.counts ?? noCounts;
    const importId =
      before?.id ??
      (await addTakenImport(trx, {
        fileName: `推送 ${key.name} ${day}`,
        source: 'p',
        file: null,
        form: 'long',
        columns: keptColumns,
        sites: [],
        createdBy: key.createdBy,
        push: { keyId: key.id, day },
      }));
    const factors = new KnownFactors(
      [...streams.values()].map(({ site }) => site),
      [...streams.values()].map(({ factor }) => factor),
    );
    const taken = await takeRows(trx, { importId, by: null, factors }, judged);
    const refused = taken.rows.filter(({ verdict }) => verdict === 'reject' || verdict === 'conflict');
    const room = Math.max(0, mostKept - counted.reject - counted.conflict);
    await keepImportRows(
      trx,
      importId,
      refused.slice(0, room).map((row) => ({ ...row, row: counted.rows + row.row })),
    );
    await countTaken(trx, importId, addCounts(counted, taken.counts));
    return taken;
  });
  const rows = repeatsRefused(weighed.rows, read);
  return sent.map((one, index) => outcomeOf(one, read[index], rows[index]));
}

/** An hour that comes again in one request is weighed once: the repeated ones get the answer of the first. */
function repeatsRefused(rows: readonly ImportRow[], read: readonly ReadObservation[]): ImportRow[] {
  const refused = new Map<string, ImportRow>();
  return rows.map((row, index) => {
    const { datastream = '', day = '', hour = 0 } = read[index] ?? {};
    const id = observationId(datastream, day, hour);
    if (row.verdict === 'conflict') refused.set(id, row);
    return row.verdict === 'same' ? (refused.get(id) ?? row) : row;
  });
}

/** The end of the last push of each key that is under way. */
const lastPush = new Map<string, Promise<void>>();

/** One push of a key after the other; those that wait hold no connection, of which all others need some. */
function inTurn<T>(env: Env, keyId: string, work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  const begin = () => env.store.transaction(work);
  const mine = (lastPush.get(keyId) ?? Promise.resolve()).then(begin);
  const ended = mine
    .then(
      () => {},
      () => {},
    )
    .then(() => {
      if (lastPush.get(keyId) === ended) lastPush.delete(keyId);
    });
  lastPush.set(keyId, ended);
  return mine;
}

function judgeAll(
  read: readonly ReadObservation[],
  streams: ReadonlyMap<string, Datastream>,
  now: number,
): JudgedRow[] {
  const judge = new RowJudge({
    reader: observationReader,
    siteOf: new Map([...streams.values()].map(({ site }) => [site.code, site])),
    factors: [...streams.values()].map(({ factor }) => factor),
    source: 'p',
    now,
  });
  return read.map(({ cells, kept, problems }, index) => {
    const row = index + 1;
    if (cells !== null) return { ...judge.judge({ row, cells }), cells: kept };
    return {
      row,
      cells: kept,
      site: '',
      kind: 'reject',
      entries: [],
      published: [],
      problems: problems.map(asProblem),
    };
  });
}

function outcomeOf(
  { path }: SentObservation,
  read: ReadObservation | undefined,
  row: ImportRow | undefined,
): Outcome {
  if (read === undefined || row === undefined) throw new Error('an observation without a verdict');
  const { verdict, problems } = row;
  if (verdict === 'new' || verdict === 'change' || verdict === 'same')
    return { id: observationId(read.datastream, read.day, read.hour) };
  const at = (field: string) => [path, field].filter((part) => part !== '').join('.');
  return {
    problems: problems.map(({ path: field, code, message }) =>
      // What stands otherwise is told by its factor.
      problem(at(verdict === 'conflict' ? 'result' : field), code, message.zh, message.en),
    ),
  };
}
