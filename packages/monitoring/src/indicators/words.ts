import type { Projection } from './evaluation.ts';
import { compareExact, minus, rounded } from './exact.ts';
import type { Words } from './indicator.ts';
import type { Requirement } from './requirement.ts';

/** `≤ 35`, `≥ 85%`. */
export function requirementText(requirement: Requirement, unit: string): string {
  const { side, strict, printed } = requirement;
  const sign = side === 'max' ? (strict ? '<' : '≤') : strict ? '>' : '≥';
  return `${sign} ${printed}${unit === '%' ? '%' : ''}`;
}

/** Figures that a status was decided by, and what the page shows of them. */
export interface Range {
  value: string;
  low: string;
  high: string;
}

/** `36.4（34.0–39.1）`; without a spread the middle alone. */
export function spread(range: Range, unit: Words = { zh: '', en: '' }): Words {
  const same = range.low === range.high;
  return {
    zh: `${range.value}${unit.zh}${same ? '' : `（${range.low}–${range.high}）`}`,
    en: `${range.value}${unit.en}${same ? '' : ` (${range.low}–${range.high})`}`,
  };
}

/** `近三年同期`, `2017、2018 年同期`. */
export function periodName(projection: Pick<Projection, 'years'>, year: number): Words {
  const { years } = projection;
  const last = years.at(-1) ?? 0;
  const following = last === year - 1 && (years[0] ?? 0) === year - years.length;
  if (years.length === 3 && following)
    return { zh: '近三年同期', en: 'the same period of the last three years' };
  return { zh: `${years.join('、')} 年同期`, en: `the same period of ${years.join(', ')}` };
}

/** `比要求高 0.3`, `比要求低 1.2`, `与要求持平`: a value against the requirement, both as printed. */
export function distance(value: string, requirement: Requirement, digits: number, unit: Words): Words {
  const order = compareExact(value, requirement.printed);
  if (order === 0) return { zh: '与要求持平', en: 'just at the target' };
  const gap = minus(value, requirement.printed);
  const size = rounded(
    gap.numerator < 0n ? { ...gap, numerator: -gap.numerator } : gap,
    Math.max(digits, requirement.printed.split('.')[1]?.length ?? 0),
  );
  return {
    zh: `比要求${order > 0 ? '高' : '低'} ${size}${unit.zh}`,
    en: `${size}${unit.en} ${order > 0 ? 'above' : 'below'} the target`,
  };
}

/** Both languages joined by the marks of each. */
export function sentence(...parts: (Words | null)[]): Words {
  const present = parts.filter((part): part is Words => part !== null);
  return {
    zh: present.map(({ zh }) => zh).join('，'),
    en: present.map(({ en }) => en).join('; '),
  };
}
