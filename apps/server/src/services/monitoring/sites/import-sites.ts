import type { Readable } from 'node:stream';
import type { Answer } from '@huanzhi/contract';
import { findSiteByCode, listSites } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { loadOrgIndex } from '../../org-index.ts';
import { receive } from '../../receive-file.ts';
import type { Origin, Session } from '../../session.ts';
import { plainTitle, readTable, type TextTable } from '../../tables/read-table.ts';
import { townNames } from '../air/air-sites.ts';
import { reviewsSite } from '../review/who.ts';
import { type ListedSite, type ListNames, type SiteColumn, siteColumns, unsaidSite } from './site-columns.ts';
import { sameSite, storeChanged, storeNew, wrongPlace } from './store-site.ts';

const maxBytes = 5 * 1024 * 1024;
type Problem = ReturnType<typeof problem>;

interface JudgedRow {
  row: number;
  verdict: 'new' | 'change' | 'same' | 'reject';
  problems: Problem[];
  site: ListedSite;
}

const columnOf = new Map(siteColumns.map((column) => [plainTitle(column.title), column]));

/**
 * Judges a list of sites row by row; with `commit` the new and changed rows are written, those that are refused are
 * not. A site is found by its code; a column that the table does not have stays as it is, an empty cell means none.
 * @throws AppError `no-file`, `file-too-large`, `import-not-table`, `validation-failed` without a needed column
 */
export async function importSites(
  env: Env,
  session: Session,
  commit: boolean,
  files: AsyncIterable<{ fileName: string; stream: Readable }>,
  origin: Origin,
): Promise<Answer<'importSites'>> {
  const table = await tableOf(env, files);
  const rows = await judgeRows(env, session, table);
  if (commit) for (const row of rows) await write(env, session, row, origin);
  const count = (verdict: JudgedRow['verdict']) => rows.filter((one) => one.verdict === verdict).length;
  return {
    written: commit,
    counts: { new: count('new'), change: count('change'), same: count('same'), reject: count('reject') },
    rows: rows.map(({ row, verdict, problems, site }) => ({
      row,
      verdict,
      problems,
      code: site.code,
      name: site.name,
    })),
  };
}

async function tableOf(
  env: Env,
  files: AsyncIterable<{ fileName: string; stream: Readable }>,
): Promise<TextTable> {
  for await (const file of files) {
    const stored = await receive(env, file, maxBytes);
    const table = await readTable(await env.store.files.read(stored.sha256), new Set(columnOf.keys()));
    const titles = new Set(table.columns.map(plainTitle));
    const absent = siteColumns.filter(({ title }) => title.endsWith('*') && !titles.has(plainTitle(title)));
    if (absent.length > 0) {
      throw new AppError(
        'validation-failed',
        absent.map(({ title }) =>
          problem(
            plainTitle(title),
            'column',
            `表中没有“${plainTitle(title)}”一列。请用导出的点位表修改。`,
            `The table has no column “${plainTitle(title)}”. Edit the exported list.`,
          ),
        ),
      );
    }
    return table;
  }
  throw new AppError('no-file');
}

const elsewhere = problem('街镇', 'elsewhere', '不在你负责的区域内。', 'It lies outside your area.');

async function judgeRows(env: Env, session: Session, table: TextTable): Promise<JudgedRow[]> {
  const [orgs, areas, sites] = await Promise.all([
    loadOrgIndex(env),
    townNames(env),
    listSites(env.store.db, { inactive: true }),
  ]);
  const known = new Map(sites.map(({ id: _, ...site }) => [site.code, site]));
  const columns = table.columns.flatMap((title): [string, SiteColumn][] => {
    const column = columnOf.get(plainTitle(title));
    return column === undefined ? [] : [[title, column]];
  });
  const codeTitle = columns.find(([, column]) => column === siteColumns[0])?.[0] ?? '';
  const seen = new Set<string>();
  return table.rows.map(({ row, cells }) => {
    const code = (cells[codeTitle] ?? '').trim();
    const before = known.get(code);
    const read = readRow(cells, columns, before ?? unsaidSite, { orgs, areas });
    if (seen.has(code)) {
      read.problems.push(
        problem('编码', 'twice', `编码“${code}”在表中出现两次。`, `Code “${code}” stands twice.`),
      );
    }
    seen.add(code);
    const own = [before ?? read.site, read.site].every((site) => reviewsSite(session, site));
    const same = before !== undefined && sameSite(before, read.site);
    // What stays as it is may be anywhere: the exported list has every site.
    const problems = [...read.problems, ...wrongPlace(read.site), ...(own || same ? [] : [elsewhere])];
    const verdict = problems.length > 0 ? 'reject' : before === undefined ? 'new' : same ? 'same' : 'change';
    return { row, verdict, problems, site: read.site };
  });
}

function readRow(
  cells: Record<string, string>,
  columns: readonly [string, SiteColumn][],
  first: ListedSite,
  names: ListNames,
): { site: ListedSite; problems: Problem[] } {
  const problems: Problem[] = [];
  let site = first;
  for (const [title, column] of columns) {
    const said = column.read((cells[title] ?? '').trim(), names);
    if (typeof said === 'function') site = said(site);
    else problems.push(problem(plainTitle(column.title), 'cell', said.zh, said.en));
  }
  return { site, problems };
}

async function write(
  env: Env,
  session: Session,
  { verdict, site }: JudgedRow,
  origin: Origin,
): Promise<void> {
  if (verdict === 'new') await storeNew(env, session, site, origin);
  if (verdict !== 'change') return;
  const before = await findSiteByCode(env.store.db, site.code);
  if (before !== undefined) await storeChanged(env, session, before, site, origin);
}
