import { planBehindNotice } from './notice.ts';
import { type Label, RANK_ARABIC, readLabel } from './numbering.ts';
import type { OutlineNode } from './outline-node.ts';
import type { Paragraph } from './paragraphs.ts';
import { TableOutline } from './table-outline.ts';

export interface Outline {
  /** What stands before the first heading. */
  front: Paragraph[];
  /** All nodes in text order. */
  nodes: OutlineNode[];
}

const ANNEX_LINE = /^(附(?:件|表|录)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?)([:.、])?(.*)$/u;
const ANNEX_TITLED =
  /^(附(?:件|表|录)(?:\d{1,2}|[一二三四五六七八九十]{1,2})?)[:.、]?(?=[\u4e00-\u9fff《“])/u;
const BULLET = /^(?:——|—)+(?=[^\d])/u;
const BULLET_LIKE = /^[●■◆▲·※](?=[^\d])/u;
const CONTACT = /^(?:联系人|联系电话|电话|传真|邮箱|联系方式|抄送|主送|信息公开)/u;
const DATE_LINE =
  /^[\d〇○零一二三四五六七八九十]{2,4}年?[\d一二三四五六七八九十]{0,3}月?[\d一二三四五六七八九十]{1,3}日/u;

/** Annexes announced in the notice (附件:1.… 2.…) rank below everything real and are not headings. */
function announcesAnnexes(list: readonly Paragraph[], index: number): boolean {
  for (let i = index + 1; i < Math.min(list.length, index + 12); i++) {
    const text = list[i]?.text ?? '';
    if (/^\d{1,2}[.、]/u.test(text) && text.length < 60 && !/[。]/u.test(text)) continue;
    if (DATE_LINE.test(text)) return true;
    if (CONTACT.test(text)) return true;
    if (ANNEX_LINE.test(text) && text.length < 6) return true;
    // The signature of the notice.
    if (text.length <= 40 && /(?:局|委员会|政府|办公室|办公厅|委|办)$/u.test(text)) return true;
    return false;
  }
  return true;
}

/**
 * Builds the tree of headings. Ranks follow the order of Chinese drafting (章 节 一、 (一) 1. (1) ①), so numbers
 * that run on across chapters keep their place; an annex begins a tree of its own.
 */
export function buildOutline(list: readonly Paragraph[]): Outline {
  const front: Paragraph[] = [];
  const nodes: OutlineNode[] = [];
  const open: OutlineNode[] = [];
  let annex: OutlineNode | null = null;
  let annexTitlePending = false;
  let previousDecimal: string | null = null;
  let bullets = 0;
  let skipList = false;
  const table = new TableOutline(nodes);
  const split = planBehindNotice(list);
  const bareChapters = list.some(({ text }) => /^\d{1,2}\.1(?:\.1)?[.、]?[\u4e00-\u9fff]/u.test(text));
  let chapter = 0;

  const push = (node: OutlineNode): void => {
    nodes.push(node);
    node.parent?.children.push(node);
    open.push(node);
    bullets = 0;
  };

  for (const [index, paragraph] of list.entries()) {
    const { text } = paragraph;
    if (paragraph.cells) {
      annexTitlePending = false;
      const top: OutlineNode | null = open.at(-1) ?? annex;
      const { cells } = paragraph;
      if (cells.first) {
        const root: OutlineNode | null = annex ? null : closingTable(list, index, top);
        if (root) {
          open.length = 0;
          annex = root;
          push(root);
        }
        table.open(open.at(-1) ?? annex);
      } else if (cells.kind === 'target') (top?.body ?? front).push(paragraph);
      else table.add(cells);
      continue;
    }
    if (index === split) open.length = 0;
    // A document that opens with the word 附件 was an annex once; here it is the plan itself.
    const annexRoot = paragraph.row || index === 0 ? null : readAnnexRoot(list, index);
    if (annexRoot === 'list') {
      skipList = true;
      continue;
    }
    if (annexRoot) {
      skipList = false;
      open.length = 0;
      previousDecimal = null;
      annex = annexNode(paragraph, annexRoot.number, paragraph.start + annexRoot.length);
      annexTitlePending = annexRoot.length >= text.length;
      push(annex);
      continue;
    }
    if (annexTitlePending && annex && !paragraph.row && text.length <= 60 && !/[。;]/u.test(text)) {
      annex.textStart = paragraph.start;
      annex.end = paragraph.end;
      annexTitlePending = false;
      continue;
    }
    annexTitlePending = false;
    const label: Label | null = paragraph.row
      ? null
      : (annexPart(text, annex) ??
        readLabel(text, previousDecimal) ??
        (bareChapters ? bareChapter(text, chapter) : null));
    if (label && skipList && label.rank >= 7 && !/[。]/u.test(text)) continue;
    if (label && text.length > label.length) {
      skipList = false;
      if (/^\d+\.\d/u.test(label.number)) previousDecimal = label.number;
      if (bareChapters && label.rank === RANK_ARABIC) chapter = label.ordinal;
      const parent = parentFor(open, label, annex);
      push(headingNode(paragraph, label, parent, split !== null && index < split ? NOTICE : ''));
      continue;
    }
    const top = open.at(-1) ?? null;
    const bullet = BULLET.exec(text) ?? BULLET_LIKE.exec(text);
    if (bullet && top && top.kind !== 'annex') {
      const owner: OutlineNode | null = top.kind === 'bullet' ? top.parent : top;
      if (top.kind === 'bullet') open.pop();
      bullets++;
      const count = bullets;
      const segment = `¶b${count}`;
      push({
        label: null,
        segment,
        path: owner ? `${owner.path}/${segment}` : segment,
        level: (owner?.level ?? 0) + 1,
        start: paragraph.start,
        end: paragraph.end,
        textStart: paragraph.start + bullet[0].length,
        kind: 'bullet',
        parent: owner,
        children: [],
        body: [],
      });
      bullets = count;
      continue;
    }
    if (top) top.body.push(paragraph);
    else front.push(paragraph);
  }
  return { front, nodes };
}

