import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..', '..');

/** A running huanzhi with its own data folder. */
export interface Product {
  url: string;
  /** Port of the HJ 212 gateway; null: it is off. */
  gatewayPort: number | null;
  /** Login → first password, as printed in the terminal. */
  accounts: Map<string, string>;
  /** Everything the process has printed. */
  output(): string;
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/**
 * Starts the built server on a free port and waits until it prints its address.
 * @param options.root another checkout to start (default: this one)
 * @param options.gateway listen for instruments too
 */
export async function startProduct(
  options: { root?: string; args?: string[]; gateway?: boolean } = {},
): Promise<Product> {
  const data = mkdtempSync(join(tmpdir(), 'hz-product-'));
  // The database runs as another user when we are root.
  chmodSync(data, 0o755);
  const port = await freePort();
  const gatewayPort = options.gateway ? await freePort() : null;
  const root = options.root ?? repository;
  const child: ChildProcess = spawn(
    process.execPath,
    ['--enable-source-maps', join(root, 'apps/server/dist/main.js'), ...(options.args ?? [])],
    {
      cwd: root,
      env: {
        ...process.env,
        HUANZHI_DATA: data,
        HUANZHI_PORT: String(port),
        DATABASE_URL: '',
        HUANZHI_GATEWAY_PORT: gatewayPort === null ? '' : String(gatewayPort),
        HUANZHI_GATEWAY_HOST: '127.0.0.1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /http:\/\/localhost:\d+/.exec(output)?.[0];
      if (address) resolve(address);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`huanzhi ended with ${code} before it printed its address:\n${output}`)),
    );
  });
  const accounts = new Map<string, string>();
  for (const line of output.split('\n')) {
    const match = /^\s*(\S+)\s+(\S{10,})\s+(?:\S.*)$/.exec(line);
    if (match?.[1] && match[2]) accounts.set(match[1], match[2]);
  }
  return {
    url,
    gatewayPort,
    accounts,
    output: () => output,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
      rmSync(data, { recursive: true, force: true });
    },
  };
}
