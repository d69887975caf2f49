import { permissionsFor } from '@huanzhi/registry';
import type { Env } from '../services/env.ts';
import { AppError, type problem } from '../services/errors.ts';
import { ownBatch } from '../services/imports/imports.ts';
import { importableFields } from '../services/imports/mapping.ts';
import { readable } from '../services/records/read-records.ts';
import type { Session } from '../services/session.ts';
import { writeSheets, xlsxType } from '../services/tables/write-sheet.ts';
import { listImportRows } from '../store/imports/imports.queries.ts';

/** An empty table with the titles, notes and choices of a registry. @throws AppError `forbidden` */
export function importTemplate(env: Env, session: Session, registry: string) {
  const programme = readable(env, session, registry);
  if (!permissionsFor(programme, session.actor).import) throw new AppError('forbidden');
  const { definition } = programme;
  const fields = importableFields(definition).map((field) => ({
    title: `${field.excel?.title ?? field.label.zh}${field.required ? ' *' : ''}`,
    ...(field.help === undefined ? {} : { note: field.help.zh }),
    ...('options' in field ? { choices: field.options.map((option) => option.label.zh) } : {}),
  }));
  const head = [
    { title: '编号', note: '修改已有记录时填写；新增时留空' },
    { title: '标题 *', width: 40 },
    { title: '摘要', width: 40 },
  ];
  return {
    fileName: `${definition.name.zh}-导入模板.xlsx`,
    mime: xlsxType,
    body: writeSheets([{ name: definition.name.zh, columns: [...head, ...fields], rows: [] }]),
  };
}

/** The rows that were not taken over, as they came, with the reasons. @throws AppError `not-found` */
export async function rejectedRows(env: Env, session: Session, id: string) {
  const { batch } = await ownBatch(env, session, id);
  const rows = (await listImportRows(env.store.db, id)).filter(
    (row) => row.verdict === 'reject' || row.verdict === 'conflict',
  );
  return {
    fileName: `未导入-${batch.fileName.replace(/\.[^.]+$/, '')}.xlsx`,
    mime: xlsxType,
    body: writeSheets([
      {
        name: '未导入的行',
        columns: [
          ...batch.columns.map((title) => ({ title })),
          { title: '原行号', width: 8 },
          { title: '原因', width: 60 },
        ],
        rows: rows.map((row) => [
          ...batch.columns.map((column) => row.cells[column] ?? ''),
          row.row,
          (row.problems as ReturnType<typeof problem>[]).map((one) => one.message.zh).join('；'),
        ]),
      },
    ]),
  };
}
