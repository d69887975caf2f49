import { useSyncExternalStore } from 'react';

/** What the user chose: follow the system, or one of the two. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const key = 'hz.theme';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function stored(): ThemeChoice {
  const value = localStorage.getItem(key);
  return value === 'light' || value === 'dark' ? value : 'system';
}

let choice = stored();

function mode(): 'light' | 'dark' {
  if (choice !== 'system') return choice;
  return system.matches ? 'dark' : 'light';
}

function show(): void {
  document.documentElement.dataset.theme = mode();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Puts the chosen theme on the document; call once before the first render. */
export function startTheme(): void {
  system.addEventListener('change', show);
  show();
}

/** Remembers the choice in this browser and shows it. */
export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  if (next === 'system') localStorage.removeItem(key);
  else localStorage.setItem(key, next);
  show();
}

/** The choice, and the theme that is shown now. */
export function useTheme(): { choice: ThemeChoice; mode: 'light' | 'dark' } {
  const shown = useSyncExternalStore(subscribe, mode);
  const chosen = useSyncExternalStore(subscribe, () => choice);
  return { choice: chosen, mode: shown };
}
