import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cacheDir, root } from './paths.mjs';
import { run, runNode } from './run.mjs';

/**
 * Runs Vitest and counts.
 * @param {string} name of this run, for its report
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<{name: string, passed: number, failed: number, skipped: number, failures: string[]}>}
 *   `failures`: one line for each failed test, its file, name and first line of the message
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
    const failures = result.testResults.flatMap((file) => failuresOf(file));
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
      failures,
    };
  } catch {
    return { name, passed: 0, failed: 1, skipped: 0, failures: ['Vitest left no report'] };
  }
}

/** One line for each failed test of a file of Vitest's JSON report, or for the file when it did not load. */
function failuresOf(file) {
  const path = relative(root, file.name);
  const line = (title, message) => `${path} › ${title}: ${String(message ?? '').split('\n')[0]}`;
  const tests = file.assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => line(test.fullName, test.failureMessages[0]));
  if (tests.length > 0 || file.status !== 'failed') return tests;
  return [line('the file', file.message)];
}

/**
 * Prints the sums; what failed is named right above them, the last line is
 * `N passed, N failed`. Sets the exit code. With `HUANZHI_REPORT` the
 * counts also go to that file, for a caller that adds them up.
 */
export function report(results) {
  if (process.env.HUANZHI_REPORT) writeFileSync(process.env.HUANZHI_REPORT, JSON.stringify(results));
  for (const { name, failures } of results) {
    for (const failure of failures ?? []) process.stdout.write(`failed in ${name}: ${failure}\n`);
  }
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
    : [{ name: script, passed: 0, failed: 1, skipped: 0, failures: ['it ended without a report'] }];
}
