import { type Block, type CleanText, quote, rawSpan } from './clean-text.ts';
import { type FoundDeadline, findDeadlines } from './deadlines.ts';
import type { FoundIndicator } from './found-indicator.ts';
import type { Header } from './header.ts';
import { findIndicators } from './indicators.ts';
import { normaliseText } from './normalise.ts';
import type { Paragraph } from './paragraphs.ts';
import { type SectionText, sentencesOf } from './sections.ts';
import { targetsOfRow } from './tables/target-cells.ts';
import type { TaskText } from './tasks.ts';
import type { PlanIndicator } from './types.ts';

/**
 * Reads the targets of the goal sections and of the tasks.
 * A target takes the year named before it in its sentence; in a goal section the year of the lead-in; in a plan of
 * one year that year.
 * @param leadIn sentences before the first heading that set goals
 * @param front paragraphs before the first heading
 */
export function readIndicators(
  clean: CleanText,
  sections: readonly SectionText[],
  tasks: readonly TaskText[],
  leadIn: readonly Block[],
  front: readonly Paragraph[],
  header: Header,
): PlanIndicator[] {
  const fallback = header.singleYear && header.year !== null ? `${header.year}-12-31` : null;
  const out: PlanIndicator[] = [];
  const bodies = new Map(tasks.map((task) => [task.source, task.blocks]));
  let inherited: string | null = null;
  const read = (blocks: readonly Block[], path: string, goals: boolean): void => {
    if (!goals) inherited = null;
    for (const sentence of blocks.flatMap((block) => sentencesOf(clean, block))) {
      const text = clean.text.slice(sentence.start, sentence.end);
      const times = findDeadlines(text, header.year).filter(isSpan);
      let next = 0;
      for (const found of findIndicators(text, goals)) {
        while ((times[next]?.start ?? Number.POSITIVE_INFINITY) < found.end) next++;
        const time = times[next - 1];
        const deadline = (time ? endOf(time) : null) ?? inherited ?? fallback;
        out.push(recordOf(clean, found, sentence.start, `i${out.length + 1}`, path, deadline));
      }
      const last = times.at(-1);
      if (goals && last) inherited = endOf(last) ?? inherited;
    }
  };
  const readTables = (list: readonly Paragraph[], path: string): void => {
    const end = header.document.period.end;
    for (const { cells } of list) {
      if (cells?.kind !== 'target') continue;
      for (const target of targetsOfRow(clean, cells, end === null ? null : `${end}-12-31`)) {
        out.push({ id: `i${out.length + 1}`, path, ...target });
      }
    }
  };
  read(leadIn, '', true);
  readTables(front, '');
  for (const source of sections) {
    const blocks = bodies.get(source) ?? (source.goals || source.mayOrder ? source.blocks : []);
    const { titleRange, section } = source;
    const apart =
      blocks.length > 0 &&
      (section.kind === 'line' || section.kind === 'run-in') &&
      !blocks.some(({ start }) => start < titleRange.end);
    read(apart ? [titleRange, ...blocks] : blocks, source.ownerPath, source.goals);
    readTables(source.node.body, source.ownerPath);
  }
  return markRepeats(out);
}

function recordOf(
  clean: CleanText,
  found: FoundIndicator,
  base: number,
  id: string,
  path: string,
  deadline: string | null,
): PlanIndicator {
  const start = base + found.start;
  const end = base + found.end;
  const span = rawSpan(clean, start, end);
  return {
    id,
    name: found.name,
    subject: '',
    comparator: found.comparator,
    value: found.value,
    ...(found.value2 !== undefined ? { value2: found.value2 } : {}),
    unit: found.unit,
    deadline,
    path,
    source: quote(clean, start, end),
    offset: span[0],
    span,
    kind: found.kind,
    stretch: found.stretch,
    ...(found.raw !== undefined ? { raw: found.raw } : {}),
  };
}

function isSpan(found: FoundDeadline): boolean {
  return found.kind !== 'recurring' && !found.optional;
}

function endOf(found: FoundDeadline): string | null {
  return found.date ?? found.to ?? found.duration;
}

/** A target that a task restates points at the first record of it. */
function markRepeats(list: PlanIndicator[]): PlanIndicator[] {
  const first = new Map<string, string>();
  for (const item of list) {
    const key = `${normaliseText(item.name)}|${item.comparator}|${item.value ?? item.raw}|${item.unit}`;
    const before = first.get(key);
    if (before) item.repeatOf = before;
    else first.set(key, item.id);
  }
  return list;
}
