import { type Block, type CleanText, quote, rawSpan } from '../clean-text.ts';
import { COUNT, figure, MEASURE, NUMBER, SCALE } from '../measures.ts';
import type { Comparator, IndicatorKind, PlanIndicator } from '../types.ts';
import type { TableRow } from './table.ts';

const VALUE = new RegExp(
  `^(≥|≤|>|<|约|不低于|不少于|不高于|不超过|达到|大于|小于|低于|高于|控制在)?(${NUMBER})(?:[-—~～至](${NUMBER}))?(${SCALE}(?:${MEASURE}|${COUNT}|分|倍))?(?:\\([^()]*\\))?(以上|及以上|以下|及以下|以内|左右)?$`,
  'u',
);
const CLASS = /^(?:≥|达到|优于|不低于)?([ⅠⅡⅢⅣⅤ])类?(?:及以上|以上|水|水质|标准)*$/u;
/** A rate or a count wants to rise; of these less is better. */
const LESS = /浓度|排放量|排放强度|能耗|水耗|用水量|用水总量|消耗量|填埋量|超标|投诉|噪声|发生数|损失/u;
const IN_BRACKETS = /^(.{2,}?)\(([^()]{1,12})\)$/u;
const MEASURE_ONLY = new RegExp(`^${SCALE}(?:${MEASURE}|${COUNT}|分)$`, 'u');

type RowTarget = Omit<PlanIndicator, 'id' | 'path'>;

/**
 * Reads the targets in a row of a table of targets: one for each column with a value.
 * @param fallback the date that a column without a year means (`YYYY-MM-DD`), or null
 */
export function targetsOfRow(clean: CleanText, row: TableRow, fallback: string | null): RowTarget[] {
  const text = (cell: readonly Block[]): string =>
    cell.map(({ start, end }) => clean.text.slice(start, end)).join('');
  const printed = text(row.title).replace(/^[①-⑳]/u, '');
  const bracketed = IN_BRACKETS.exec(printed);
  const inName = bracketed && MEASURE_ONLY.test(bracketed[2] ?? '') ? bracketed : null;
  const name = inName?.[1] ?? printed;
  const measure = text(row.measure);
  const unit = /^[-—/无]?$/u.test(measure) ? (inName?.[2] ?? null) : measure;
  const head = row.title[0];
  if (!head) return [];
  return row.values.flatMap(({ cell, year }) => {
    const first = cell[0];
    const last = cell.at(-1);
    const words = text(cell);
    if (!first || !last || /^[-—/无]$/u.test(words)) return [];
    const span = rawSpan(clean, first.start, last.end);
    return [
      {
        name,
        subject: '',
        ...readValue(words, name, unit),
        deadline: year === null ? fallback : `${year}-12-31`,
        source: quote(clean, first.start, last.end),
        offset: span[0],
        span,
        stretch: /力争|争取|努力/u.test(words),
      },
    ];
  });
}

function readValue(
  words: string,
  name: string,
  unit: string | null,
): Pick<RowTarget, 'comparator' | 'value' | 'unit' | 'kind'> & { value2?: number; raw?: string } {
  const known = CLASS.exec(words);
  if (known?.[1]) return { comparator: '>=', value: known[1], unit: '类', kind: 'class' };
  const match = VALUE.exec(words.replace(/^力争|^争取/u, ''));
  if (!match) return { comparator: 'qualitative', value: null, unit: null, kind: 'qualitative', raw: words };
  const own = match[4] ?? unit;
  const upper = match[3];
  return {
    comparator: upper === undefined ? comparatorOf(match[1] ?? '', match[5] ?? '', name) : 'between',
    value: figure(match[2] ?? ''),
    ...(upper === undefined ? {} : { value2: figure(upper) }),
    unit: own,
    kind: kindOf(name, own ?? ''),
  };
}

function comparatorOf(sign: string, behind: string, name: string): Comparator {
  if (/≥|不低于|不少于|达到/u.test(sign) || /以上/u.test(behind)) return '>=';
  if (/≤|不高于|不超过|控制在/u.test(sign) || /以下|以内/u.test(behind)) return '<=';
  if (/>|大于|高于/u.test(sign)) return '>';
  if (/<|小于|低于/u.test(sign)) return '<';
  if (sign === '约' || behind === '左右') return '~';
  return LESS.test(name) && !/下降|降低|减少|削减|率$/u.test(name) ? '<=' : '>=';
}

function kindOf(name: string, unit: string): IndicatorKind {
  if (/\/(?:立方米|升|m³|m3|L|l)$/u.test(unit)) return 'concentration';
  if (/\/人$/u.test(unit) || /^人均/u.test(name)) return 'per-capita';
  if (/累计|总计/u.test(name)) return 'cumulative';
  return /^(?:%|‰|个百分点)$/u.test(unit) ? 'rate' : 'quantity';
}
