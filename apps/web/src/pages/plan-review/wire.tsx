import { type RefObject, useEffect, useRef, useState } from 'react';

/** The line in the gutter that joins the current words with their card. Decoration: both are marked as current. */
export function Wire({
  source,
  list,
  current,
  redraw,
}: {
  source: RefObject<HTMLElement | null>;
  list: RefObject<HTMLElement | null>;
  current: string | null;
  /** Another number: the panes have moved. */
  redraw: number;
}) {
  const box = useRef<SVGSVGElement>(null);
  const [ends, setEnds] = useState<{ from: number; to: number } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a moved divider moves both ends
  useEffect(() => {
    const draw = () => {
      const words = source.current?.querySelector('[data-current]');
      const card = current ? list.current?.querySelector('[data-card]') : null;
      const frame = box.current?.getBoundingClientRect();
      if (!words || !card || !frame) return setEnds(null);
      const inside = (y: number) => Math.min(frame.height - 4, Math.max(4, y - frame.top));
      setEnds({
        from: inside(words.getBoundingClientRect().top + 15),
        to: inside(card.getBoundingClientRect().top + 20),
      });
    };
    draw();
    const panes = [source.current, list.current];
    for (const pane of panes) pane?.addEventListener('scroll', draw, { passive: true });
    addEventListener('resize', draw);
    return () => {
      for (const pane of panes) pane?.removeEventListener('scroll', draw);
      removeEventListener('resize', draw);
    };
  }, [source, list, current, redraw]);

  return (
    <svg className="wire" ref={box} aria-hidden="true">
      {ends && (
        <>
          <path
            d={`M0 ${ends.from} C18 ${ends.from} 18 ${ends.to} 36 ${ends.to}`}
            fill="none"
            stroke="var(--primary)"
            strokeWidth="1.5"
          />
          <circle cx="2" cy={ends.from} r="3" fill="var(--primary)" />
          <circle cx="34" cy={ends.to} r="3" fill="var(--primary)" />
        </>
      )}
    </svg>
  );
}
