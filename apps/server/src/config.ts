import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { UploadLimits } from './services/env.ts';

/** What the operator sets, from the environment and the command line. */
export interface Config {
  /** Folder for database and files; the store's default when left out. */
  dataDir?: string;
  databaseUrl?: string;
  host: string;
  port: number;
  /** Start without the sample district. */
  empty: boolean;
  trustProxy: boolean;
  logLevel: string;
  webRoot: string;
  limits: UploadLimits;
}

/** A setting that cannot be used; the message names it and what is expected. */
export class ConfigError extends Error {}

const mebibyte = 1024 * 1024;
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Sizes that no usual document reaches. */
export const defaultLimits: UploadLimits = {
  plan: 50 * mebibyte,
  evidence: 50 * mebibyte,
  table: 10 * mebibyte,
};

/**
 * Reads the settings: HUANZHI_DATA, DATABASE_URL, HUANZHI_HOST, HUANZHI_PORT, HUANZHI_TRUST_PROXY,
 * HUANZHI_LOG; and `--empty`.
 * @throws ConfigError
 */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[]): Config {
  const unknown = argv.find((argument) => argument !== '--empty');
  if (unknown !== undefined) throw new ConfigError(`Unknown option ${unknown}. The only one is --empty.`);
  const portText = env.HUANZHI_PORT ?? '3100';
  const port = Number(portText);
  if (!/^\d+$/.test(portText) || port > 65_535) {
    throw new ConfigError(`HUANZHI_PORT must be a port from 0 to 65535; it is “${portText}”.`);
  }
  const logLevel = env.HUANZHI_LOG ?? 'warn';
  if (!logLevels.includes(logLevel)) {
    throw new ConfigError(`HUANZHI_LOG must be one of ${logLevels.join(', ')}; it is “${logLevel}”.`);
  }
  return {
    ...(env.HUANZHI_DATA ? { dataDir: env.HUANZHI_DATA } : {}),
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    host: env.HUANZHI_HOST ?? '127.0.0.1',
    port,
    empty: argv.includes('--empty'),
    trustProxy: env.HUANZHI_TRUST_PROXY === '1',
    logLevel,
    webRoot: findWebRoot(),
    limits: defaultLimits,
  };
}

/** `apps/web/dist` seen from here; the bundle lies deeper or higher than the source. */
function findWebRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'apps', 'web'))) {
    const above = dirname(folder);
    if (above === folder) return join(folder, 'web');
    folder = above;
  }
  return join(folder, 'apps', 'web', 'dist');
}
