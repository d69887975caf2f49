import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * Runs a command in the repository, its output shown as it comes.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code; 128 + n for a signal
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32' && command === 'npm',
      ...options,
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/** Runs a locally installed tool (`node_modules/.bin`) with this Node. */
export function runNode(args, options = {}) {
  return run(process.execPath, args, options);
}

/**
 * What Node gets for the server, and for benchmarks of it: packets that wait for their commit outlive the usual 16 MB of
 * young memory and would be copied again and again.
 */
export const serverFlags = ['--max-semi-space-size=32'];
