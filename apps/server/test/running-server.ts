import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The server as a process of its own, from the sources. */
export interface ServerProcess {
  process: ChildProcessByStdio<null, Readable, Readable>;
  /** `http://localhost:PORT`, once it listens. @throws Error with what it said when it ended instead */
  address: Promise<string>;
  /** Password of an account, from the lines that are printed once. */
  passwordOf: (login: string) => string;
  /** Sends a signal and waits for the end. @returns exit code (null after a kill) and what stood on stderr */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<{ code: number | null; errors: string }>;
  /** Waits for an end by itself. */
  ended: () => Promise<{ code: number | null; errors: string }>;
}

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Starts huanzhi on a free port, or on the one given; without a gateway unless it gets a port. */
export function startServerProcess(
  dataDir: string,
  options: { port?: number; gatewayPort?: number; args?: string[] } = {},
): ServerProcess {
  const { DATABASE_URL: _, ...surroundings } = process.env;
  const child = spawn(
    process.execPath,
    ['--conditions=huanzhi-source', '--import', 'tsx', main, ...(options.args ?? ['--empty'])],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...surroundings,
        HUANZHI_DATA: dataDir,
        HUANZHI_PORT: String(options.port ?? 0),
        HUANZHI_GATEWAY_PORT: String(options.gatewayPort ?? ''),
      },
    },
  );
  const gone = once(child, 'exit') as Promise<[number | null]>;
  const errors = text(child.stderr);
  const passwords = new Map<string, string>();
  const ended = async () => ({ code: (await gone)[0], errors: await errors });
  const listen = async (): Promise<string> => {
    for await (const line of createInterface({ input: child.stdout })) {
      const account = /^ {2}(\S+)\s+(\S+) {3}/.exec(line);
      if (account?.[1] !== undefined) passwords.set(account[1], account[2] ?? '');
      const address = /(http:\/\/localhost:\d+)$/.exec(line)?.[1];
      if (address !== undefined) {
        child.stdout.resume();
        return address;
      }
    }
    throw new Error(`the server ended: ${(await ended()).errors}`);
  };
  const address = listen();
  address.catch(() => {});
  return {
    process: child,
    address,
    passwordOf: (login) => passwords.get(login) ?? '',
    end: (signal) => {
      child.kill(signal);
      return ended();
    },
    ended,
  };
}

/** Signs in over HTTP. @returns a call with the session's cookie that gives status and body */
export async function signIn(address: string, login: string, password: string) {
  const headers = { 'x-huanzhi': '1', 'content-type': 'application/json' };
  const response = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ login, password }),
  });
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: { ...headers, cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
}
