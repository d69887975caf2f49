export {
  type CellLookups,
  type CellNames,
  type CellValue,
  type CoercedCell,
  coerceCell,
  formatCell,
} from './cells.ts';
export { advanceClocks, clockLight } from './clocks.ts';
export { checkDefinition, defineProgramme } from './definition.ts';
export { lifeCycleDiagram } from './diagram.ts';
export { validateData } from './fields.ts';
export { type ChainBreak, canonicalJson, genesisHash, hashEvent, verifyChain } from './history.ts';
/** Life-cycle: what may be done now, and what doing it gives. */
export { allowedTransitions, apply, create, edit } from './life-cycle.ts';
export {
  type Access,
  type MaskedRecord,
  maskHistory,
  maskRecord,
  permissionsFor,
  type ReadScope,
  type ReadTerm,
  readScope,
} from './permissions.ts';
export { addDays, daysBetween, localDay } from './time.ts';
export { dutiesOf, isMyTurn, lightOf } from './turn.ts';
export type * from './types.ts';
