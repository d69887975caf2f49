import { isMissing } from './fields.ts';
import { problem } from './problems.ts';
import { addDays, isDay } from './time.ts';
import type { FieldDefinition, LocalText, Problem } from './types.ts';

/** What a spreadsheet cell may hold. A `Date` is read by its UTC parts, as exceljs gives it. */
export type CellValue = string | number | boolean | Date | null | undefined;

/** Finds things by the names that offices write. */
export interface CellLookups {
  /** Id of the organisation, `null` when there is none or more than one. */
  org?: (name: string) => string | null;
  user?: (name: string) => string | null;
  /** Id of a record of `registry` by code or title. */
  record?: (registry: string, text: string) => string | null;
}

/** Names of ids, for export. */
export interface CellNames {
  org?: (id: string) => string;
  user?: (id: string) => string;
  record?: (registry: string, id: string) => string;
  language?: keyof LocalText;
}

/** A value (`undefined`: the cell is empty), or what is wrong with the cell. */
export type CoercedCell = { value: unknown } | { problem: Problem };

const SEPARATOR = /[、，,；;\n]+/;
const YES = new Set(['是', '有', '√', '✓', 'y', 'yes', 'true', '1']);
const NO = new Set(['否', '无', '×', '✗', 'n', 'no', 'false', '0']);
const NUMBER = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?$/;
const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0{1,2}:00(?::00)?)?$/;
const MONTH = /^(\d{4})[-/.年](\d{1,2})月?$/;
const POINT = /^([+-]?\d+(?:\.\d+)?)[,，\s]+([+-]?\d+(?:\.\d+)?)$/;

/** Full-width digits, signs and letters become half-width; blanks at the ends go. */
function narrow(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replace(/[−–]/g, '-')
    .trim();
}

/**
 * Reads one cell of an import into the value of a field. It only reads the form; `validateData` checks the
 * value. Numbers may carry thousands separators, full-width digits and the field's own unit; dates may be
 * written 2026-11-20, 2026/11/20, 2026年11月20日, 20261120 or be a date or serial number of the spreadsheet;
 * choices by label or value; lists separated by 、 ， ； or a line break.
 * @returns the value, `undefined` for an empty cell, or a problem at `data.<key>` that shows the cell.
 */
export function coerceCell(field: FieldDefinition, cell: CellValue, lookups: CellLookups = {}): CoercedCell {
  const text = cellText(cell);
  const refuse = (code: string, zh: string, en: string): CoercedCell => ({
    problem: problem(
      `data.${field.key}`,
      code,
      `${field.label.zh}“${text}”：${zh}`,
      `${field.label.en} “${text}”: ${en}`,
    ),
  });
  if (text.trim() === '') return { value: undefined };
  switch (field.type) {
    case 'text':
      return { value: text.trim() };
    case 'number':
    case 'integer': {
      const value = readNumber(text, field.unit);
      return value === null ? refuse('not-a-number', '应为数字', 'expected a number') : { value };
    }
    case 'boolean': {
      const word = narrow(text).toLowerCase();
      if (YES.has(word)) return { value: true };
      return NO.has(word) ? { value: false } : refuse('not-boolean', '应为“是”或“否”', 'expected 是 or 否');
    }
    case 'date': {
      const value = readDate(cell, text);
      return value === null
        ? refuse('not-date', '应为日期，如 2026-11-20', 'expected a date such as 2026-11-20')
        : { value };
    }
    case 'month': {
      const value = readMonth(cell, text);
      return value === null
        ? refuse('not-month', '应为月份，如 2026-11', 'expected a month such as 2026-11')
        : { value };
    }
    case 'datetime': {
      const value = readInstant(cell, text);
      return value === null
        ? refuse('not-datetime', '应为时间，如 2026-11-20 14:30', 'expected a time such as 2026-11-20 14:30')
        : { value };
    }
    case 'choice': {
      const value = readOption(field.options, text);
      const expected = field.options.map((option) => option.label.zh).join('、');
      return value === null ? refuse('not-an-option', `应为 ${expected}`, `expected ${expected}`) : { value };
    }
    case 'choices':
      return readList(
        text,
        (part) => readOption(field.options, part),
        (part) => refuse('not-an-option', `没有“${part}”这个选项`, `no option “${part}”`),
      );
    case 'org':
    case 'orgs': {
      const find = (part: string) => lookups.org?.(part) ?? null;
      const list = readList(text, find, (part) =>
        refuse(
          'unknown-org',
          `没有找到单位“${part}”，或有同名单位`,
          `organisation “${part}” not found or not unique`,
        ),
      );
      if (field.type === 'orgs' || 'problem' in list) return list;
      const ids = list.value as string[];
      return ids.length === 1
        ? { value: ids[0] }
        : refuse('one-org', '只能填一个单位', 'expected one organisation');
    }
    case 'user': {
      const value = lookups.user?.(text.trim()) ?? null;
      return value === null
        ? refuse('unknown-user', '没有找到此人', 'user not found or not unique')
        : { value };
    }
    case 'record': {
      const value = lookups.record?.(field.registry, text.trim()) ?? null;
      return value === null
        ? refuse('unknown-record', '没有找到此记录', 'record not found or not unique')
        : { value };
    }
    case 'point': {
      const parts = POINT.exec(narrow(text));
      return parts === null
        ? refuse('not-a-point', '应为“经度,纬度”', 'expected “longitude,latitude”')
        : { value: { lng: Number(parts[1]), lat: Number(parts[2]) } };
    }
    case 'evidence':
    case 'items':
      return refuse('not-importable', '不能从表格导入', 'cannot be imported from a cell');
  }
}

