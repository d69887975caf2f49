import type { HourMark } from '../hours/hour-day.ts';
import { plainText } from '../units/plain-text.ts';

/**
 * What a cell says. Missing: nothing came; invalid: something came that the publisher struck out; not monitored: the item
 * is not measured there; zero is a value. `halved` marks a laboratory's non-detect, of which half the limit counts.
 */
export type CellReading =
  | { state: 'value'; text: string; halved: boolean }
  | { state: 'missing' | 'invalid' | 'not-monitored' | 'no-number' };

const number = /^[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})(e[+-]?\d{1,2})?$/;
const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d{0,15})?$/;
const nonDetect = /^(?:<([\d.]{1,15})|([\d.]{1,15})l)$/;

const missing = new Set([
  '',
  '-',
  '—',
  '–',
  '——',
  '-;',
  'na',
  'n/a',
  'nan',
  'null',
  'none',
  '缺测',
  '无数据',
]);
const notMonitored = new Set(['*', '/', '未监测', '不监测']);
const invalid = new Set(['无效', 'invalid', '异常']);

/**
 * Reads a cell of values. Empty, `-` and `—` are missing; `--` and flags such as `#极值过滤` invalid; `*` and `/` not
 * monitored; `<0.05` and `0.05L` non-detects, which count as half the limit (环办〔2011〕22号, recall).
 */
export function readCell(cell: string): CellReading {
  const direct = cell.trim();
  const text = number.test(direct) ? direct : plainText(direct);
  if (number.test(text)) return { state: 'value', text, halved: false };
  if (missing.has(text)) return { state: 'missing' };
  if (notMonitored.has(text)) return { state: 'not-monitored' };
  if (/^-{2,}$/.test(text) || text.startsWith('#') || invalid.has(text)) return { state: 'invalid' };
  if (grouped.test(text)) return { state: 'value', text: text.replaceAll(',', ''), halved: false };
  const found = nonDetect.exec(text);
  const limit = found?.[1] ?? found?.[2];
  if (limit !== undefined && number.test(limit)) return { state: 'value', text: limit, halved: true };
  return { state: 'no-number' };
}

const marks: Readonly<Record<string, HourMark>> = {
  '': 'N',
  n: 'N',
  正常: 'N',
  有效: 'N',
  normal: 'N',
  f: 'F',
  停站: 'F',
  停运: 'F',
  停机: 'F',
  停产: 'F',
  m: 'M',
  维护: 'M',
  检修: 'M',
  s: 'S',
  手工: 'S',
  人工: 'S',
  手工录入: 'S',
  d: 'D',
  故障: 'D',
  c: 'C',
  校准: 'C',
  校零: 'C',
  t: 'T',
  超量程: 'T',
  超上限: 'T',
  超测量上限: 'T',
  b: 'B',
  通讯中断: 'B',
  通讯异常: 'B',
  断线: 'B',
  '-': 'N',
};

/**
 * The mark of HJ 212 that a cell means: its letter, or the word that publications print (正常, 维护, 停站).
 * @returns null for another word
 */
export function readMark(cell: string): HourMark | null {
  return marks[plainText(cell)] ?? null;
}
