import type { RecordEvent } from '@huanzhi/registry';
import {
  type Actor,
  apply,
  type CellLookups,
  coerceCell,
  create,
  edit,
  type FieldChange,
  type FieldDefinition,
  type ImportForm,
  type NewRecord,
  type Problem,
  type Programme,
  type RecordChanges,
  type RegistryRecord,
  type TransitionInput,
} from '@huanzhi/registry';
import { newId } from '../../store/ids.ts';
import type { Env } from '../env.ts';
import { problem } from '../errors.ts';
import { kernelContext } from '../records/kernel.ts';
import { importableFields, type Mapping } from './mapping.ts';

/** What a row would do when the batch is committed. */
export type RowAction =
  | { kind: 'create'; wanted: NewRecord }
  | { kind: 'edit'; recordId: string; changes: RecordChanges }
  | { kind: 'step'; recordId: string; name: string; input: TransitionInput };

/** A row with its verdict; `action` only for `new` and `change`. */
export interface PlannedRow {
  row: number;
  verdict: 'new' | 'change' | 'same' | 'reject' | 'conflict';
  recordId: string | null;
  title: string;
  problems: Problem[];
  changes: FieldChange[];
  action: RowAction | null;
}

/** What judging rows needs. Nothing is read from the database any more. */
export interface RowContext {
  env: Env;
  programme: Programme;
  actor: Actor;
  mapping: Mapping;
  lookups: CellLookups;
  areaCode: string;
  /** Records of the registry that the actor may see, by code and by title. */
  byCode: ReadonlyMap<string, RegistryRecord>;
  byTitle: ReadonlyMap<string, RegistryRecord[]>;
  historyOf: (recordId: string) => RecordEvent[];
  /** The value of an export column for a record, as text. */
  shown: (record: RegistryRecord, value: string) => string;
}

type Cells = Record<string, string>;
type Line = { row: number; cells: Cells };

const verdictOf = (line: Line, verdict: PlannedRow['verdict'], rest: Partial<PlannedRow>): PlannedRow => ({
  row: line.row,
  verdict,
  recordId: null,
  title: '',
  problems: [],
  changes: [],
  action: null,
  ...rest,
});

/** Judges one row of a table of records: with a known code it changes that record, else it makes a new one. */
export function planRecordRow(context: RowContext, line: Line): PlannedRow {
  const { programme, actor, env } = context;
  const given = new Map(
    Object.entries(context.mapping).flatMap(([column, target]) =>
      target === null || column.startsWith('=') ? [] : [[target, line.cells[column] ?? ''] as const],
    ),
  );
  const problems: Problem[] = [];
  const read = (field: FieldDefinition, text: string): unknown => {
    const cell = coerceCell(field, text, context.lookups);
    if ('value' in cell) return cell.value;
    problems.push(cell.problem);
    return undefined;
  };
  const data: Record<string, unknown> = {};
  for (const field of importableFields(programme.definition)) {
    const text = given.get(`data.${field.key}`);
    if (text === undefined) continue;
    const value = read(field, text);
    if (value !== undefined) data[field.key] = value;
  }
  const org = (target: string) =>
    read({ key: target, type: 'orgs', label: { zh: target, en: target } }, given.get(target) ?? '');
  const owners = org('ownerOrg') as string[] | undefined;
  const coOrgs = org('coOrgs') as string[] | undefined;
  const title = given.get('title') ?? '';
  const code = given.get('code') ?? '';
  const base = { title: title || code };
  if (problems.length > 0) return verdictOf(line, 'reject', { ...base, problems });

  const current = code === '' ? undefined : context.byCode.get(code);
  if (code !== '' && current === undefined) {
    const unknown = problem(
      'code',
      'unknown-code',
      `没有编号为“${code}”的记录`,
      `No record has the code “${code}”`,
    );
    return verdictOf(line, 'reject', { ...base, problems: [unknown] });
  }
  if (current === undefined) {
    const wanted: NewRecord = {
      id: newId(),
      title,
      data,
      areaCode: given.get('areaCode') || context.areaCode,
      ...(given.get('summary') ? { summary: given.get('summary') ?? '' } : {}),
      ...(owners?.[0] === undefined ? {} : { ownerOrg: owners[0] }),
      ...(coOrgs === undefined ? {} : { coOrgs }),
    };
    const outcome = create(programme, wanted, actor, kernelContext(env));
    if ('problems' in outcome) return verdictOf(line, 'reject', { ...base, problems: outcome.problems });
    if ((context.byTitle.get(title) ?? []).length > 0) {
      const twin = problem('title', 'same-title', `已有同名记录“${title}”`, `“${title}” exists already`);
      return verdictOf(line, 'conflict', { ...base, problems: [twin] });
    }
    return verdictOf(line, 'new', {
      ...base,
      changes: outcome.event.diff,
      action: { kind: 'create', wanted },
    });
  }
  const changes: RecordChanges = { data, ...(title === '' ? {} : { title }) };
  const outcome = edit(programme, current, changes, actor, kernelContext(env));
  const known = { recordId: current.id, title: current.title };
  if (!('problems' in outcome)) {
    const action = { kind: 'edit', recordId: current.id, changes } as const;
    return verdictOf(line, 'change', { ...known, changes: outcome.event.diff, action });
  }
  const [first] = outcome.problems;
  if (first?.code === 'unchanged') return verdictOf(line, 'same', known);
  const verdict = first?.code === 'wrong-state' ? 'conflict' : 'reject';
  return verdictOf(line, verdict, { ...known, problems: outcome.problems });
}

