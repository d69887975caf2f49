import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Block, type CleanText, cleanText, quote, rawSpan } from './clean-text.ts';
import { findCriteria } from './criteria.ts';
import { toDeadline } from './deadline-record.ts';
import { findDeadlines } from './deadlines.ts';
import { findDoubts } from './doubts.ts';
import { findEntities } from './entities.ts';
import { type Header, readHeader } from './header.ts';
import { buildOutline } from './outline.ts';
import { paragraphs } from './paragraphs.ts';
import { readIndicators } from './read-indicators.ts';
import { findRegistries } from './registries.ts';
import { leadInGoals, readSections, type SectionText } from './sections.ts';
import { findTables } from './tables/find-tables.ts';
import { readTasks } from './tasks.ts';
import type { Deadline, PlanCriterion, PlanReading, PlanRegistry, ReadOptions } from './types.ts';

/**
 * Reads a plan: title and issuers, outline, tasks with units and deadlines, targets, named registries, checklists.
 * Pure: the same text gives the same reading. No text makes it throw; what cannot be read is left out.
 * @param text the document as text (any line ends; page breaks inside sentences are mended)
 * @param options file name and day of receipt, both optional
 * @returns the reading in the `plan-gold/1` layout; offsets are UTF-16 indices into `text`
 */
export function readPlan(text: string, options: ReadOptions = {}): PlanReading {
  const clean = cleanText(text);
  const list = paragraphs(clean, findTables(clean));
  const outline = buildOutline(list);
  const header = readHeader(clean, outline.front, list, options.receivedOn);
  const sectionTexts = readSections(clean, outline);
  const taskTexts = readTasks(clean, sectionTexts, header);
  const leadIn = leadInGoals(clean, outline, sectionTexts);
  const indicators = readIndicators(clean, sectionTexts, taskTexts, leadIn, outline.front, header);
  const document = header.document;
  document.deadlines = documentDeadlines(clean, header, sectionTexts, leadIn);
  document.annexes = sectionTexts
    .filter(({ node }) => node.kind === 'annex')
    .map(({ section }) => `${section.number ?? ''} ${section.title}`.trim());
  const sections = sectionTexts.map(({ section }) => section);
  const tasks = taskTexts.map(({ task }) => task);
  return {
    schema: 'plan-gold/1',
    file: options.file ?? '',
    sha256: bytesToHex(sha256(utf8ToBytes(text))),
    charCount: text.length,
    document,
    sections,
    tasks,
    indicators,
    registries: registriesOf(clean, sectionTexts),
    criteria: criteriaOf(clean, sectionTexts),
    entities: findEntities(sectionTexts.map(({ bodyText }) => bodyText).join('。')),
    doubts: findDoubts(clean, header, list, sectionTexts, taskTexts, indicators),
  };
}

/** The deadlines of the title and of the goal sections belong to the plan as a whole. */
function documentDeadlines(
  clean: CleanText,
  header: Header,
  sections: readonly SectionText[],
  leadIn: readonly Block[],
): Deadline[] {
  const out: Deadline[] = [];
  const { title } = header;
  if (title) {
    const text = clean.text.slice(title.start, title.end);
    const range = /(20\d\d)年?[-—–~至]+(20\d\d)年?|(20\d\d)年度?/u.exec(text);
    if (range) {
      const from = range[1] ?? range[3] ?? '';
      const to = range[2] ?? range[3] ?? '';
      out.push(
        toDeadline(clean, title.start, {
          start: range.index,
          end: range.index + range[0].length,
          kind: 'during',
          date: null,
          from: `${from}-01-01`,
          to: `${to}-12-31`,
          recurrence: null,
          duration: null,
          stretch: false,
          inferredYear: false,
          optional: false,
        }),
      );
    }
  }
  const goals = sections.filter(({ goals: isGoal }) => isGoal).flatMap(({ blocks }) => blocks);
  for (const block of [...leadIn, ...goals]) {
    for (const found of findDeadlines(clean.text.slice(block.start, block.end), header.year)) {
      if (found.kind !== 'recurring') out.push(toDeadline(clean, block.start, found));
    }
  }
  return out;
}

function registriesOf(clean: CleanText, sections: readonly SectionText[]): PlanRegistry[] {
  const out: PlanRegistry[] = [];
  for (const section of sections) {
    if (!section.ordering) continue;
    const seen = new Set<string>();
    for (const block of [section.titleRange, ...section.blocks, ...section.rows]) {
      for (const found of findRegistries(clean.text.slice(block.start, block.end))) {
        const start = block.start + found.start;
        const end = block.start + found.end;
        const key = clean.text.slice(start, end);
        if (seen.has(key)) continue;
        seen.add(key);
        const span = rawSpan(clean, start, end);
        out.push({
          id: `r${out.length + 1}`,
          name: quote(clean, start, end),
          kind: found.kind,
          core: found.core,
          path: section.ownerPath,
          offset: span[0],
          span,
        });
      }
    }
  }
  return out;
}

function criteriaOf(clean: CleanText, sections: readonly SectionText[]): PlanCriterion[] {
  const out: PlanCriterion[] = [];
  for (const { node, section } of sections) {
    const subject = /^[^:：]{2,8}[:：](.+)$/u.exec(section.title)?.[1] ?? section.title;
    for (const found of findCriteria(node.body)) {
      const span = rawSpan(clean, found.start, found.end);
      out.push({
        id: `c${out.length + 1}`,
        subject,
        kind: found.kind,
        number: found.number,
        startsWith: quote(clean, found.start, found.end),
        offset: span[0],
        span,
      });
    }
  }
  return out;
}