/**
 * A table behind everything else under a title of its own (重点任务分解表) is an annex, whether it says so or not.
 * Takes the title from the section it was read into.
 */
function closingTable(
  list: readonly Paragraph[],
  index: number,
  top: OutlineNode | null,
): OutlineNode | null {
  const caption = top?.body.at(-1);
  if (!top || !caption || caption !== list[index - 1] || caption.text.length > 40) return null;
  if (!/(?:表|清单|台账)(?:\([^()]*\))?$/u.test(caption.text)) return null;
  if (list.slice(index).some(({ row, text }) => !row && readLabel(text) !== null)) return null;
  top.body.pop();
  const mark = top.body.at(-1);
  const printed = /^(附件\d{0,2}):?$/u.exec(mark?.text ?? '')?.[1];
  if (printed !== undefined) top.body.pop();
  return annexNode(caption, printed ?? '附表', caption.start);
}

function annexNode(paragraph: Paragraph, segment: string, textStart: number): OutlineNode {
  return {
    label: null,
    segment,
    path: segment,
    level: 1,
    start: paragraph.start,
    end: paragraph.end,
    textStart,
    kind: 'annex',
    parent: null,
    children: [],
    body: [],
  };
}

/** Numbers of the notice's own points: the plan behind it counts anew. */
const NOTICE = '通知/';

/** A chapter number without a mark, where the sections below are 1.1, 1.2. It must follow the one before. */
function bareChapter(text: string, previous: number): Label | null {
  const match = /^(\d{1,2})(?=[\u4e00-\u9fff]{2})/u.exec(text);
  const number = match?.[1] ?? '';
  if (Number(number) !== previous + 1 || text.length > 30 || /[。;,:]/u.test(text)) return null;
  if (/^\d+(?:年|月|日|个|家|座|项|条|处|号|万|亿|公里)/u.test(text)) return null;
  return { rank: RANK_ARABIC, number, ordinal: Number(number), length: number.length };
}

function headingNode(
  paragraph: Paragraph,
  label: Label,
  parent: OutlineNode | null,
  prefix: string,
): OutlineNode {
  return {
    label,
    segment: label.number,
    path: parent ? `${parent.path}/${label.number}` : prefix + label.number,
    level: (parent?.level ?? 0) + 1,
    start: paragraph.start,
    end: paragraph.end,
    textStart: paragraph.start + label.length,
    kind: 'heading',
    parent,
    children: [],
    body: [],
  };
}

function parentFor(open: OutlineNode[], label: Label, annex: OutlineNode | null): OutlineNode | null {
  while (open.length > 0) {
    const top = open.at(-1);
    if (!top || top.kind === 'annex') break;
    if (top.label && top.label.rank < label.rank) break;
    open.pop();
  }
  return open.at(-1) ?? annex;
}

/** `2-1 …` inside annex 2. */
function annexPart(text: string, annex: OutlineNode | null): Label | null {
  const number = /\d+$/u.exec(annex?.segment ?? '')?.[0];
  if (number === undefined) return null;
  const match = /^((\d{1,2})-(\d{1,2}))[.、:]?(?=[\u4e00-\u9fff“《])/u.exec(text.slice(0, 12));
  if (!match || match[2] !== number) return null;
  return { rank: 0, number: match[1] ?? '', ordinal: Number(match[3]), length: match[0].length };
}

function readAnnexRoot(
  list: readonly Paragraph[],
  index: number,
): { number: string; length: number } | 'list' | null {
  const text = list[index]?.text ?? '';
  if (!text.startsWith('附') || text.length > 80) return null;
  const bare = ANNEX_LINE.exec(text);
  if (!bare) return null;
  const number = bare[1] ?? '';
  if (number === '附' && bare[2] === undefined && text.length > 1) return null;
  if ((bare[3] ?? '') === '' && bare[2] === undefined) return { number, length: text.length };
  if (/[。;]/u.test(text)) return null;
  if (announcesAnnexes(list, index)) return 'list';
  const titled = ANNEX_TITLED.exec(text);
  return titled ? { number, length: titled[0].length } : null;
}
