export * from './background.ts';
export * from './emission.ts';
export * from './grades.ts';
export * from './honking.ts';
export * from './levels.ts';
export type { NoiseVerdict } from './noise-verdict.ts';
export * from './tables.ts';
export {
  judgeZoneNoise,
  type ZoneCompliance,
  type ZoneNoise,
  zoneComplianceByPeriod,
} from './zone.ts';
