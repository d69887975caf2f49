import { useEffect, useRef } from 'react';

/** Runs the action of a pressed key, unless somebody is typing or a dialog is open. Keys are lower case; `mod+z` is Ctrl or ⌘ + Z, `shift+j` comes before `j`. */
export function useKeys(actions: Record<string, () => void>): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      const typing = target?.closest('input, textarea, select, [contenteditable], dialog, .popover-body');
      if (typing || event.altKey || event.isComposing) return;
      const mod = event.ctrlKey || event.metaKey;
      if (event.key === 'Enter' && target?.closest('button, a')) return;
      const name = `${mod ? 'mod+' : ''}${event.key.toLowerCase()}`;
      const shifted = event.shiftKey ? latest.current[`shift+${name}`] : undefined;
      const action = shifted ?? latest.current[name];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
