import type { FieldDefinition } from '@huanzhi/registry';
import { formatExact, formatNumber, type Language } from './format.ts';

/** What a text of a value needs besides the value. */
export interface ValueContext {
  language: Language;
  orgName: (id: string) => string;
  words: { yes: string; no: string; entries: (count: number) => string };
}

/** Missing is `—`, never 0 or an empty cell. */
export const missing = '—';

function isMissing(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** The text of one value of a field, as lists and details show it. */
export function valueText(field: FieldDefinition, value: unknown, context: ValueContext): string {
  if (isMissing(value)) return missing;
  const list = Array.isArray(value) ? value : [value];
  const separator = context.language === 'zh' ? '、' : ', ';
  switch (field.type) {
    case 'choice':
    case 'choices':
      return list
        .map(
          (one) =>
            field.options.find((option) => option.value === one)?.label[context.language] ?? String(one),
        )
        .join(separator);
    case 'org':
    case 'orgs':
      return list.map((one) => context.orgName(String(one))).join(separator);
    case 'boolean':
      return value === true ? context.words.yes : context.words.no;
    case 'number':
    case 'integer':
      return typeof value === 'number'
        ? `${formatNumber(value)}${field.unit ? (field.unit === '%' ? '%' : ` ${field.unit}`) : ''}`
        : String(value);
    case 'datetime':
      return formatExact(String(value));
    case 'point': {
      const { lng, lat } = value as { lng: number; lat: number };
      return `E${lng}° N${lat}°`;
    }
    case 'items':
    case 'evidence':
      return context.words.entries(list.length);
    default:
      return String(value);
  }
}

/** A value of unknown origin (history, conflict), by its field when the path names one. */
export function anyText(field: FieldDefinition | undefined, value: unknown, context: ValueContext): string {
  if (isMissing(value)) return missing;
  if (field) return valueText(field, value, context);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
