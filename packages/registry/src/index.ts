export { advanceClocks, clockLight } from './clocks.ts';
export { checkDefinition, defineProgramme } from './definition.ts';
export { coerceCell, formatCell, validateData } from './fields.ts';
export { type ChainBreak, canonicalJson, genesisHash, hashEvent, verifyChain } from './history.ts';
/** Life-cycle: what may be done now, and what doing it gives. */
export { allowedTransitions, apply, create, edit } from './life-cycle.ts';
export { type Access, maskRecord, permissionsFor, type ReadScope, readScope } from './permissions.ts';
export { isMyTurn, lightOf } from './turn.ts';
export type * from './types.ts';
