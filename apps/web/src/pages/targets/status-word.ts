import type { TFunction } from 'i18next';
import type { Target } from '../../lib/target-text.ts';
import type { TargetTexts } from './texts.ts';

/** The word of a status; a miss that lies ahead is 预计不达, not 未达到. */
export function statusWord(
  target: Pick<Target, 'status' | 'bound'>,
  t: TFunction,
  texts: TargetTexts,
): string {
  if (target.status === 'missed' && target.bound?.open) return texts.predictedMiss;
  return t(`light.target.${target.status}`);
}
