import { defineConfig } from 'vitest/config';

/**
 * One configuration for every workspace. Sources are resolved through the `huanzhi-source` export
 * condition, so tests never run against a stale build.
 */
export default defineConfig({
  resolve: { conditions: ['huanzhi-source', 'module', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['huanzhi-source', 'node'] } },
  test: {
    include: [
      'packages/*/test/**/*.test.ts',
      'programs/**/*.test.ts',
      'apps/*/test/**/*.test.ts',
      'tests/unit/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
