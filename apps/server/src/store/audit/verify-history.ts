import { access } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { dataFolder } from '../data-folder.ts';
import { kyselyOver } from '../database.ts';
import { StoreError } from '../errors.ts';
import { PrivateServer } from '../postgres/private-server.ts';
import { type DatabaseServer, ExternalServer } from '../server.ts';
import { openStore, type StoreOptions } from '../store.ts';
import { type AuditReport, auditVerify } from './verify.queries.ts';

/**
 * Verifies every hash chain and seal of a data folder or database, whether huanzhi is running on it (then beside
 * it, on a snapshot) or not (then the private server is started for as long as it takes).
 * @throws StoreError `setup` when there is no data to verify or the database cannot be reached
 */
export async function verifyHistory(options: StoreOptions = {}): Promise<AuditReport> {
  const dataDir = options.dataDir ?? dataFolder(process.env);
  if (options.databaseUrl === undefined) await mustExist(dataDir);
  try {
    const store = await openStore({ ...options, dataDir });
    try {
      return await auditVerify(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'in-use')) throw error;
  }
  const server: DatabaseServer =
    options.databaseUrl === undefined
      ? new PrivateServer(dataDir, () => {})
      : new ExternalServer(options.databaseUrl);
  await server.ensureRunning();
  const db = kyselyOver(new pg.Pool({ ...server.ownerConfig(), max: 1 }));
  try {
    return await auditVerify({ db });
  } finally {
    await db.destroy();
  }
}

async function mustExist(dataDir: string): Promise<void> {
  try {
    await access(join(dataDir, 'database'));
  } catch (error) {
    throw new StoreError(
      'setup',
      `${dataDir} holds no huanzhi database. Name the data folder with HUANZHI_DATA, or a database with DATABASE_URL.`,
      { dataDir },
      { cause: error },
    );
  }
}
