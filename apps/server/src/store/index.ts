export { type Seal, sealDay } from './audit/seal.queries.ts';
export type { AuditReport, ChainFault } from './audit/verify.queries.ts';
export { auditVerify } from './audit/verify.queries.ts';
export { verifyHistory } from './audit/verify-history.ts';
export { StoreError, type StoreErrorCode } from './errors.ts';
export type { RecordScope } from './records/scope.queries.ts';
export type { Db } from './schema.ts';
export { openStore, type Store, type StoreOptions } from './store.ts';
