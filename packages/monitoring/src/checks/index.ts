export { checkDay } from './check-day.ts';
export { hoursText } from './figures.ts';
export {
  type CheckText,
  type FlaggedHour,
  type FlagKind,
  flagKinds,
  flagWords,
  type HourFlag,
} from './flags.ts';
export { type CheckItem, foldItems, type ItemReason } from './fold.ts';
export { mostNeighbours, type NeighbourSite, neighboursOf } from './neighbours.ts';
export { countDay, type DayCounts, sumCounts } from './rates.ts';
export { instrumentMarks } from './series-checks.ts';
export { type CheckThreshold, checkRules, checkThresholds, flowFactors, thresholdFor } from './thresholds.ts';
export {
  type CheckedHours,
  type CheckedSeries,
  type CheckedSite,
  dueHours,
  type HourNote,
} from './timeline.ts';
