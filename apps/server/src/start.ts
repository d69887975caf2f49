import { createServer } from 'node:net';
import { programmes as installed } from '@huanzhi/programs';
import type { Programme } from '@huanzhi/registry';
import { chinaHolidays, createCalendar } from '@huanzhi/standards';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { buildApp } from './api/app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { DocumentReader } from './document-reader/document-reader.ts';
import { startJobs } from './jobs/scheduler.ts';
import { openGateway } from './open-gateway.ts';
import { makeFirstAccounts } from './sample/first-account.ts';
import { makeSample, type SampleAccount } from './sample/make-sample.ts';
import { fillSampleMonitoring } from './sample/monitoring/fill-monitoring.ts';
import type { Env } from './services/env.ts';
import { resumeImports, stopImports } from './services/monitoring/measurements/work-imports.ts';
import { resumeReading } from './services/plans/read-version.ts';
import { hasNoAccount } from './store/district.queries.ts';
import { openStore, type Store, StoreError } from './store/index.ts';
import { getSetting } from './store/settings.queries.ts';
import { version } from './version.ts';

/** What `startServer` can be given instead of the process's own surroundings. */
export interface StartOptions {
  env?: NodeJS.ProcessEnv;
  argv?: readonly string[];
  /** Where the lines for the operator go. */
  print?: (line: string) => void;
  programmes?: readonly Programme[];
}

/** A running server. */
export interface RunningServer {
  address: string;
  app: FastifyInstance;
  store: Store;
  /** Answers what is under way, stops the jobs, closes the database. */
  stop(): Promise<void>;
}

/**
 * Opens the store, fills an empty one (sample district, or the first account with `--empty`), listens.
 * @throws ConfigError for a setting or a taken port, StoreError when the store cannot be opened
 */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const print = options.print ?? ((line) => process.stdout.write(`${line}\n`));
  const config = readConfig(options.env ?? process.env, options.argv ?? process.argv.slice(2));
  // Before the sample is made: its passwords are printed once, and only to somebody who can use them.
  await checkPort(config);
  const logger = pino({
    level: config.logLevel,
    redact: ['req.headers.cookie', 'req.headers.authorization'],
  });
  const store = await openStore({
    ...(config.dataDir === undefined ? {} : { dataDir: config.dataDir }),
    ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
    log: (line) => logger.info(line),
  });
  try {
    const env = await makeEnv(store, config, options.programmes ?? installed);
    await store.ensureRegistries([...env.programmes.values()].map(({ definition }) => definition));
    const accounts = (await hasNoAccount(store.db)) ? await fill(env, config, print) : [];
    env.sample = (await getSetting(store.db, 'sample')) === true;
    const app = await buildApp({
      env,
      webRoot: config.webRoot,
      version,
      logger,
      trustProxy: config.trustProxy,
    });
    const bound = await app.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
      throw portError(error, config);
    });
    const jobs = startJobs(env, (error) => logger.error({ err: error }, 'job failed'));
    void resumeReading(env).catch((error: unknown) => logger.error({ err: error }, 'reading failed'));
    void resumeImports(env).catch((error: unknown) => logger.error({ err: error }, 'imports failed'));
    const address = `http://localhost:${new URL(bound).port}`;
    printAccounts(accounts, print);
    for (const warning of store.warnings) print(`注意 / note: ${warning}`);
    const gateway = await openGateway(store, env.sample, options.env ?? process.env, print, (line) =>
      logger.info(line),
    );
    env.gateway = gateway;
    const stopFilling = new AbortController();
    const filling = fillSampleMonitoring(env, stopFilling.signal).catch((error: unknown) =>
      logger.error({ err: error }, 'sample readings failed'),
    );
    print(`huanzhi ${version}: ${address}`);
    return {
      address,
      app,
      store,
      async stop() {
        await gateway?.close();
        stopFilling.abort();
        await filling;
        await jobs.stop();
        await app.close();
        await stopImports(env);
        await env.reader.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function makeEnv(store: Store, config: Config, programmes: readonly Programme[]): Promise<Env> {
  return {
    store,
    clock: () => new Date(),
    programmes: new Map(programmes.map((programme) => [programme.definition.id, programme])),
    calendar: createCalendar(chinaHolidays),
    limits: config.limits,
    reader: new DocumentReader(),
    kept: { orgs: null, names: null },
    sample: false,
  };
}

async function fill(env: Env, config: Config, print: (line: string) => void): Promise<SampleAccount[]> {
  if (config.empty) return makeFirstAccounts(env);
  print('正在建立示例区（组织、账号、计划）… / making the sample district …');
  return makeSample(env);
}

function printAccounts(accounts: SampleAccount[], print: (line: string) => void): void {
  if (accounts.length === 0) return;
  print('');
  print('账号与初始密码只显示这一次，请记下 / accounts and passwords, shown only this once:');
  for (const account of accounts) {
    print(`  ${account.login.padEnd(12)} ${account.password}   ${account.describe}`);
  }
  print('');
}

/** Fails early and clearly when somebody else listens. */
async function checkPort(config: Config): Promise<void> {
  if (config.port === 0) return;
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(portError(error, config)));
    probe.listen(config.port, config.host, () => probe.close(() => resolve()));
  });
}

function portError(error: unknown, config: Config): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const other = `HUANZHI_PORT=${config.port + 1} npm start`;
  switch (code) {
    case 'EADDRINUSE':
      return new ConfigError(
        `端口 ${config.port} 已被占用，可换一个端口：${other}\nPort ${config.port} is taken. Is huanzhi already running? Use another port: ${other}`,
      );
    case 'EACCES':
      return new ConfigError(
        `端口 ${config.port} 需要更高权限。\nPort ${config.port} needs more rights; use one above 1023: HUANZHI_PORT=3100`,
      );
    case 'EADDRNOTAVAIL':
      return new ConfigError(
        `HUANZHI_HOST=${config.host} 不是本机地址。\nHUANZHI_HOST=${config.host} is no address of this machine.`,
      );
    default:
      return error;
  }
}

/** The sentence for an operator when the start failed; null when it is a fault of ours. */
export function startFailure(error: unknown): string | null {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof StoreError) return error.message;
  return null;
}
