import {
  type CellNames,
  type FieldDefinition,
  formatCell,
  type LocalText,
  type Programme,
  type RegistryRecord,
} from '@huanzhi/registry';
import type { SheetCell } from '../services/tables/write-sheet.ts';
import { firstDue } from '../store/records/record-row.ts';

/** One column of an exported list. */
export interface RecordColumn {
  title: string;
  width: number;
  cell: (record: RegistryRecord, index: number, masked: readonly string[]) => SheetCell;
}

/** Stands where the person may not look. */
export const withheld = '（无权查看）';

const lightWords: Record<string, LocalText> = {
  grey: { zh: '灰灯', en: 'grey' },
  green: { zh: '绿灯', en: 'green' },
  yellow: { zh: '黄灯', en: 'yellow' },
  red: { zh: '红灯', en: 'red' },
  blue: { zh: '蓝灯', en: 'blue' },
};

const envelopeTitles: Record<string, string> = {
  '#': '序号',
  code: '编号',
  title: '标题',
  summary: '摘要',
  state: '状态',
  light: '亮灯',
  areaCode: '区划代码',
  ownerOrg: '主办单位',
  coOrgs: '协办单位',
  ownerUser: '承办人',
  due: '办理期限',
  stateSince: '进入状态时间',
  createdAt: '登记时间',
  updatedAt: '更新时间',
};

/**
 * The chosen columns; without a choice those of the offices' form where the definition has one, else those of the
 * list. A key that is no column is left out.
 * @param chosen keys as the address of a list has them
 */
export function columnsOf(
  programme: Programme,
  names: CellNames,
  chosen?: readonly string[],
): RecordColumn[] {
  const { definition } = programme;
  const columnOf = (key: string) => {
    const name = key.replace(/^data\./, '');
    const field = definition.fields.find((one) => one.key === name);
    if (field !== undefined) return [{ header: field.excel?.title ?? field.label.zh, value: `data.${name}` }];
    const header = envelopeTitles[name];
    return header === undefined ? [] : [{ header, value: name }];
  };
  const form =
    chosen === undefined
      ? (definition.exportForm ?? definition.columns.flatMap(columnOf))
      : chosen.flatMap(columnOf);
  return form.map(({ header, value }) => ({
    title: header,
    width: value === '#' ? 6 : value === 'title' || value.startsWith('data.progress') ? 44 : 20,
    cell: (record, index, masked) => {
      if (masked.includes(value.replace(/^data\./, ''))) return withheld;
      return cellOf(programme, record, value, index, names);
    },
  }));
}

/** The value of an `exportForm` column as a person reads it. */
export function cellOf(
  programme: Programme,
  record: RegistryRecord,
  value: string,
  index: number,
  names: CellNames,
): SheetCell {
  const { definition } = programme;
  if (value.startsWith('data.')) {
    const key = value.slice('data.'.length);
    const field: FieldDefinition | undefined = definition.fields.find((one) => one.key === key);
    return field === undefined ? null : formatCell(field, record.data[key], names);
  }
  switch (value) {
    case '#':
      return index + 1;
    case 'state':
      return definition.states.find((state) => state.key === record.state)?.label.zh ?? record.state;
    case 'light':
      return lightWords[record.light]?.zh ?? record.light;
    case 'due':
      return firstDue(record.clocks);
    case 'ownerOrg':
      return record.ownerOrg === null ? null : (names.org?.(record.ownerOrg) ?? record.ownerOrg);
    case 'coOrgs':
      return record.coOrgs.map((id) => names.org?.(id) ?? id).join('、');
    case 'ownerUser':
      return record.ownerUser === null ? null : (names.user?.(record.ownerUser) ?? record.ownerUser);
    case 'code':
    case 'title':
    case 'summary':
    case 'areaCode':
    case 'stateSince':
    case 'createdAt':
    case 'updatedAt':
      return record[value];
    default:
      return null;
  }
}
