import { type ReactNode, type RefObject, useState } from 'react';
import { useReviewTexts } from './texts.ts';

const kept = 'hz.review.share';
const usual = 52;
const least = 30;
const most = 70;
const step = 2;

const within = (share: number) => Math.round(Math.min(most, Math.max(least, share)));

function keptShare(): number {
  const share = Number(localStorage.getItem(kept));
  return share >= least && share <= most ? share : usual;
}

/**
 * The gutter between text and results: dragged, or moved with the arrows, a double click or Home puts it back. The
 * share of the text, in percent, is kept in this browser.
 */
export function Divider({
  area,
  moved,
  children,
}: {
  /** What it divides; gets the two shares as CSS variables. */
  area: RefObject<HTMLElement | null>;
  moved: () => void;
  children: ReactNode;
}) {
  const t = useReviewTexts();
  const [share, setShare] = useState(keptShare);
  const set = (next: number) => {
    const value = within(next);
    setShare(value);
    localStorage.setItem(kept, String(value));
    area.current?.style.setProperty('--left', `${value}fr`);
    area.current?.style.setProperty('--right', `${100 - value}fr`);
    moved();
  };
  const drag = (x: number) => {
    const frame = area.current?.getBoundingClientRect();
    if (frame) set(((x - frame.left) / frame.width) * 100);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule that can be moved has no element of its own
    <div
      className="divider"
      role="separator"
      aria-orientation="vertical"
      aria-label={t.divider}
      aria-valuenow={share}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event.clientX);
      }}
      onDoubleClick={() => set(usual)}
      onKeyDown={(event) => {
        const by: Record<string, number> = { ArrowLeft: share - step, ArrowRight: share + step, Home: usual };
        const next = by[event.key];
        if (next === undefined) return;
        event.preventDefault();
        set(next);
      }}
    >
      {children}
    </div>
  );
}

/** The shares for the first drawing. */
export function startShares(): Record<string, string> {
  const share = keptShare();
  return { '--left': `${share}fr`, '--right': `${100 - share}fr` };
}
