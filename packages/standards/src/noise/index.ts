export * from './background.ts';
export * from './emission.ts';
export * from './grades.ts';
export * from './honking.ts';
export * from './levels.ts';
export * from './tables.ts';
export {
  judgeZoneNoise,
  type NoiseVerdict,
  type ZoneCompliance,
  type ZoneNoise,
  zoneComplianceByPeriod,
} from './zone.ts';