/** Judges one row of a form: it finds the record, fills the inputs and tries the step. */
export function planFormRow(context: RowContext, form: ImportForm, line: Line): PlannedRow {
  const columnFor = (target: string) =>
    Object.entries(context.mapping).find(([, mapped]) => mapped === `form.${form.key}.${target}`)?.[0];
  const cellFor = (target: string) => line.cells[columnFor(target) ?? ''] ?? '';
  const found = findRecord(context, form, cellFor);
  if ('problem' in found) {
    return verdictOf(line, 'reject', { title: found.text, problems: [found.problem] });
  }
  const { record } = found;
  const known = { recordId: record.id, title: record.title };
  const isUnchanged = form.columns.some(
    (column, index) =>
      column.current !== undefined && cellFor(`column.${index}`) === context.shown(record, column.current),
  );
  if (isUnchanged) return verdictOf(line, 'same', known);

  const { inputs, problems } = readInputs(context, form, cellFor);
  if (problems.length > 0) return verdictOf(line, 'reject', { ...known, problems });
  const input: TransitionInput = { inputs };
  const history = context.historyOf(record.id);
  const outcome = apply(
    context.programme,
    record,
    form.transition,
    input,
    context.actor,
    kernelContext(context.env, history),
  );
  if ('problems' in outcome) {
    const verdict = outcome.problems[0]?.code === 'wrong-state' ? 'conflict' : 'reject';
    return verdictOf(line, verdict, { ...known, problems: outcome.problems });
  }
  const action = { kind: 'step', recordId: record.id, name: form.transition, input } as const;
  return verdictOf(line, 'change', { ...known, changes: outcome.event.diff, action });
}

function findRecord(
  context: RowContext,
  form: ImportForm,
  cellFor: (target: string) => string,
): { record: RegistryRecord } | { problem: Problem; text: string } {
  for (const [index, way] of form.match.entries()) {
    const text = cellFor(`match.${index}`);
    if (text === '') continue;
    const found =
      way.to === 'code'
        ? [context.byCode.get(text)].filter((one) => one !== undefined)
        : (context.byTitle.get(text) ?? []);
    const [record] = found;
    if (record !== undefined && found.length === 1) return { record };
    const many = found.length > 1;
    return {
      text,
      problem: problem(
        way.header,
        many ? 'several-records' : 'unknown-record',
        many ? `有 ${found.length} 条“${text}”，请用编号指明` : `没有找到“${text}”，或您无权查看`,
        many ? `${found.length} records are called “${text}”: use the code` : `“${text}” was not found`,
      ),
    };
  }
  return {
    text: '',
    problem: problem('', 'no-record', '没有填写编号或名称', 'Neither code nor title is given'),
  };
}

function readInputs(
  context: RowContext,
  form: ImportForm,
  cellFor: (target: string) => string,
): { inputs: Record<string, unknown>; problems: Problem[] } {
  const fields =
    context.programme.definition.transitions.find((one) => one.name === form.transition)?.inputs ?? [];
  const inputs: Record<string, unknown> = {};
  const problems: Problem[] = [];
  const fill = (key: string, text: string | undefined) => {
    const field = fields.find((one) => one.key === key);
    if (field === undefined || text === undefined || text === '' || inputs[key] !== undefined) return;
    const cell = coerceCell(field, text, context.lookups);
    if ('problem' in cell) problems.push(cell.problem);
    else if (cell.value !== undefined) inputs[key] = cell.value;
  };
  for (const [index, column] of form.columns.entries()) {
    const text = cellFor(`column.${index}`);
    if (text === '') {
      if (column.required === true) {
        problems.push(
          problem(column.header, 'required', `须填写${column.header}`, `${column.header} is required`),
        );
      }
      continue;
    }
    if (column.input !== undefined) {
      fill(column.input, text);
      continue;
    }
    const parts = new RegExp(column.pattern ?? '', 'u').exec(text);
    if (parts === null) {
      const { zh, en } = column.expected ?? { zh: '', en: '' };
      problems.push(problem(column.header, 'pattern', `“${text}”的写法应${zh}`, `“${text}”: expected ${en}`));
      continue;
    }
    for (const [key, part] of Object.entries(parts.groups ?? {})) fill(key, part);
  }
  for (const key of form.shared ?? []) fill(key, context.mapping[`=${key}`] ?? undefined);
  return { inputs, problems };
}
