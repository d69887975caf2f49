import { useEffect, useRef, useState } from 'react';

const prefix = 'hz.draft.';

/** Reads a stored draft; anything unreadable counts as none. */
export function readDraft(storage: Storage, key: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(storage.getItem(prefix + key) ?? 'null');
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Removes every draft of this browser; used when the person signs out. */
export function clearDrafts(storage: Storage): void {
  for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
}

/**
 * Values of a form that survive a reload and the end of a session. Saved in this browser one second after
 * the last change and on leaving; `forget` drops the draft after it was sent.
 */
export function useDraft(key: string, initial: Record<string, unknown>) {
  const [values, setValues] = useState<Record<string, unknown>>(
    () => readDraft(localStorage, key) ?? initial,
  );
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const changed = useRef(false);
  const latest = useRef(values);
  latest.current = values;

  useEffect(() => {
    const save = () => {
      if (!changed.current) return;
      localStorage.setItem(prefix + key, JSON.stringify(latest.current));
      changed.current = false;
      setSavedAt(new Date().toISOString());
    };
    const timer = setInterval(save, 1000);
    window.addEventListener('pagehide', save);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [key]);

  return {
    values,
    savedAt,
    set: (patch: Record<string, unknown>) => {
      changed.current = true;
      setValues((before) => ({ ...before, ...patch }));
    },
    forget: () => {
      changed.current = false;
      localStorage.removeItem(prefix + key);
    },
  };
}
