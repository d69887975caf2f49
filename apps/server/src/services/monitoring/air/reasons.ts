import type { EffectiveHour, HourDay } from '@huanzhi/monitoring';
import type { LocalText } from '@huanzhi/registry';
import type { Pollutant } from '@huanzhi/standards';

/** Marks of HJ 212 in words. */
const marks: Record<string, LocalText> = {
  F: { zh: '停运', en: 'stopped' },
  M: { zh: '维护', en: 'maintenance' },
  D: { zh: '故障', en: 'fault' },
  C: { zh: '校准', en: 'calibration' },
  T: { zh: '超测量上限', en: 'over range' },
  B: { zh: '通讯中断', en: 'no communication' },
  '!': { zh: '收到的不是数值', en: 'not a number' },
};

/** Words of the states that are no value. */
export const stateWords = {
  missing: { zh: '缺数', en: 'missing' },
  invalid: { zh: '无效', en: 'invalid' },
  'not-monitored': { zh: '未监测', en: 'not monitored' },
} as const satisfies Record<string, LocalText>;

/** Why an hour has no value; null when it has one. A reviewer's word goes before the mark. */
export function hourReason(
  day: Pick<HourDay, 'marks' | 'verdicts'> | undefined,
  index: number,
  effective: EffectiveHour,
): LocalText | null {
  if (effective.state === 'value') return null;
  if (effective.state !== 'invalid') return stateWords[effective.state];
  if (day?.verdicts[index] === 'I') return { zh: '审核为无效', en: 'found invalid by review' };
  return marks[day?.marks[index] ?? ''] ?? stateWords.invalid;
}

/** Why a day, or a district, has no index: the pollutants that have no concentration. */
export function indexReason(gaps: readonly { pollutant: Pollutant; reason: LocalText | null }[]): LocalText {
  if (gaps.length === 0) return { zh: '没有收到数据', en: 'no data came' };
  const list = (language: 'zh' | 'en') =>
    gaps
      .map(({ pollutant, reason }) => `${pollutant} ${reason?.[language] ?? ''}`.trim())
      .join(language === 'zh' ? '；' : '; ');
  return { zh: list('zh'), en: list('en') };
}
