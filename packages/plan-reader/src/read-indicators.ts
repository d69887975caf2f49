import { type CleanText, quote, rawSpan } from './clean-text.ts';
import { findDeadlines, type FoundDeadline } from './deadlines.ts';
import type { Header } from './header.ts';
import { findIndicators } from './indicators.ts';
import { normaliseText } from './normalise.ts';
import type { Block, SectionText } from './sections.ts';
import type { TaskText } from './tasks.ts';
import type { PlanIndicator } from './types.ts';

/** A sentence of a block, half-open in the cleaned text. */
function sentencesOf(clean: CleanText, block: Block): Block[] {
  const out: Block[] = [];
  let start = block.start;
  for (let i = block.start; i <= block.end; i++) {
    if (i < block.end && clean.text.charAt(i) !== '。') continue;
    if (i > start) out.push({ start, end: i });
    start = i + 1;
  }
  return out;
}

/**
 * Reads the targets of the goal sections and of the tasks.
 * A target takes the year named before it in its sentence; in a goal section the year of the lead-in; in a plan of
 * one year that year.
 */
export function readIndicators(
  clean: CleanText,
  sections: readonly SectionText[],
  tasks: readonly TaskText[],
  header: Header,
): PlanIndicator[] {
  const out: PlanIndicator[] = [];
  const fallback = header.singleYear && header.year !== null ? `${header.year}-12-31` : null;
  const bodies = new Map(tasks.map((task) => [task.source, task.blocks]));
  let goalDeadline: string | null = null;
  for (const source of sections) {
    const blocks = bodies.get(source) ?? (source.goals ? source.blocks : null);
    if (!blocks) {
      if (!source.goals) goalDeadline = null;
      continue;
    }
    const { titleRange, section } = source;
    const apart = section.kind !== 'sentence' && section.kind !== 'bullet' && !blocks.some(({ start }) => start < titleRange.end);
    for (const block of apart ? [titleRange, ...blocks] : blocks) {
      for (const sentence of sentencesOf(clean, block)) {
        const text = clean.text.slice(sentence.start, sentence.end);
        const times = findDeadlines(text, header.year).filter(isSpan);
        for (const found of findIndicators(text, source.goals)) {
          const time = times.filter(({ start }) => start < found.end).at(-1);
          const deadline = (time ? endOf(time) : null) ?? (source.goals ? goalDeadline : null) ?? fallback;
          const start = sentence.start + Math.max(0, found.start);
          const end = sentence.start + found.end;
          const span = rawSpan(clean, start, end);
          out.push({
            id: `i${out.length + 1}`,
            name: found.name,
            subject: '',
            comparator: found.comparator,
            value: found.value,
            ...(found.value2 !== undefined ? { value2: found.value2 } : {}),
            unit: found.unit,
            deadline,
            path: source.ownerPath,
            source: quote(clean, start, end),
            offset: span[0],
            span,
            kind: found.kind,
            stretch: found.stretch,
            ...(found.raw !== undefined ? { raw: found.raw } : {}),
          });
        }
        const lead = times.at(-1);
        if (source.goals && lead) goalDeadline = endOf(lead) ?? goalDeadline;
      }
    }
  }
  return markRepeats(out);
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
