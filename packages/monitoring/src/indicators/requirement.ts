import { isDecimal } from './decimal-text.ts';
import { compareExact, rounded, times } from './exact.ts';
import type { Indicator } from './indicator.ts';

/** What a target asks of an indicator: a value at most, or at least. */
export interface Requirement {
  side: 'max' | 'min';
  /** Decimal text. For 左右 the edge of what still counts as reached. */
  limit: string;
  /** The figure as the plan prints it. */
  printed: string;
  /** The limit itself does not do. */
  strict: boolean;
}

/** 左右: within a twentieth of the figure. A default of ours, no rule says how much. */
const tolerance = { low: '1.05', high: '0.95' } as const;

/**
 * What a target asks, on the side where the indicator is bad: `<=` of a concentration, `>=` of a share. A range
 * counts with its worse end, `=` and 左右 on the bad side only.
 * @param target comparator of a plan, figures in decimal text
 * @returns null when the target has no figure, or points the other way (“PM2.5 at least 35”)
 */
export function requirementOf(
  target: { comparator: string; value: string | null; value2: string | null },
  direction: Indicator['direction'],
): Requirement | null {
  const { comparator, value, value2 } = target;
  if (value === null || !isDecimal(value)) return null;
  const side = direction === 'low' ? 'max' : 'min';
  const plain = { side, limit: value, printed: value, strict: false } as const;
  switch (comparator) {
    case '<=':
      return side === 'max' ? plain : null;
    case '<':
      return side === 'max' ? { ...plain, strict: true } : null;
    case '>=':
      return side === 'min' ? plain : null;
    case '>':
      return side === 'min' ? { ...plain, strict: true } : null;
    case '=':
      return plain;
    case '~':
      return { ...plain, limit: edge(value, tolerance[direction]) };
    case 'between': {
      if (side === 'min') return plain;
      return value2 !== null && isDecimal(value2) ? { ...plain, limit: value2, printed: value2 } : null;
    }
    default:
      return null;
  }
}

/** Whether a printed value is what the target asks. */
export function meets(requirement: Requirement, value: string): boolean {
  const order = compareExact(value, requirement.limit);
  if (order === 0) return !requirement.strict;
  return requirement.side === 'max' ? order < 0 : order > 0;
}

/** The exact product without needless zeros: both are decimals, so two further digits hold it. */
function edge(value: string, factor: string): string {
  const digits = (value.split('.')[1]?.length ?? 0) + 2;
  return rounded(times(value, factor), digits).replace(/\.?0+$/, '');
}
