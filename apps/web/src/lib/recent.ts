const key = 'hz.recent';

/** The last five searches of this browser, newest first. */
export function readRecent(storage: Storage): string[] {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? '[]');
    return Array.isArray(value) ? value.filter((word) => typeof word === 'string').slice(0, 5) : [];
  } catch {
    return [];
  }
}

/** Puts a search in front; a repeated one moves up. Empty text is ignored. */
export function rememberSearch(storage: Storage, text: string): void {
  if (!text) return;
  const rest = readRecent(storage).filter((word) => word !== text);
  storage.setItem(key, JSON.stringify([text, ...rest].slice(0, 5)));
}
