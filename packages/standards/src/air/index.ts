export { dailyAqi, hourlyAqi } from './aqi.ts';
export type {
  AqiInputName,
  AqiMethod,
  AqiOptions,
  AqiReadings,
  AqiResult,
  MissingRule,
} from './aqi-types.ts';
export * from './assessment.ts';
export * from './category.ts';
export * from './city.ts';
export * from './composite-index.ts';
export * from './daily-means.ts';
export * from './daily-series.ts';
export * from './dust.ts';
export * from './good-days.ts';
export * from './headroom.ts';
export * from './hours.ts';
export * from './limits.ts';
export { type OzoneDay, ozoneDay } from './ozone.ts';
export * from './pollutants.ts';
export * from './ranking.ts';
export * from './reference-state.ts';
export * from './running-means.ts';
export * from './statistics.ts';
export {
  type AqiEditionChoice,
  aqiEdition,
  ConcentrationError,
  columnPollutant,
  subIndex,
} from './sub-index.ts';
export * from './table-row.ts';
export * from './tables/ambient-limits.ts';
export * from './tables/aqi-breakpoints.ts';
export * from './tables/aqi-categories.ts';
export * from './tables/assessment-editions.ts';
export * from './tables/health-texts.ts';
export * from './tables/validity-rules.ts';
export * from './tables/warning-plans.ts';
export * from './trend.ts';
export * from './validity.ts';
export * from './warning.ts';
