/** Writes `programs/index.ts` anew. */
import { listPrograms } from './lib/programs.mjs';

listPrograms();
