import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** What was built or installed from which inputs; safe to delete. */
export const cacheDir = join(root, 'node_modules', '.cache', 'huanzhi');
