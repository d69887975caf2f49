import type { LocalText } from '@huanzhi/registry';

/** What a status is judged by. Values as decimal text, days `YYYY-MM-DD`. */
export interface Judged {
  comparator: string;
  value: string | null;
  value2: string | null;
  unit: string | null;
  /** A day, an ISO duration or null. */
  deadline: string | null;
  kind?: string;
  /** Oldest first. */
  values: { asOf: string; value: string }[];
}

export type TargetState = 'none' | 'met' | 'on-course' | 'at-risk' | 'missed';

/** A status and the one sentence that explains it. */
export interface TargetVerdict {
  status: TargetState;
  reason: LocalText;
}

/** 左右: within a twentieth of the figure. A default of ours, no rule says how much. */
const about = 0.05;

const classes = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ'];

/**
 * Judges a target by its values. Without a value there is no status. On or after the deadline a target is
 * met or missed; before it, a target that is satisfied, or whose straight line through first and last
 * value satisfies it on the deadline, is on course, any other at risk.
 * @param today local day
 */
export function judgeTarget(target: Judged, today: string): TargetVerdict {
  const latest = target.values.at(-1);
  if (target.comparator === 'qualitative' || target.value === null) {
    return say('none', '定性或由上级下达的目标，须人工评估', 'Qualitative or assigned: judged by people');
  }
  if (latest === undefined) return say('none', '尚无数值', 'No value yet');
  const limit = asNumber(target.value);
  const current = Number(latest.value);
  if (limit === null)
    return say('none', '目标值不是数字，须人工评估', 'The target is no number: judged by people');
  const upper = target.value2 === null ? null : Number(target.value2);
  // A better class is a smaller number: “Ⅲ or better” means at most 3.
  const comparator = classes.includes(target.value) ? turned(target.comparator) : target.comparator;
  const fits = (value: number) => satisfies(comparator, value, limit, upper);
  const figure = `${latest.value}${target.unit ?? ''}（${latest.asOf}）`;
  const englishFigure = `${latest.value}${target.unit ?? ''} (${latest.asOf})`;

  const deadline =
    target.deadline !== null && /^\d{4}-\d{2}-\d{2}$/.test(target.deadline) ? target.deadline : null;
  if (deadline !== null && (today > deadline || latest.asOf >= deadline)) {
    return fits(current)
      ? say('met', `到期值 ${figure}，已达到目标`, `Final value ${englishFigure}: met`)
      : say('missed', `到期值 ${figure}，未达到目标`, `Final value ${englishFigure}: missed`);
  }
  if (fits(current)) {
    return deadline === null
      ? say('met', `最新值 ${figure}，已达到目标`, `Latest value ${englishFigure}: met`)
      : say(
          'on-course',
          `最新值 ${figure}，已达到，须保持到 ${deadline}`,
          `${englishFigure}: reached, to be kept until ${deadline}`,
        );
  }
  const projected = deadline === null ? null : project(target.values, deadline);
  if (projected === null) {
    return say(
      'at-risk',
      `最新值 ${figure}，尚未达到；数值不足，不能推算趋势`,
      `${englishFigure}: not reached; too few values for a trend`,
    );
  }
  const shown = Number(projected.toPrecision(4));
  return fits(projected)
    ? say(
        'on-course',
        `最新值 ${figure}，按现有趋势 ${deadline} 可达 ${shown}`,
        `${englishFigure}: heading for ${shown} on ${deadline}`,
      )
    : say(
        'at-risk',
        `最新值 ${figure}，按现有趋势 ${deadline} 仅达 ${shown}`,
        `${englishFigure}: heading for ${shown} on ${deadline}, short of the target`,
      );
}

function say(status: TargetState, zh: string, en: string): TargetVerdict {
  return { status, reason: { zh, en } };
}

function asNumber(value: string): number | null {
  const rank = classes.indexOf(value);
  if (rank >= 0) return rank + 1;
  const number = Number(value);
  return value.trim() === '' || Number.isNaN(number) ? null : number;
}

function turned(comparator: string): string {
  const other: Record<string, string> = { '>=': '<=', '<=': '>=', '>': '<', '<': '>' };
  return other[comparator] ?? comparator;
}

function satisfies(comparator: string, value: number, limit: number, upper: number | null): boolean {
  switch (comparator) {
    case '>=':
      return value >= limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '<':
      return value < limit;
    case '~':
      return Math.abs(value - limit) <= Math.abs(limit) * about;
    case 'between':
      return value >= limit && value <= (upper ?? limit);
    default:
      // A plan that says “build 60” is not failed by building 61.
      return value >= limit;
  }
}

/** The straight line through the first and the last value, on a day; null with values of one day only. */
function project(values: Judged['values'], day: string): number | null {
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined || first.asOf === last.asOf) return null;
  const span = Date.parse(last.asOf) - Date.parse(first.asOf);
  const slope = (Number(last.value) - Number(first.value)) / span;
  return Number(last.value) + slope * (Date.parse(day) - Date.parse(last.asOf));
}
