import type { Answer } from '@huanzhi/contract';

/** One record with what its reader may do now. */
export type RecordDetail = Answer<'record'>;
