import type { Answer } from '@huanzhi/contract';
import { comparatorSign, formatNumber } from './format.ts';

export type Target = Answer<'target'>;

/** What a target asks for: `≥ 85`, `80–90`, `≥ Ⅲ` of a class, `完成市下达目标` where no figure was set. */
export function requirement(target: Pick<Target, 'comparator' | 'value' | 'value2' | 'raw'>): string {
  const { value, value2, comparator, raw } = target;
  if (typeof value === 'number') {
    if (value2 !== null) return `${formatNumber(value)}–${formatNumber(value2)}`;
    return `${comparatorSign(comparator)} ${formatNumber(value)}`.trim();
  }
  if (value !== null) return `${comparatorSign(comparator)} ${value}`;
  return raw ?? '—';
}

/** A requirement with its unit: `≥ 85%`, `≤ 30 微克/立方米`. */
export function requirementWithUnit(
  target: Pick<Target, 'comparator' | 'value' | 'value2' | 'raw' | 'unit'>,
): string {
  const unit = target.unit ?? '';
  return `${requirement(target)}${unit === '%' || unit === '' ? unit : ` ${unit}`}`;
}

/** The figure of a target for charts, or null when it is a phrase or a range. */
export function limitOf(target: Pick<Target, 'value' | 'value2'>): number | null {
  return typeof target.value === 'number' && target.value2 === null ? target.value : null;
}
