export { comparePlans, type FieldChange, type PlanDifference } from './compare-plans.ts';
export {
  DocumentError,
  type DocumentErrorCode,
  type DocumentText,
  readDocument,
} from './document/read-document.ts';
export { namesMatch, normaliseText, unitKey } from './normalise.ts';
export { readPlan } from './read-plan.ts';
export type * from './types.ts';
