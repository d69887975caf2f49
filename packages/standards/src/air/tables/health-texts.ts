import type { VerificationMark } from '../../edition.ts';
import type { Pollutant } from '../pollutants.ts';
import type { AqiLevel } from './aqi-categories.ts';

/** The public legend of a category: effect on health and advice, as the standard prints them. */
export interface HealthText {
  /** Stable key for translations, for example `"air.health.2026.3"`. */
  readonly key: string;
  readonly level: AqiLevel;
  readonly effectZh: string;
  readonly adviceZh: string;
  readonly mark: VerificationMark;
}

/** Health texts by edition id. Source: HJ 633-2012 table 2 (2012 wording: recall), HJ 633-2026 table 2 (verified). */
export const HEALTH_TEXTS: Readonly<Record<string, readonly HealthText[]>> = {
  'HJ 633-2012': [
    {
      key: 'air.health.2012.1',
      level: 1,
      effectZh: '空气质量令人满意，基本无空气污染',
      adviceZh: '各类人群可正常活动',
      mark: 'recall',
    },
    {
      key: 'air.health.2012.2',
      level: 2,
      effectZh: '空气质量可接受，但某些污染物可能对极少数异常敏感人群健康有较弱影响',
      adviceZh: '极少数异常敏感人群应减少户外活动',
      mark: 'recall',
    },
    {
      key: 'air.health.2012.3',
      level: 3,
      effectZh: '易感人群症状有轻度加剧，健康人群出现刺激症状',
      adviceZh: '儿童、老年人及心脏病、呼吸系统疾病患者应减少长时间、高强度的户外锻炼',
      mark: 'recall',
    },
    {
      key: 'air.health.2012.4',
      level: 4,
      effectZh: '进一步加剧易感人群症状，可能对健康人群心脏、呼吸系统有影响',
      adviceZh:
        '儿童、老年人及心脏病、呼吸系统疾病患者避免长时间、高强度的户外锻炼，一般人群适量减少户外运动',
      mark: 'recall',
    },
    {
      key: 'air.health.2012.5',
      level: 5,
      effectZh: '心脏病和肺病患者症状显著加剧，运动耐受力降低，健康人群普遍出现症状',
      adviceZh: '儿童、老年人和心脏病、肺病患者应停留在室内，停止户外运动，一般人群减少户外运动',
      mark: 'recall',
    },
    {
      key: 'air.health.2012.6',
      level: 6,
      effectZh: '健康人群运动耐受力降低，有明显强烈症状，提前出现某些疾病',
      adviceZh: '儿童、老年人和病人应当留在室内，避免体力消耗，一般人群应避免户外活动',
      mark: 'recall',
    },
  ],
  'HJ 633-2026': [
    {
      key: 'air.health.2026.1',
      level: 1,
      effectZh: '空气质量令人满意，基本无空气污染',
      adviceZh: '各类人群可正常活动',
      mark: 'verified',
    },
    {
      key: 'air.health.2026.2',
      level: 2,
      effectZh: '空气质量可接受，但某些污染物可能对极少数异常敏感人群健康有较弱影响',
      adviceZh: '极少数异常敏感人群应减少户外活动',
      mark: 'verified',
    },
    {
      key: 'air.health.2026.3',
      level: 3,
      effectZh: '敏感人群症状有轻度加剧，健康人群出现刺激症状',
      adviceZh: '青少年儿童、老年人及心血管系统疾病、呼吸系统疾病患者应减少长时间、高强度的户外锻炼',
      mark: 'verified',
    },
    {
      key: 'air.health.2026.4',
      level: 4,
      effectZh: '进一步加剧敏感人群症状，可能对健康人群心血管系统、呼吸系统有影响',
      adviceZh:
        '青少年儿童、老年人及心血管系统疾病、呼吸系统疾病患者避免长时间、高强度的户外锻炼，一般人群适量减少户外运动',
      mark: 'verified',
    },
    {
      key: 'air.health.2026.5',
      level: 5,
      effectZh: '心血管系统和呼吸系统患者症状显著加剧，运动耐受力降低，健康人群普遍出现症状',
      adviceZh:
        '青少年儿童、老年人和心血管系统疾病、呼吸系统疾病患者应停留在室内，停止户外运动，一般人群减少户外运动',
      mark: 'verified',
    },
    {
      key: 'air.health.2026.6',
      level: 6,
      effectZh: '健康人群运动耐受力降低，有明显强烈症状，提前出现某些疾病',
      adviceZh: '青少年儿童、老年人和病人应当留在室内，避免体力消耗，一般人群应避免户外活动',
      mark: 'verified',
    },
  ],
};

/**
 * Sensitive groups shown for each pollutant whose sub-index is above 100.
 * Source: HJ 633-2026 (verified; the 2012 edition has no such table).
 */
export const SENSITIVE_GROUPS_ZH: Readonly<Record<Pollutant, string>> = {
  SO2: '患有哮喘的人、青少年儿童以及老年人',
  NO2: '患有呼吸系统疾病（如哮喘）的人、青少年儿童以及老年人',
  CO: '患有心血管系统疾病的人',
  O3: '患有呼吸系统疾病（如哮喘）的人、青少年儿童、户外活动频繁的人以及老年人',
  PM10: '患有心血管系统疾病或呼吸系统疾病（如哮喘）的人、青少年儿童、户外活动频繁的人以及老年人',
  'PM2.5': '患有心血管系统疾病或呼吸系统疾病（如哮喘）的人、青少年儿童、户外活动频繁的人以及老年人',
};
