import { memo, type RefObject, useEffect, useMemo } from 'react';
import type { Item } from './items.ts';
import { type Mark, marksOf, type Paragraph, paragraphs } from './marked-text.ts';
import { useReviewTexts } from './texts.ts';

/** The text as issued with everything that was read marked in it. A click on a mark opens its item at the field. */
export function SourcePane({
  text,
  items,
  current,
  open,
  box,
}: {
  text: string;
  items: Item[];
  current: Item | null;
  open: (item: string, field: string) => void;
  box: RefObject<HTMLElement | null>;
}) {
  const t = useReviewTexts();
  const list = useMemo(() => paragraphs(text, marksOf(items, text)), [text, items]);
  const numbers = useMemo(
    () => new Map(items.filter((item) => item.kind === 'task').map((item, index) => [item.id, index + 1])),
    [items],
  );
  const unmatched = useMemo(() => new Set(items.flatMap((item) => item.unmatched)), [items]);
  const id = current?.id ?? null;
  const at = current ? current.span[0] : -1;

  useEffect(() => {
    if (at < 0) return;
    const target = box.current?.querySelector('[data-current]');
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    target?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  }, [at, box]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section className="src" aria-label={t.source} tabIndex={0} ref={box}>
      <div className="src-head">
        <b>{t.source}</b>
        <span className="sp" />
        {(['task', 'unit', 'date', 'goal'] as const).map((kind) => (
          <span className="lg" key={kind}>
            <i className={`h-${kind}`} />
            {t.legend[kind]}
          </span>
        ))}
      </div>
      <div className="doc">
        {list.map((paragraph) => {
          const here =
            current !== null &&
            paragraph.start < current.span[1] &&
            paragraph.end > current.span[0] &&
            current.kind !== 'document';
          return (
            <ParagraphLine
              key={paragraph.start}
              paragraph={paragraph}
              current={here ? id : null}
              first={here && paragraph.start <= at && paragraph.end > at}
              numbers={numbers}
              unmatched={unmatched}
              open={open}
            />
          );
        })}
      </div>
    </section>
  );
}

const ParagraphLine = memo(function ParagraphLine({
  paragraph,
  current,
  first,
  numbers,
  unmatched,
  open,
}: {
  paragraph: Paragraph;
  current: string | null;
  first: boolean;
  numbers: Map<string, number>;
  unmatched: Set<string>;
  open: (item: string, field: string) => void;
}) {
  const title = paragraph.runs
    .flatMap((run) => run.marks)
    .find((mark) => mark.kind === 'task' && mark.span[0] >= paragraph.start);
  return (
    <p className={`dn${current ? ' cur' : ''}`} data-current={first ? '' : undefined}>
      {title && <span className="no">{numbers.get(title.item)}</span>}
      {paragraph.runs.map((run) => {
        if (run.marks.length === 0)
          return (
            <span key={run.start} data-at={run.start}>
              {run.text}
            </span>
          );
        const inner = run.marks.reduce(
          (best: Mark, mark) => (mark.span[1] - mark.span[0] < best.span[1] - best.span[0] ? mark : best),
          run.marks[0] as Mark,
        );
        const classes = run.marks
          .map((mark) => `h-${mark.kind}${mark.item === current ? ' on' : ''}`)
          .join(' ');
        const odd = inner.kind === 'unit' && unmatched.has(run.text.replace(/\s+/g, ''));
        return (
          // The cards offer the same by keyboard.
          // biome-ignore lint/a11y/useKeyWithClickEvents: a mouse short cut to what the cards do
          <mark
            key={run.start}
            data-at={run.start}
            className={odd ? `${classes} um` : classes}
            onClick={() => open(inner.item, inner.field)}
          >
            {run.text}
          </mark>
        );
      })}
    </p>
  );
});

/** The selected characters of the pane as a range of the text; null when nothing of it is selected. */
export function selectedSpan(box: HTMLElement | null): [number, number] | null {
  const selection = getSelection();
  if (!box || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.commonAncestorContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  return start !== null && end !== null && end > start ? [start, end] : null;
}

function placeOf(node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const at = element?.closest<HTMLElement>('[data-at]')?.dataset.at;
  return at === undefined ? null : Number(at) + (node instanceof Element ? 0 : offset);
}
