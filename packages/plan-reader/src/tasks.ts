import { type Block, type CleanText, quote, rawSpan } from './clean-text.ts';
import { toDeadline } from './deadline-record.ts';
import { findDeadlines } from './deadlines.ts';
import type { Header } from './header.ts';
import { RANK_ORDINAL } from './numbering.ts';
import type { SectionText } from './sections.ts';
import { deadlinesOfRow, unitsOfRow } from './tables/row-tasks.ts';
import type { Deadline, PlanTask, UnitMention } from './types.ts';
import { type FoundUnit, readUnits, unitsOfHeading } from './units.ts';

/** A task with the text that targets are read from. */
export interface TaskText {
  task: PlanTask;
  source: SectionText;
  /** The blocks without the unit clause. */
  blocks: Block[];
}

/**
 * Reads the tasks: the sections that order an action, with their units and deadlines.
 */
export function readTasks(clean: CleanText, sections: readonly SectionText[], header: Header): TaskText[] {
  const tasks = sections
    .filter(({ section }) => section.isTask)
    .map((source, index) => taskOf(clean, source, header, index + 1));
  shareUnits(tasks);
  return tasks;
}

/** The unit clause behind the last of 一是… 二是… 三是… names the units of all of them. */
function shareUnits(tasks: readonly TaskText[]): void {
  for (const [i, last] of tasks.entries()) {
    const { node } = last.source;
    if (node.label?.rank !== RANK_ORDINAL || tasks[i + 1]?.source.node.parent === node.parent) continue;
    if (last.task.units.length === 0) continue;
    for (const { task, source } of tasks.slice(0, i)) {
      if (source.node.parent !== node.parent || task.units.length > 0) continue;
      const { leads, supports, responsible, unitsText, units } = last.task;
      Object.assign(task, { leads, supports, responsible, unitsText, units });
    }
  }
}

function taskOf(clean: CleanText, source: SectionText, header: Header, index: number): TaskText {
  const { section } = source;
  const units: UnitMention[] = [];
  const blocks: Block[] = [];
  const clauses: Block[] = [];
  let unitsText: string | null = null;
  const add = (found: readonly FoundUnit[], base: number): void => {
    for (const { role, start, end } of found) {
      const name = quote(clean, base + start, base + end);
      if (units.some((unit) => unit.role === role && unit.name === name)) continue;
      units.push({ role, name, span: rawSpan(clean, base + start, base + end) });
    }
  };
  const { titleRange } = source;
  const row = source.node.cells;
  if (row) {
    const named = unitsOfRow(clean, row);
    units.push(...named.units);
    unitsText = named.text;
  } else {
    add(unitsOfHeading(clean.text.slice(titleRange.start, titleRange.end)), titleRange.start);
    if (units.length > 0) unitsText = section.title;
  }
  const readings = source.blocks.map((block) => ({
    block,
    reading: readUnits(clean.text.slice(block.start, block.end), header.ownBody),
  }));
  // A clause of its own (责任单位:…) says it all; units met in sentences count only without one.
  const apart = units.length > 0 || readings.some(({ reading }) => reading.apart);
  for (const { block, reading } of readings) {
    if (reading.clauses.length === 0 || (apart && !reading.apart)) {
      blocks.push(block);
      continue;
    }
    add(reading.units, block.start);
    let from = block.start;
    for (const { start, end } of reading.clauses) {
      const clause = { start: block.start + start, end: block.start + end };
      clauses.push(clause);
      unitsText ??= quote(clean, clause.start, clause.end);
      if (!reading.apart) continue;
      if (clause.start > from) blocks.push({ start: from, end: clause.start });
      from = clause.end;
    }
    if (from < block.end) blocks.push({ start: from, end: block.end });
  }
  // The whole task stands in the sentence before the unit clause.
  if (blocks.length === 0 && section.kind === 'run-in') blocks.push(titleRange);
  const own = ownBody(clean, blocks, header, units);
  if (own) units.push(own);
  const names = (role: UnitMention['role']): string[] =>
    units.filter((unit) => unit.role === role).map(({ name }) => name);
  const last = source.blocks.at(-1);
  const deadlines = deadlinesOf(
    clean,
    source,
    blocks,
    clauses.filter(({ start, end }) => /时限|时间|节点|期限/u.test(clean.text.slice(start, end))),
    header,
  );
  if (row) deadlines.push(...deadlinesOfRow(clean, row, header.year, deadlines));
  const task: PlanTask = {
    id: `t${index}`,
    sectionId: section.id,
    path: section.path,
    title: section.title,
    titleKind: section.kind === 'bullet' ? 'sentence' : section.kind,
    offset: section.offset,
    span: row || !last ? section.span : [section.offset, rawSpan(clean, last.start, last.end)[1]],
    content: blocks.map(({ start, end }) => quote(clean, start, end)).join('\n'),
    leads: names('lead'),
    supports: names('support'),
    responsible: names('responsible'),
    unitsText,
    units,
    deadlines,
  };
  return { task, source, blocks };
}

/** A bureau's own plan says 会同… without a subject: the bureau itself is responsible. */
function ownBody(
  clean: CleanText,
  blocks: readonly Block[],
  header: Header,
  units: readonly UnitMention[],
): UnitMention | null {
  const first = units[0];
  if (!header.ownBody || !first || units.some(({ role }) => role !== 'support')) return null;
  const block = blocks[0];
  return {
    role: 'responsible',
    name: header.ownBody,
    span: block ? rawSpan(clean, block.start, block.end) : first.span,
  };
}

function deadlinesOf(
  clean: CleanText,
  source: SectionText,
  blocks: readonly Block[],
  clauses: readonly Block[],
  header: Header,
): Deadline[] {
  const out: Deadline[] = [];
  const { titleRange, section } = source;
  const ranges: Block[] =
    section.kind === 'sentence'
      ? [...blocks]
      : [titleRange, ...blocks.filter(({ start }) => start >= titleRange.end)];
  for (const range of [...ranges, ...clauses]) {
    const text = clean.text.slice(range.start, range.end);
    for (const found of findDeadlines(text, header.year)) out.push(toDeadline(clean, range.start, found));
  }
  return out;
}
