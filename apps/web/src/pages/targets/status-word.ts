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

/** The word of a status over several targets: 预计不达 only when all of them lie ahead. */
export function groupWord(
  status: Target['status'],
  targets: readonly Target[],
  t: TFunction,
  texts: TargetTexts,
): string {
  const ahead = targets.filter((one) => one.status === status).every((one) => one.bound?.open === true);
  return status === 'missed' && ahead ? texts.predictedMiss : t(`light.target.${status}`);
}
