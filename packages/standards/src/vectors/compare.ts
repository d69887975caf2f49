import { absolute, compare, type DecimalInput, decimal, isDecimal, subtract } from '../decimal/decimal.ts';
import type { Tolerance } from './registry.ts';

/** How {@link differences} compares. */
export interface CompareOptions {
  readonly tolerance: Tolerance | ((path: string) => Tolerance);
  readonly unordered: readonly string[];
}

/**
 * Compares what was expected with what was found, field by field. Only expected fields count; a number
 * equals a text that writes the same number; `null` and the mark `"NA"` equal an absent field or an empty list.
 * @param path name of the place, for the messages; empty at the top.
 * @returns one message per differing field, none when all agree.
 */
export function differences(expected: unknown, found: unknown, options: CompareOptions, path = ''): string[] {
  const place = path === '' ? 'value' : path;
  if (isNothing(expected)) return isNothing(found) ? [] : [message(place, expected, found)];
  if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length) return [message(place, expected, found)];
    const sorted = options.unordered.includes(path.split('.').at(-1) ?? '');
    const left = sorted ? [...expected].map(String).sort() : expected;
    const right: unknown[] = sorted ? [...found].map(String).sort() : found;
    return left.flatMap((item: unknown, index) =>
      differences(item, right[index], options, `${path}[${index}]`),
    );
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof found !== 'object' || found === null) return [message(place, expected, found)];
    const fields = found as Readonly<Record<string, unknown>>;
    return Object.entries(expected).flatMap(([name, value]) =>
      differences(value, fields[name], options, path === '' ? name : `${path}.${name}`),
    );
  }
  const tolerance = typeof options.tolerance === 'function' ? options.tolerance(path) : options.tolerance;
  return equalScalars(expected, found, tolerance) ? [] : [message(place, expected, found)];
}

function isNothing(value: unknown): boolean {
  return (
    value === null || value === undefined || value === 'NA' || (Array.isArray(value) && value.length === 0)
  );
}

function equalScalars(expected: unknown, found: unknown, tolerance: Tolerance): boolean {
  if (expected === found) return true;
  if (!isDecimal(expected) || !isDecimal(found)) return false;
  return compare(absolute(subtract(expected, found)), allowed(expected, tolerance)) <= 0;
}

function allowed(expected: DecimalInput, tolerance: Tolerance): DecimalInput {
  return tolerance === 'printed digits' ? { units: 5n, digits: decimal(expected).digits + 1 } : tolerance;
}

function message(place: string, expected: unknown, found: unknown): string {
  return `${place}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found ?? null)}`;
}
