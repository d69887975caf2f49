import type { Answer, Body } from '@huanzhi/contract';
import { keepImportRows } from '../../../store/monitoring/measurements/import-rows.queries.ts';
import { addTakenImport, countTaken } from '../../../store/monitoring/measurements/taken-imports.queries.ts';
import { listSiteFactors, type Site, type SiteFactor } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { audit, type Origin, type Session } from '../../session.ts';
import { maxPacked } from '../measurements/table-stream.ts';
import { KnownFactors, takeRows } from '../measurements/take-rows.ts';
import { type Weighed, weighRows } from '../measurements/weigh-rows.ts';
import { reviewedSite } from '../review/who.ts';
import { type EntryTable, judgeEntry } from './judge-entry.ts';

type Typed = Body<'previewEntry'>;
type Judged = Answer<'previewEntry'>;

/**
 * What would become of typed values.
 * @throws AppError `not-found` for a site that is not for this person, `validation-failed` for a factor it does not have
 */
export async function previewEntry(env: Env, session: Session, typed: Typed): Promise<Judged> {
  const { table } = await judgeTyped(env, session, typed);
  return shown(typed, table, await weighRows(env.store.db, table.judged, false));
}

/**
 * Takes typed values over by the rules of the file import. What was typed is kept as a csv with its rows, and who typed
 * it; it can be taken back like a file. Values for a locked day change nothing and wait for two reviewers.
 * @throws AppError as {@link previewEntry}
 */
export async function commitEntry(
  env: Env,
  session: Session,
  typed: Typed,
  origin: Origin,
): Promise<Answer<'commitEntry'>> {
  const { table, site, factors } = await judgeTyped(env, session, typed);
  const before = await weighRows(env.store.db, table.judged, false);
  if (before.entries.length === 0) return { ...shown(typed, table, before), importId: null };
  const days = typed.rows.map(({ day }) => day).sort();
  const span = { from: days[0] ?? '', to: days.at(-1) ?? '' };
  const file = await env.store.files.put(csvOf(table), { maxBytes: maxPacked });
  const { id, weighed } = await env.store.transaction(async (trx) => {
    const importId = await addTakenImport(trx, {
      fileName: `手工录入 ${site.name} ${span.from === span.to ? span.from : `${span.from} ${span.to}`}.csv`,
      source: 'm',
      file,
      form: 'wide',
      columns: table.columns,
      sites: [{ name: site.code, rows: table.rows.length, siteId: site.id }],
      createdBy: session.user.id,
      push: null,
    });
    const into = { importId, by: session.user.id, factors: new KnownFactors([site], factors) };
    const taken = await takeRows(trx, into, table.judged);
    await keepImportRows(trx, importId, taken.rows);
    await countTaken(trx, importId, taken.counts);
    return { id: importId, weighed: taken };
  });
  const { new: fresh, change, conflict, reject } = weighed.counts;
  const detail = { site: site.id, ...span, new: fresh, change, conflict, reject, sha256: file.sha256 };
  await audit(env, session.user, 'measurements.enter', id, detail, origin.ip);
  return { ...shown(typed, table, weighed), importId: id };
}

async function judgeTyped(
  env: Env,
  session: Session,
  typed: Typed,
): Promise<{ table: EntryTable; site: Site; factors: SiteFactor[] }> {
  const site = await reviewedSite(env, session, typed.site);
  const factors = await listSiteFactors(env.store.db, [site.id]);
  return { table: judgeEntry(site, factors, typed.rows, env.clock().getTime()), site, factors };
}

function shown(typed: Typed, table: EntryTable, weighed: Weighed): Judged {
  const hourOf = new Map(weighed.hours.map((one) => [`${one.row} ${one.entry.factor}`, one]));
  const rows = weighed.rows.map(({ row, verdict, problems }, index): Judged['rows'][number] => {
    const { day = '', hour = null, cells = {} } = typed.rows[index] ?? {};
    const ofFactor = (path: string) => table.factorOf.get(path) ?? path;
    return {
      day,
      hour,
      verdict,
      problems: problems.filter(({ path }) => cells[ofFactor(path)] === undefined),
      cells: Object.entries(cells)
        .filter(([, text]) => text.trim() !== '')
        .map(([factor]) => {
          const found = hourOf.get(`${row} ${factor}`);
          const problem = problems.find(({ path }) => ofFactor(path) === factor) ?? null;
          const left = problem === null ? 'held' : 'reject';
          const without = verdict === 'reject' ? left : verdict === 'nothing' ? 'nothing' : 'same';
          return { factor, verdict: found?.verdict ?? without, stands: found?.stands ?? null, problem };
        }),
    };
  });
  return { counts: weighed.counts, rows };
}

function csvOf({ columns, rows }: EntryTable): Buffer {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns.map(({ title }) => title), ...rows].map((cells) => cells.map(cell).join(','));
  return Buffer.from(`${lines.join('\n')}\n`, 'utf8');
}
