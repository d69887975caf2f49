import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { StoreError } from './errors.ts';

/**
 * The data folder: `HUANZHI_DATA`, else `.huanzhi` in the home folder. As root `/var/lib/huanzhi`, because the
 * database must run as another user, who cannot enter root's home.
 */
export function dataFolder(environment: NodeJS.ProcessEnv): string {
  const given = environment.HUANZHI_DATA;
  if (given !== undefined && given !== '') return resolve(given);
  return process.getuid?.() === 0 ? '/var/lib/huanzhi' : join(homedir(), '.huanzhi');
}

/** Makes the folder when it is missing. Others may pass through it (the database's user) but not list it. */
export async function prepareDataFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw new StoreError(
      'setup',
      `The data folder ${dataDir} cannot be made. Choose another with HUANZHI_DATA.`,
      { dataDir },
      { cause: error },
    );
  }
}
