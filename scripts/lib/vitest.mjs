import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, root } from './paths.mjs';
import { run, runNode } from './run.mjs';

/**
 * Runs Vitest and counts.
 * @param {string} name of this run, for its report
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<{name: string, passed: number, failed: number, skipped: number}>}
 */
export async function runVitest(name, args, env = {}) {
  mkdirSync(cacheDir, { recursive: true });
  const report = join(cacheDir, `vitest-${name}.json`);
  rmSync(report, { force: true });
  const code = await runNode(
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    { env: { ...process.env, ...env } },
  );
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    // A file that cannot be loaded has no tests to count; it is a failure all the same.
    const brokenFiles = result.testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    ).length;
    const failed = result.numFailedTests + brokenFiles;
    return {
      name,
      passed: result.numPassedTests,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  } catch {
    return { name, passed: 0, failed: 1, skipped: 0 };
  }
}

/**
 * Prints the sums; the last line is `N passed, N failed`. Sets the exit code. With `HUANZHI_REPORT` the
 * counts also go to that file, for a caller that adds them up.
 */
export function report(results) {
  if (process.env.HUANZHI_REPORT) writeFileSync(process.env.HUANZHI_REPORT, JSON.stringify(results));
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  for (const { name, passed, failed, skipped } of results) {
    process.stdout.write(
      `${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} not run here (see the names above)` : ''}\n`,
    );
  }
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

/** Runs an npm script that ends with `report` and returns its counts. */
export async function runCounted(script) {
  mkdirSync(cacheDir, { recursive: true });
  const file = join(cacheDir, `report-${script}.json`);
  rmSync(file, { force: true });
  await run('npm', ['run', '--silent', script], { env: { ...process.env, HUANZHI_REPORT: file } });
  return existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : [{ name: script, passed: 0, failed: 1, skipped: 0 }];
}
