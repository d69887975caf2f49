import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** A script of this folder in a process of its own. */
export interface Child {
  process: ChildProcessByStdio<Writable, Readable, null>;
  /** Lines of its output, one after the other. */
  lines: AsyncIterableIterator<string>;
  /** Kills it at once and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts `name` (e.g. `hold.ts`) under Node with the sources of the workspaces. */
export function startChild(name: string, parameters: string[]): Child {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const started = spawn(
    process.execPath,
    ['--conditions=huanzhi-source', '--import', 'tsx', script, ...parameters],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  return {
    process: started,
    lines: createInterface({ input: started.stdout })[Symbol.asyncIterator](),
    kill: async () => {
      const gone = once(started, 'exit');
      started.kill('SIGKILL');
      await gone;
    },
  };
}
