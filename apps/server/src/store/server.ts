import type { ClientConfig } from 'pg';
import { typeParsers } from './type-parsers.ts';

/** Where the database is and how to reach it. */
export interface DatabaseServer {
  kind: 'private' | 'external';
  /** What a sentence calls it: the data folder, or host and database without the password. */
  description: string;
  /** Starts it, finds it, or waits for its recovery. @throws StoreError `setup` */
  ensureRunning(): Promise<void>;
  /** The account that owns the tables: migrations, views, the instance lock. */
  ownerConfig(): ClientConfig;
  /** How the role of requests signs in; null: not at all, connections change to it. */
  appLogin(): { password: string | null } | null;
  /** The account of requests; with `appRole` null it is the owner's. */
  appConfig(appRole: string | null): AppConfig;
  /** Stops what this process is responsible for. */
  stop(): Promise<void>;
}

/** How the pool connects. `setRole`: the role to change to after connecting. */
export interface AppConfig {
  client: ClientConfig;
  setRole: string | null;
}

/** A PostgreSQL that the operator runs. */
export class ExternalServer implements DatabaseServer {
  readonly kind = 'external';
  readonly description: string;
  readonly #config: ClientConfig;

  constructor(databaseUrl: string) {
    this.#config = {
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      types: typeParsers,
    };
    this.description = withoutPassword(databaseUrl);
  }

  async ensureRunning(): Promise<void> {}

  ownerConfig(): ClientConfig {
    return this.#config;
  }

  appLogin(): null {
    return null;
  }

  appConfig(appRole: string | null): AppConfig {
    return { client: this.#config, setRole: appRole };
  }

  async stop(): Promise<void> {}
}

function withoutPassword(databaseUrl: string): string {
  try {
    const url = new URL(databaseUrl);
    return `${url.host}${url.pathname}`;
  } catch {
    return 'the database of DATABASE_URL';
  }
}
