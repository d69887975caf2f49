import { type Block, type CleanText, quote, rawSpan } from './clean-text.ts';
import type { Outline } from './outline.ts';
import type { OutlineNode } from './outline-node.ts';
import type { Paragraph } from './paragraphs.ts';
import { type ReadTitle, readTitle } from './section-title.ts';
import { isGoalTitle, isNonTaskTitle, mayHoldTasks } from './task-rules.ts';
import type { PlanSection } from './types.ts';
import { unitsOfHeading } from './units.ts';

/** A section with what the later steps need of it. */
export interface SectionText {
  section: PlanSection;
  node: OutlineNode;
  /** The section's own running text, paragraph by paragraph, in the cleaned text. */
  blocks: Block[];
  /** Rows of flattened tables under the heading. */
  rows: Block[];
  /** False under 指导思想, 原则, 目标, 现状…. */
  ordering: boolean;
  /** True where a task could stand: an ordering chapter that is not in a technical annex. */
  mayOrder: boolean;
  bodyText: string;
  /** True where targets of the whole plan stand (目标 chapters and their bullets). */
  goals: boolean;
  /** Where items of this section are filed: bullets belong to their chapter. */
  ownerPath: string;
  /** The title as cleaned range. */
  titleRange: Block;
}

/** A signature, contact, caption or page furniture: no sentence of the plan. */
function isRunningText(paragraph: Paragraph): boolean {
  const { text, row } = paragraph;
  if (row || /^(?:注[:：]|附件|附表|联系人|联系电话|电话|传真|邮箱|(?:表|图)\d)/u.test(text)) return false;
  return (
    /[。;,]/u.test(text) ||
    text.length > 45 ||
    /^[((]?(?:牵头|责任|配合|主办|负责|完成时限)[\u4e00-\u9fff]{0,4}:/u.test(text)
  );
}

/**
 * Turns the outline into sections and finds the unnumbered task paragraphs: where only first-level headings are
 * numbered, every paragraph under them is a section of its own.
 */
export function readSections(clean: CleanText, outline: Outline): SectionText[] {
  const titles = new Map<OutlineNode, string>();
  const titleOf = (node: OutlineNode): string => {
    const known = titles.get(node);
    if (known !== undefined) return known;
    const text = clean.text.slice(node.textStart, node.end);
    const title = node.kind === 'annex' ? text : text.slice(0, readTitle(text, node.label !== null).length);
    titles.set(node, title);
    return title;
  };
  const main = outline.nodes.filter((node) => node.kind === 'heading' && !inAnnex(node));
  const onlyFirstLevel =
    main.length > 1 &&
    main.every((node) => node.level === 1) &&
    main.some((node) => paragraphsOf(node).length >= 2 && mayHoldTasks(node, titleOf));
  const out: SectionText[] = [];
  for (const node of outline.nodes) {
    const split =
      node.kind === 'heading' && node.level === 1 && !inAnnex(node) && mayHoldTasks(node, titleOf);
    const own = paragraphsOf(node);
    const asTasks =
      split &&
      !node.children.some(({ kind }) => kind !== 'row') &&
      own.length >= (onlyFirstLevel ? 1 : 2) &&
      (onlyFirstLevel || own.every(isUnitDuty));
    out.push(sectionOf(clean, node, out.length + 1, titleOf, asTasks));
    if (!asTasks) continue;
    for (const [i, paragraph] of own.entries()) {
      out.push(sectionOf(clean, paragraphNode(node, paragraph, i + 1), out.length + 1, titleOf, false));
    }
  }
  return out;
}

/**
 * Sentences before the first heading that set a date (到2030年…): the goals of a plan that has no goal chapter.
 */
export function leadInGoals(clean: CleanText, outline: Outline, sections: readonly SectionText[]): Block[] {
  if (sections.some(({ goals }) => goals)) return [];
  return outline.front
    .filter((paragraph) => isRunningText(paragraph) && !/[:]$/u.test(paragraph.text))
    .flatMap((paragraph) => sentencesOf(clean, paragraph))
    .filter(({ start, end }) =>
      /[到至]20\d\d年|目标[是为]|^(?:20\d\d年|今年)?(?:全年|,)/u.test(clean.text.slice(start, end)),
    );
}

/** The sentences of a block. */
export function sentencesOf(clean: CleanText, block: Block): Block[] {
  const out: Block[] = [];
  let start = block.start;
  for (let i = block.start; i <= block.end; i++) {
    if (i < block.end && clean.text.charAt(i) !== '。') continue;
    if (i > start) out.push({ start, end: i });
    start = i + 1;
  }
  return out;
}

function inAnnex(node: OutlineNode): boolean {
  for (let at: OutlineNode | null = node; at; at = at.parent) if (at.kind === 'annex') return true;
  return false;
}

const paragraphsOf = (node: OutlineNode): Paragraph[] => node.body.filter(isRunningText);

/** A paragraph whose subject is an office (区某局负责…): a duty of its own. */
function isUnitDuty(paragraph: Paragraph): boolean {
  const head = /^([^,。;]{2,30}?)(?:依法|负责|指导|牵头|作为|要|应|须|承担|加强|做好|落实|组织|会同)/u.exec(
    paragraph.text,
  );
  return head?.[1] !== undefined && unitsOfHeading(head[1]).length > 0;
}

function paragraphNode(parent: OutlineNode, paragraph: Paragraph, number: number): OutlineNode {
  const node: OutlineNode = {
    label: null,
    segment: `¶${number}`,
    path: `${parent.path}/¶${number}`,
    level: parent.level + 1,
    start: paragraph.start,
    end: paragraph.end,
    textStart: paragraph.start,
    kind: 'paragraph',
    parent,
    children: [],
    body: [],
  };
  parent.children.push(node);
  return node;
}

function sectionOf(
  clean: CleanText,
  node: OutlineNode,
  index: number,
  titleOf: (node: OutlineNode) => string,
  splitUp: boolean,
): SectionText {
  const text = clean.text.slice(node.textStart, node.end);
  const read =
    node.kind === 'annex'
      ? { kind: 'line' as const, length: text.length, bodyStart: text.length }
      : node.kind === 'row' && (node.cells?.kind === 'group' || (node.cells?.content.length ?? 0) > 0)
        ? nameOfRow(text)
        : readTitle(text, node.label !== null || node.kind === 'row');
  const blocks: Block[] = [];
  // The heading is left out of the body when it stands for itself.
  const inside = node.textStart + (node.kind === 'bullet' && read.kind !== 'sentence' ? 0 : read.bodyStart);
  const headingHasText = read.kind === 'run-in' && read.bodyStart >= text.length;
  if (headingHasText) blocks.push({ start: node.textStart, end: node.end });
  else if (inside < node.end) blocks.push({ start: inside, end: node.end });
  if (!splitUp)
    for (const { start, end } of node.cells?.content ?? paragraphsOf(node)) blocks.push({ start, end });
  const titleEnd = node.textStart + read.length;
  const last = node.cells?.end ?? blocks.at(-1)?.end ?? node.end;
  const isTask = !splitUp && isLeaf(node, blocks) && (node.kind !== 'heading' || mayHoldTasks(node, titleOf));
  const span = rawSpan(clean, node.start, Math.max(node.end, last));
  const section: PlanSection = {
    id: `s${index}`,
    path: node.path,
    number: node.label?.number ?? (node.kind === 'annex' ? node.segment : null),
    title: quote(clean, node.textStart, titleEnd),
    level: node.level,
    offset: span[0],
    span,
    kind: node.kind === 'bullet' ? 'bullet' : read.kind,
    isTask,
    ...(node.kind === 'bullet' ? { optional: true } : {}),
  };
  return {
    section,
    node,
    blocks,
    rows: node.body
      .filter(({ row, cells }) => row && !cells)
      .map(({ start, end: stop }) => ({ start, end: stop })),
    ordering: !underNonTask(node, titleOf),
    mayOrder: mayHoldTasks(node, titleOf),
    bodyText: blocks.map(({ start, end }) => clean.text.slice(start, end)).join(''),
    goals: isGoal(node, titleOf),
    ownerPath: node.kind === 'bullet' && node.parent ? node.parent.path : node.path,
    titleRange: { start: node.textStart, end: titleEnd },
  };
}

/** A name in a cell of its own, the mark behind it left out. */
function nameOfRow(text: string): ReadTitle {
  return {
    kind: 'line',
    length: text.replace(/[:。;,]+$/u, '').length || text.length,
    bodyStart: text.length,
  };
}

/** Whether tasks stop here: no heading below, and not only the frame of a table. */
function isLeaf(node: OutlineNode, blocks: readonly Block[]): boolean {
  if (node.kind === 'row') return node.cells?.kind === 'task';
  if (node.kind !== 'heading' && node.kind !== 'paragraph') return false;
  if (node.children.some(({ kind }) => kind === 'heading' || kind === 'paragraph')) return false;
  return blocks.length > 0 || !node.children.some(({ kind }) => kind === 'row');
}

function underNonTask(node: OutlineNode, titleOf: (node: OutlineNode) => string): boolean {
  for (let at: OutlineNode | null = node; at; at = at.parent) if (isNonTaskTitle(titleOf(at))) return true;
  return false;
}

/** In a goal chapter, but not under 指导思想 or 原则 inside it. */
function isGoal(node: OutlineNode, titleOf: (node: OutlineNode) => string): boolean {
  for (let at: OutlineNode | null = node; at; at = at.parent) {
    if (at.kind === 'annex') return false;
    if (isGoalTitle(titleOf(at))) return true;
    if (isNonTaskTitle(titleOf(at))) return false;
  }
  return false;
}
