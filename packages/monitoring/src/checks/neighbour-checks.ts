import { compareRational, mean, type Rational } from '@huanzhi/standards';
import { boundText, commonDigits, figureText } from './figures.ts';
import { distance, type Report, runText } from './series-checks.ts';
import { checkRules } from './thresholds.ts';
import { indexOfHour, numbersBefore, type Timeline } from './timeline.ts';

/** The same factor at another site. */
export interface NeighbourLine {
  name: string;
  line: Timeline;
}

/**
 * A jump that no neighbour shares: all neighbours with readings changed by no more than the threshold against their
 * own mean of the hours before.
 * @param jumped indexes of the {@link Timeline} that jumped
 */
export function checkUnlikeNeighbours(
  line: Timeline,
  jumped: ReadonlySet<number>,
  neighbours: readonly NeighbourLine[],
  report: Report,
): void {
  const most = line.threshold?.neighbour ?? null;
  if (most === null) return;
  for (const index of jumped) {
    if (index < 24) continue;
    const changes = neighbours.flatMap(({ name, line: other }) => changeAt(name, other, index));
    if (changes.length === 0 || changes.some(({ change }) => compareRational(change, most) > 0)) continue;
    const largest = changes.reduce((a, b) => (compareRational(a.change, b.change) >= 0 ? a : b));
    const digits = Math.max(...changes.map((one) => one.digits));
    const [moved, bound] = [figureText(largest.change, digits), boundText(most, digits)];
    report(index - 23, {
      kind: 'neighbour',
      text: {
        zh: `${changes.map((one) => one.name).join('、')}同时变化 ${moved} 以内，阈值 ${bound}。`,
        en: `${changes.map((one) => one.name).join(', ')} changed by no more than ${moved} at the same time, threshold ${bound}.`,
      },
    });
  }
}

function changeAt(
  name: string,
  line: Timeline,
  index: number,
): { name: string; change: Rational; digits: number }[] {
  const value = line.values[index] ?? null;
  const base = numbersBefore(line, index, checkRules.jumpHours);
  if (value === null || line.usable[index] !== true || base.length < checkRules.jumpLeast) return [];
  return [{ name, change: distance(mean([value]), mean(base)), digits: commonDigits([value, ...base]) }];
}

/** Runs of hours that equal a neighbour's one by one; a flat line that both share is no copy. */
export function checkCopiedSite(line: Timeline, neighbours: readonly NeighbourLine[], report: Report): void {
  for (const { name, line: other } of neighbours) {
    for (let from = 1; from <= 24; ) {
      let to = from;
      while (to <= 24 && equalAt(line, other, to)) to += 1;
      const values = line.values.slice(indexOfHour(from), indexOfHour(to));
      const distinct = new Set(values).size;
      if (values.length >= checkRules.copiedHours && distinct >= checkRules.copiedDistinct) {
        const hours = runText(from, to - 1);
        for (let hour = from; hour < to; hour += 1)
          report(hour, {
            kind: 'copied-site',
            text: {
              zh: `${hours.zh}的 ${values.length} 个值与${name}逐一相同，阈值 ${checkRules.copiedHours} 个。`,
              en: `${values.length} values of ${hours.en} equal those of ${name}, threshold ${checkRules.copiedHours}.`,
            },
          });
      }
      from = Math.max(to, from + 1);
    }
  }
}

const equalAt = (line: Timeline, other: Timeline, hour: number) => {
  const index = indexOfHour(hour);
  return (
    line.usable[index] === true && other.usable[index] === true && line.values[index] === other.values[index]
  );
};