function cellText(cell: CellValue): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return String(cell);
}

function readNumber(text: string, unit: string | undefined): number | null {
  let plain = narrow(text).replace(/\s+/g, '');
  const suffix = unit === undefined ? '' : narrow(unit).replace(/\s+/g, '');
  if (suffix !== '' && plain.endsWith(suffix)) plain = plain.slice(0, -suffix.length);
  if (/^[+-]?\d+(?:\.\d+)?e[+-]?\d+$/i.test(plain)) return Number(plain);
  return NUMBER.test(plain) && /\d/.test(plain) ? Number(plain.replaceAll(',', '')) : null;
}

const pad = (part: string | undefined): string => (part ?? '').padStart(2, '0');

function readDate(cell: CellValue, text: string): string | null {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell.toISOString().slice(0, 10);
  const plain = narrow(text);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const parts = compact ?? DATE.exec(plain);
  if (parts !== null) {
    const day = `${parts[1]}-${pad(parts[2])}-${pad(parts[3])}`;
    return isDay(day) ? day : null;
  }
  return typeof cell === 'number' ? fromSerial(cell) : null;
}

/** Days of the 1900 date system of spreadsheets; 61 is 1900-03-01, before which it counts a day too much. */
function fromSerial(serial: number): string | null {
  return serial >= 61 && serial < 2_958_466 ? addDays('1899-12-30', Math.floor(serial)) : null;
}

function readMonth(cell: CellValue, text: string): string | null {
  const parts = MONTH.exec(narrow(text)) ?? /^(\d{4})(0[1-9]|1[0-2])$/.exec(narrow(text));
  const month = parts === null ? readDate(cell, text)?.slice(0, 7) : `${parts[1]}-${pad(parts[2])}`;
  return month !== undefined && isDay(`${month}-01`) ? month : null;
}

/** A time without offset is that of Asia/Shanghai. */
function readInstant(cell: CellValue, text: string): string | null {
  if (cell instanceof Date) {
    return Number.isNaN(cell.getTime()) ? null : `${cell.toISOString().slice(0, 19)}+08:00`;
  }
  const parts = /^(.+?)[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(narrow(text));
  const day = readDate(parts?.[1] ?? text, parts?.[1] ?? text);
  if (day === null) return null;
  const [hour, minute, second] = [pad(parts?.[2]), pad(parts?.[3]), pad(parts?.[4])];
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${day}T${hour}:${minute}:${second}${parts?.[5] ?? '+08:00'}`;
}

function readOption(options: { value: string; label: LocalText }[], text: string): string | null {
  const word = narrow(text).toLowerCase();
  const found = options.find((option) =>
    [option.value, option.label.zh, option.label.en].some((name) => narrow(name).toLowerCase() === word),
  );
  return found?.value ?? null;
}

function readList(
  text: string,
  find: (part: string) => string | null,
  refuse: (part: string) => CoercedCell,
): CoercedCell {
  // A name that holds a separator itself is tried whole first.
  const whole = find(text.trim());
  if (whole !== null) return { value: [whole] };
  const found = new Set<string>();
  for (const part of text.split(SEPARATOR).map((piece) => piece.trim())) {
    if (part === '') continue;
    const id = find(part);
    if (id === null) return refuse(part);
    found.add(id);
  }
  return { value: [...found] };
}

/**
 * Writes the value of a field into a cell; `coerceCell` reads it back (items and evidence excepted).
 * @returns a number for numbers, text for everything else, `null` for a missing value.
 */
export function formatCell(
  field: FieldDefinition,
  value: unknown,
  names: CellNames = {},
): string | number | null {
  if (isMissing(value)) return null;
  const language = names.language ?? 'zh';
  const label = (options: { value: string; label: LocalText }[], item: unknown): string =>
    options.find((option) => option.value === item)?.label[language] ?? String(item);
  const list = (items: unknown, write: (item: unknown) => string): string =>
    (Array.isArray(items) ? items : [items]).map(write).join(language === 'zh' ? '、' : '; ');
  switch (field.type) {
    case 'number':
    case 'integer':
      return typeof value === 'number' ? value : String(value);
    case 'boolean':
      return value === true ? (language === 'zh' ? '是' : 'yes') : language === 'zh' ? '否' : 'no';
    case 'choice':
      return label(field.options, value);
    case 'choices':
      return list(value, (item) => label(field.options, item));
    case 'org':
    case 'orgs':
      return list(value, (item) => names.org?.(String(item)) ?? String(item));
    case 'user':
      return names.user?.(String(value)) ?? String(value);
    case 'record':
      return names.record?.(field.registry, String(value)) ?? String(value);
    case 'point': {
      const { lng, lat } = value as { lng: number; lat: number };
      return `${lng},${lat}`;
    }
    case 'evidence':
      return list(value, String);
    case 'items':
      return (value as Record<string, unknown>[])
        .map((item) =>
          field.fields
            .filter((column) => !isMissing(item[column.key]))
            .map((column) => `${column.label[language]} ${formatCell(column, item[column.key], names)}`)
            .join('，'),
        )
        .join('\n');
    case 'text':
    case 'date':
    case 'month':
    case 'datetime':
      return String(value);
  }
}
