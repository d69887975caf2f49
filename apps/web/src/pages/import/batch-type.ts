import type { Answer } from '@huanzhi/contract';

/** An import with its mapping and a verdict for each row. */
export type Batch = Answer<'importBatch'>;
