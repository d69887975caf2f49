import type { Query } from '@huanzhi/contract';
import { lightOf, maskRecord, type Programme, permissionsFor, type RegistryRecord } from '@huanzhi/registry';
import { type Env, localDay } from '../services/env.ts';
import { AppError } from '../services/errors.ts';
import { loadOrgIndex } from '../services/org-index.ts';
import { kernelContext } from '../services/records/kernel.ts';
import { readable } from '../services/records/read-records.ts';
import { filterOf, sortOf } from '../services/records/record-filter.ts';
import { audit, type Origin, type Session } from '../services/session.ts';
import { type SheetCell, type SheetContent, writeSheets, xlsxType } from '../services/tables/write-sheet.ts';
import { userNames } from '../services/user-names.ts';
import { countRecords, listRecords, type RecordFilter } from '../store/records/list-records.queries.ts';
import { columnsOf } from './record-columns.ts';

const batch = 500;

/**
 * The list as the address describes it, same rows in the same order, with the chosen columns, as Excel. Fields above P3 are withheld
 * from everybody; a list with records of P4 or P5 is refused, because that needs a second person
 * (workflows §16.3 no. 9).
 * @throws AppError `not-found`, `forbidden`, `export-second-person`
 */
export async function exportRecords(
  env: Env,
  session: Session,
  registry: string,
  query: Query<'exportRecords'>,
  origin: Origin,
) {
  const programme = readable(env, session, registry);
  if (!permissionsFor(programme, session.actor).export) throw new AppError('forbidden');
  const filter = await filterOf(env, programme, session.actor, query);
  await refuseSensitive(env, filter);
  const name = `${programme.definition.name.zh}-${localDay(env.clock())}.xlsx`;
  await audit(env, session.user, 'records.export', registry, { ...query }, origin.ip);
  return {
    fileName: name,
    mime: xlsxType,
    body: writeSheets([
      await recordSheet(
        env,
        session,
        programme,
        filter,
        query.sort,
        query.columns?.split(',').filter(Boolean),
      ),
    ]),
  };
}

/** The sheet of a filtered list; `chosen` as in {@link columnsOf}. */
export async function recordSheet(
  env: Env,
  session: Session,
  programme: Programme,
  filter: RecordFilter,
  sort: string | undefined,
  chosen?: readonly string[],
): Promise<SheetContent> {
  const [orgs, users] = await Promise.all([loadOrgIndex(env), userNames(env)]);
  const short = (id: string) => orgs.byId(id)?.shortName ?? orgs.nameOf(id);
  const columns = columnsOf(programme, { org: short, user: users }, chosen);
  return {
    name: programme.definition.name.zh,
    caption: captionOf(env, session),
    columns: columns.map(({ title, width }) => ({ title, width })),
    rows: rowsOf(),
  };

  async function* rowsOf(): AsyncGenerator<SheetCell[]> {
    let index = 0;
    for await (const record of inOrder(env, programme, filter, sort)) {
      const seen = maskRecord(programme, record, session.actor);
      if (seen === null || !permissionsFor(programme, session.actor, record).export) continue;
      const hidden = [...seen.masked, ...sensitiveFields(programme)];
      const { light } = lightOf(programme, record, kernelContext(env));
      const shown = { ...seen.record, light };
      yield columns.map((column) => column.cell(shown, index, hidden));
      index += 1;
    }
  }
}

/** Who took the list out and when: it stands over every exported table. */
export function captionOf(env: Env, session: Session): string {
  const at = new Date(env.clock().getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
  return `导出：${session.user.name}（${session.user.orgName}） ${at}`;
}

async function* inOrder(
  env: Env,
  programme: Programme,
  filter: RecordFilter,
  sort: string | undefined,
): AsyncGenerator<RegistryRecord> {
  let after: string | null = null;
  do {
    const page = await listRecords(env.store.db, filter, sortOf(programme, sort), { after, limit: batch });
    yield* page.items;
    after = page.next;
  } while (after !== null);
}

async function refuseSensitive(env: Env, filter: RecordFilter): Promise<void> {
  const open: RecordFilter['scope'] =
    filter.scope === 'all'
      ? { terms: [{ upTo: 'P3' }] }
      : { terms: filter.scope.terms.map((term) => (term.upTo > 'P3' ? { ...term, upTo: 'P3' } : term)) };
  const [all, shared] = await Promise.all([
    countRecords(env.store.db, filter, 1_000_000),
    countRecords(env.store.db, { ...filter, scope: open }, 1_000_000),
  ]);
  if (all !== shared) throw new AppError('export-second-person');
}

function sensitiveFields(programme: Programme): string[] {
  return programme.definition.fields
    .filter((field) => field.sensitivity === 'P4' || field.sensitivity === 'P5')
    .map((field) => field.key);
}
