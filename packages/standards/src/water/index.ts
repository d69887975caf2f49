export * from './basin.ts';
export * from './black-odorous.ts';
export * from './change.ts';
export * from './classes.ts';
export * from './composite-index.ts';
export * from './drinking-source.ts';
export * from './evaluation-2011.ts';
export {
  type ClassLimits,
  GB3838_EDITIONS,
  type WaterBody,
  type WaterItem,
  type WaterItemKey,
  type WaterQualityEdition,
  waterQualityEdition,
} from './gb3838-2002.ts';
export * from './gb3838-2002-sources.ts';
export * from './headroom.ts';
export {
  type DissolvedOxygenRule,
  type ItemClass,
  type ItemFlag,
  type ItemOptions,
  itemClass,
  oxygenSaturation,
  UnknownWaterItemError,
} from './item-class.ts';
export * from './lake.ts';
export * from './means.ts';
export * from './monthly-report.ts';
export * from './multiples.ts';
export * from './primary-pollutants.ts';
export * from './rows.ts';
export * from './section.ts';
export * from './target.ts';
export * from './trend.ts';
export * from './trophic.ts';
export * from './warning-notice.ts';
