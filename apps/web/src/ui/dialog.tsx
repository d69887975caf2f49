import { type ReactNode, useEffect, useRef } from 'react';

/** The browser's own modal dialog: it keeps the focus inside and closes by Esc. */
export function Dialog({
  name,
  top = false,
  close,
  children,
}: {
  name: string;
  top?: boolean;
  /** Without it the dialog cannot be closed by Esc. */
  close?: () => void;
  children: ReactNode;
}) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      className={`box${top ? ' top' : ''}`}
      aria-label={name}
      onCancel={(event) => {
        event.preventDefault();
        close?.();
      }}
      onClose={() => close?.()}
    >
      {children}
    </dialog>
  );
}
