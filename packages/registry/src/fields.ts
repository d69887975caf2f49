import { problem } from './problems.ts';
import { isDay } from './time.ts';
import type { FieldDefinition, Problem, RegistryDefinition } from './types.ts';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;
/** Control characters other than tab and line ends: PostgreSQL refuses U+0000, and Excel writes none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;
const DEFAULT_MAX_LENGTH = 4000;

/** Whether a value counts as missing: absent, `null`, blank text or an empty list. `0` and `false` do not. */
export function isMissing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/**
 * Checks `data` against the fields of a definition; server and page use this one function, so the messages
 * are the same.
 * @returns every mistake, with paths `data.<field>[.<index>.<field>]`; empty when there is none.
 */
export function validateData(definition: RegistryDefinition, data: Record<string, unknown>): Problem[] {
  return validateFields(definition.fields, data, 'data');
}

/** Checks values against fields. @param prefix `data` or `inputs`. */
export function validateFields(
  fields: readonly FieldDefinition[],
  values: Record<string, unknown>,
  prefix: string,
): Problem[] {
  const known = new Set(fields.map((field) => field.key));
  const unknown = Object.keys(values)
    .filter((key) => !known.has(key))
    .map((key) => problem(`${prefix}.${key}`, 'unknown-field', `没有“${key}”这一项`, `no field “${key}”`));
  return [
    ...unknown,
    ...fields.flatMap((field) => validateField(field, values[field.key], `${prefix}.${field.key}`)),
  ];
}

function validateField(field: FieldDefinition, value: unknown, path: string): Problem[] {
  const say = (code: string, zh: string, en: string): Problem[] => [
    problem(path, code, `${field.label.zh}${zh}`, `${field.label.en}: ${en}`),
  ];
  if (isMissing(value)) return field.required === true ? say('required', '为必填项', 'required') : [];
  switch (field.type) {
    case 'text': {
      if (typeof value !== 'string') return say('not-text', '应为文字', 'expected text');
      const max = field.maxLength ?? DEFAULT_MAX_LENGTH;
      const length = [...value].length;
      if (length > max) {
        return say(
          'too-long',
          `最多 ${max} 字，现有 ${length} 字`,
          `at most ${max} characters, found ${length}`,
        );
      }
      if (CONTROL.test(value))
        return say('control-character', '含有不可见的控制字符', 'holds control characters');
      if (field.pattern !== undefined && !new RegExp(`^(?:${field.pattern})$`, 'u').test(value)) {
        return say('pattern', '格式不符', 'does not have the expected form');
      }
      return [];
    }
    case 'number':
    case 'integer':
      return validateNumber(field, value, say);
    case 'boolean':
      return typeof value === 'boolean' ? [] : say('not-boolean', '应为“是”或“否”', 'expected yes or no');
    case 'date':
      return typeof value === 'string' && isDay(value)
        ? []
        : say('not-date', '应为日期，如 2026-11-20', 'expected a date such as 2026-11-20');
    case 'datetime':
      return typeof value === 'string' && isDay(INSTANT.exec(value)?.[1] ?? '')
        ? []
        : say('not-datetime', '应为带时区的时间', 'expected an ISO 8601 time with offset');
    case 'month':
      return typeof value === 'string' && MONTH.test(value)
        ? []
        : say('not-month', '应为月份，如 2026-11', 'expected a month such as 2026-11');
    case 'choice':
      return field.options.some((option) => option.value === value)
        ? []
        : say('not-an-option', `没有“${String(value)}”这个选项`, `no option “${String(value)}”`);
    case 'choices': {
      if (!isTextList(value)) return say('not-a-list', '应为选项的列表', 'expected a list of options');
      const stray = value.find((item) => !field.options.some((option) => option.value === item));
      return stray === undefined
        ? []
        : say('not-an-option', `没有“${stray}”这个选项`, `no option “${stray}”`);
    }
    case 'org':
    case 'user':
    case 'record':
      return typeof value === 'string' ? [] : say('not-an-id', '应为一个编号', 'expected one id');
    case 'orgs':
    case 'evidence':
      return isTextList(value)
        ? []
        : say('not-a-list', '应为不重复的列表', 'expected a list without repetition');
    case 'point':
      return isPoint(value)
        ? []
        : say('not-a-point', '应为经纬度', 'expected a longitude and a latitude in degrees');
    case 'items':
      return validateItems(field, value, path, say);
  }
}

type Say = (code: string, zh: string, en: string) => Problem[];

function validateNumber(
  field: Extract<FieldDefinition, { type: 'number' | 'integer' }>,
  value: unknown,
  say: Say,
): Problem[] {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return say('not-a-number', '应为数字', 'expected a number');
  const digits = field.type === 'integer' ? 0 : field.digits;
  if (digits !== undefined && decimals(value) > digits) {
    return digits === 0
      ? say('not-whole', '应为整数', 'expected a whole number')
      : say('too-precise', `最多 ${digits} 位小数`, `at most ${digits} decimals`);
  }
  if (field.min !== undefined && value < field.min) {
    return say('too-small', `不得小于 ${field.min}`, `not below ${field.min}`);
  }
  if (field.max !== undefined && value > field.max) {
    return say('too-big', `不得大于 ${field.max}`, `not above ${field.max}`);
  }
  return [];
}

/** Decimals of the shortest decimal that is this number. */
function decimals(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
}

function validateItems(
  field: Extract<FieldDefinition, { type: 'items' }>,
  value: unknown,
  path: string,
  say: Say,
): Problem[] {
  if (!Array.isArray(value)) return say('not-a-list', '应为列表', 'expected a list');
  const items: unknown[] = value;
  const { minItems = 0, maxItems = 1000 } = field;
  if (items.length < minItems) return say('too-few', `至少 ${minItems} 项`, `at least ${minItems} items`);
  if (items.length > maxItems) return say('too-many', `最多 ${maxItems} 项`, `at most ${maxItems} items`);
  return items.flatMap((item, index) =>
    isRecordOf(item)
      ? validateFields(field.fields, item, `${path}.${index}`)
      : [
          problem(
            `${path}.${index}`,
            'not-an-item',
            `${field.label.zh}第 ${index + 1} 项格式不符`,
            `${field.label.en}, item ${index + 1}: expected an object`,
          ),
        ],
  );
}

function isTextList(value: unknown): value is string[] {
  if (!Array.isArray(value)) return false;
  const items: unknown[] = value;
  return (
    items.every((item) => typeof item === 'string' && item !== '') && new Set(items).size === items.length
  );
}

function isPoint(value: unknown): boolean {
  if (!isRecordOf(value)) return false;
  const { lng, lat } = value;
  return (
    typeof lng === 'number' &&
    typeof lat === 'number' &&
    Math.abs(lng) <= 180 &&
    Math.abs(lat) <= 90 &&
    Object.keys(value).length === 2
  );
}

function isRecordOf(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
