import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './abandoned.ts';

/** What a running server writes into `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  /** Folder of the socket, empty without one. */
  socket: string;
  ready: boolean;
}

/** The content of `postmaster.pid`, or null when there is none (or it is being written). */
export async function readPostmaster(data: string): Promise<Postmaster | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port, socket, , , status] = text.split('\n');
  if (pid === undefined || !/^\d+$/.test(pid)) return null;
  return { pid: Number(pid), port: Number(port), socket: socket ?? '', ready: status?.trim() === 'ready' };
}

/** The name that every process of the server of this folder bears in the list of processes. */
export function clusterName(data: string): string {
  return `huanzhi-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`;
}

/**
 * Whether the process of a `postmaster.pid` is the server of this folder. After a reboot the number may belong
 * to anything, and a dead child that nobody waited for still has its number.
 */
export async function isServerOf(data: string, pid: number): Promise<boolean> {
  return isAlive(pid) && belongs(data, await commandOf(pid));
}

/**
 * Whether any process of the folder's server lives: after the main one was killed the others need a moment to
 * notice. Only Linux can tell; elsewhere PostgreSQL itself refuses to start meanwhile.
 */
export async function isInUse(data: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  for (const name of await readdir('/proc')) {
    if (/^\d+$/.test(name) && belongs(data, await commandOf(Number(name)))) return true;
  }
  return false;
}

/** Null: cannot be told here (Windows), so it is taken for ours. */
function belongs(data: string, command: string | null): boolean {
  if (command === null) return true;
  return (
    command.includes('postgres') && (command.includes(clusterName(data)) || command.includes(`${data}\0`))
  );
}

async function commandOf(pid: number): Promise<string | null> {
  if (process.platform === 'win32') return null;
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return new Promise((resolve) => {
    execFile('ps', ['-p', String(pid), '-o', 'command='], (_error, stdout) => resolve(stdout));
  });
}
