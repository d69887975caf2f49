import type { Actor, Programme, RegistryRecord } from '@huanzhi/registry';
import { permissionsFor } from '@huanzhi/registry';
import { cellOf } from '../../reports/record-columns.ts';
import { setImportRows } from '../../store/imports/imports.queries.ts';
import type { Db } from '../../store/index.ts';
import { findRecordsByText } from '../../store/records/record-by-id.queries.ts';
import { stepsOf } from '../../store/records/record-histories.queries.ts';
import { district } from '../district.ts';
import type { Env } from '../env.ts';
import { problem } from '../errors.ts';
import { loadOrgIndex } from '../org-index.ts';
import { userNames } from '../user-names.ts';
import { formOf, type Mapping } from './mapping.ts';
import { type PlannedRow, planFormRow, planRecordRow, type RowContext } from './plan-rows.ts';

type Line = { row: number; cells: Record<string, string> };

/**
 * Judges the rows of a batch, one verdict each, and stores the verdicts. A second row for the same record
 * is a conflict: which one counts is for the person to say.
 */
export async function judge(
  env: Env,
  db: Db,
  programme: Programme,
  actor: Actor,
  batchId: string,
  mapping: Mapping,
  lines: readonly Line[],
): Promise<PlannedRow[]> {
  const context = await contextOf(env, db, programme, actor, mapping, lines);
  const form = formOf(programme.definition, mapping);
  const seen = new Map<string, number>();
  const planned = lines.map((line) => {
    const verdict = form === undefined ? planRecordRow(context, line) : planFormRow(context, form, line);
    const key = verdict.recordId ?? `new:${verdict.title}`;
    const earlier = seen.get(key);
    if (verdict.action === null) return verdict;
    if (earlier === undefined) {
      seen.set(key, line.row);
      return verdict;
    }
    const twice = problem(
      '',
      'row-twice',
      `与第 ${earlier} 行是同一条记录`,
      `Row ${earlier} is the same record`,
    );
    return { ...verdict, verdict: 'conflict' as const, problems: [twice], changes: [], action: null };
  });
  await setImportRows(
    db,
    batchId,
    mapping,
    planned.map(({ action: _, ...row }, index) => ({ ...row, cells: lines[index]?.cells ?? {} })),
  );
  return planned;
}

async function contextOf(
  env: Env,
  db: Db,
  programme: Programme,
  actor: Actor,
  mapping: Mapping,
  lines: readonly Line[],
): Promise<RowContext> {
  const [orgs, users, area] = await Promise.all([loadOrgIndex(env), userNames(env), district(env)]);
  const columns = Object.entries(mapping).filter(([, target]) => isKey(programme, target));
  const texts = [...new Set(lines.flatMap((line) => columns.map(([column]) => line.cells[column] ?? '')))];
  const visible = (record: RegistryRecord) => permissionsFor(programme, actor, record).read;
  const id = programme.definition.id;
  const byCode = (await findRecordsByText(db, id, 'code', texts)).filter(visible);
  const byTitle = new Map<string, RegistryRecord[]>();
  for (const record of (await findRecordsByText(db, id, 'title', texts)).filter(visible)) {
    byTitle.set(record.title, [...(byTitle.get(record.title) ?? []), record]);
  }
  const records = [...byCode, ...[...byTitle.values()].flat()];
  const steps = await stepsOf(
    db,
    records.map((record) => record.id),
  );
  const names = { org: (org: string) => orgs.byId(org)?.shortName ?? orgs.nameOf(org), user: users };
  return {
    env,
    programme,
    actor,
    mapping,
    lookups: { org: (name) => orgs.byName(name)?.id ?? null },
    areaCode: area.code,
    byCode: new Map(byCode.map((record) => [record.code ?? '', record])),
    byTitle,
    historyOf: (recordId) => steps.get(recordId) ?? [],
    shown: (record, value) => String(cellOf(programme, record, value, 0, names) ?? ''),
  };
}

/** True for a column by which a record is found. */
function isKey(programme: Programme, target: string | null): boolean {
  if (target === 'code' || target === 'title') return true;
  const form = /^form\.([^.]+)\.match\./.exec(target ?? '');
  return form !== null && (programme.definition.importForms ?? []).some((one) => one.key === form[1]);
}
