import { type CleanText, rawSpan } from './clean-text.ts';
import type { Header } from './header.ts';
import type { OutlineNode } from './outline-node.ts';
import type { Paragraph } from './paragraphs.ts';
import type { SectionText } from './sections.ts';
import type { TaskText } from './tasks.ts';
import type { Doubt, PlanIndicator } from './types.ts';

const ODD_NAME = /[,。;:]|^[\u4e00-\u9fff]$|.{25,}/u;

/** Points that a reviewer should look at, in text order of the items they belong to. */
export function findDoubts(
  clean: CleanText,
  header: Header,
  list: readonly Paragraph[],
  sections: readonly SectionText[],
  tasks: readonly TaskText[],
  indicators: readonly PlanIndicator[],
): Doubt[] {
  const out: Doubt[] = [];
  if (header.document.titleInferred || header.document.title === '') {
    out.push({ item: 'document', field: 'title', code: 'title-inferred', span: [0, 0] });
  }
  numbering(sections, out);
  joins(clean, list, sections, out);
  const someUnits = tasks.some(({ task }) => task.units.length > 0);
  for (const { task } of tasks) {
    if (someUnits && task.units.length === 0)
      out.push({ item: task.id, field: 'units', code: 'no-unit', span: task.span });
    for (const unit of task.units) {
      if (ODD_NAME.test(unit.name))
        out.push({ item: task.id, field: 'units', code: 'unit-name-odd', span: unit.span });
    }
    const sure = task.deadlines.filter((deadline) => !deadline.optional);
    if (sure.length === 0)
      out.push({ item: task.id, field: 'deadlines', code: 'no-deadline', span: task.span });
    for (const deadline of sure) {
      if (deadline.inferredYear)
        out.push({ item: task.id, field: 'deadlines', code: 'year-inferred', span: deadline.span });
    }
  }
  for (const item of indicators) {
    if (typeof item.value === 'number' && !item.unit) {
      out.push({ item: item.id, field: 'unit', code: 'value-without-unit', span: item.span });
    }
    if (item.comparator === '=' && item.kind === 'rate') {
      out.push({ item: item.id, field: 'comparator', code: 'two-readings', span: item.span });
    }
  }
  return out;
}

/** Numbers of one style that skip or begin anew without a heading above changing. */
function numbering(sections: readonly SectionText[], out: Doubt[]): void {
  const last = new Map<string, { ordinal: number; parent: OutlineNode | null }>();
  for (const { node, section } of sections) {
    const { label } = node;
    if (!label || label.ordinal === 0) continue;
    const key = String(label.rank);
    const before = last.get(key);
    last.set(key, { ordinal: label.ordinal, parent: node.parent });
    if (!before || label.ordinal === before.ordinal + 1) continue;
    const sameParent = before.parent === node.parent;
    if (!sameParent && label.ordinal === 1) continue;
    const code = label.ordinal === 1 ? 'numbering-restart' : 'numbering-gap';
    out.push({ item: section.id, field: 'number', code, span: section.span });
  }
}

function joins(
  clean: CleanText,
  list: readonly Paragraph[],
  sections: readonly SectionText[],
  out: Doubt[],
): void {
  let at = 0;
  for (const paragraph of list) {
    if (!paragraph.joined) continue;
    while (at + 1 < sections.length && (sections[at + 1]?.node.start ?? Infinity) <= paragraph.start) at++;
    const owner = sections[at];
    if (!owner || owner.node.start > paragraph.start) continue;
    out.push({
      item: owner.section.id,
      field: 'content',
      code: 'line-joined',
      span: rawSpan(clean, paragraph.start, paragraph.end),
    });
  }
}
