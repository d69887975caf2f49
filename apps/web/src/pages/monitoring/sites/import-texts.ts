import { useLocal } from '../../../lib/use-local.ts';

const zh = {
  title: '导入点位表',
  open: '导入 Excel',
  export: '导出 Excel',
  line: '按编码找点位：没有的新增，不同的更新，其余不动。表中没有的列保持原值，空格表示无。',
  from: '用导出的点位表修改',
  file: '点位表（xlsx 或 csv）',
  pick: '选文件',
  choose: '请选择文件',
  check: '检查',
  checked: (counts: Record<'new' | 'change' | 'same' | 'reject', number>) =>
    `新增 ${counts.new}，更新 ${counts.change}，未变 ${counts.same}，不能导入 ${counts.reject}`,
  write: (count: number) => `导入 ${count} 行`,
  written: (counts: Record<'new' | 'change' | 'same' | 'reject', number>) =>
    `已导入：新增 ${counts.new}，更新 ${counts.change}；${counts.reject} 行没有导入。`,
  nothing: '没有可以导入的行。',
  rows: '逐行判定',
  row: '行',
  code: '编码',
  name: '名称',
  verdict: '判定',
  verdicts: { new: '新增', change: '更新', same: '未变', reject: '不能导入' },
  why: '原因',
};

const en: typeof zh = {
  title: 'Import sites',
  open: 'Import Excel',
  export: 'Export Excel',
  line: 'Sites are found by code: unknown ones are added, different ones changed. Columns that the table lacks stay, an empty cell means none.',
  from: 'Edit the exported list',
  file: 'List of sites (xlsx or csv)',
  pick: 'File',
  choose: 'Choose a file',
  check: 'Check',
  checked: (counts) =>
    `New ${counts.new}, changed ${counts.change}, same ${counts.same}, refused ${counts.reject}`,
  write: (count) => `Import ${count} rows`,
  written: (counts) =>
    `Imported: ${counts.new} new, ${counts.change} changed; ${counts.reject} rows were not.`,
  nothing: 'No row to import.',
  rows: 'Verdict by row',
  row: 'Row',
  code: 'Code',
  name: 'Name',
  verdict: 'Verdict',
  verdicts: { new: 'new', change: 'changed', same: 'same', reject: 'refused' },
  why: 'Why',
};

/** The words of the import of sites in the language of the interface. */
export function useImportTexts(): typeof zh {
  return useLocal().language === 'en' ? en : zh;
}
