import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Browser tests: the built product, a fresh data folder, the system's Chromium. One file after the other. */
export default defineConfig({
  root: join(import.meta.dirname, '..', '..'),
  resolve: { conditions: ['huanzhi-source', 'module', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['huanzhi-source', 'node'] } },
  test: {
    include: ['tests/browser/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // As long as the browser's own waiting: what is polled for comes when the machine is slow, too.
    expect: { poll: { timeout: 30_000 } },
  },
});
