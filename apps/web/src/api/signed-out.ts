import { useSyncExternalStore } from 'react';

let signedOut = false;
const listeners = new Set<() => void>();

function tell(value: boolean): void {
  if (signedOut === value) return;
  signedOut = value;
  for (const listener of listeners) listener();
}

/** A request was refused because the session has ended: the page stays, the sign-in opens above it. */
export function reportSignedOut(): void {
  tell(true);
}

/** A session stands again. */
export function reportSignedIn(): void {
  tell(false);
}

/** Whether the session ended under an open page. */
export function useSignedOut(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => signedOut,
  );
}
