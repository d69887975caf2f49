import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

/**
 * A button that opens a small panel below it. Closes by Esc (focus goes back), by a click outside and when
 * the focus leaves.
 */
export function Popover({
  label,
  className = 'btn',
  end = false,
  children,
}: {
  label: ReactNode;
  className?: string;
  end?: boolean;
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      setOpen(false);
      button.current?.focus();
    };
    const node = box.current;
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    node?.addEventListener('keydown', onEscape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      node?.removeEventListener('keydown', onEscape);
    };
  }, [open]);

  return (
    <div className="popover" ref={box}>
      <button
        type="button"
        ref={button}
        className={className}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && (
        <div className={`popover-body${end ? ' end' : ''}`} id={id}>
          {children(() => {
            setOpen(false);
            button.current?.focus();
          })}
        </div>
      )}
    </div>
  );
}
