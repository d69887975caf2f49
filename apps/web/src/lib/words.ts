import type { Light } from '@huanzhi/registry';
import type { TFunction } from 'i18next';
import { daysBetween, today } from './format.ts';
import type { Target } from './target-text.ts';

/** `剩 12 天`, `今天到期`, `逾期 2 天`: natural days, because a row carries no working days. */
export function remaining(t: TFunction, due: string, now = today()): string {
  const days = daysBetween(now, due.slice(0, 10));
  if (days === 0) return t('due.today');
  return days > 0 ? t('due.left', { count: days }) : t('due.over', { count: -days });
}

/** The word of a light: tasks have words of their own, other registries speak of their deadline. */
export function lightWord(
  t: TFunction,
  registry: string,
  light: Light,
  due: string | null,
  now = today(),
): string {
  if (registry === 'task') return t(`light.task.${light}`);
  const open = light === 'green' || light === 'yellow' || light === 'red';
  return open && due ? remaining(t, due, now) : t(`light.deadline.${light}`);
}

/** Status of a target as the light that carries it. */
export const targetLight = {
  none: 'grey',
  met: 'blue',
  'on-course': 'green',
  'at-risk': 'yellow',
  missed: 'red',
} as const satisfies Record<string, Light>;

/** The word of a target's status; a miss that lies ahead is 预计不达, not 未达到. */
export function targetWord(t: TFunction, { status, bound }: Pick<Target, 'status' | 'bound'>): string {
  return t(`light.target.${status === 'missed' && bound?.open ? 'predicted-miss' : status}`);
}

/** The word of a status over several targets: 预计不达 only when all of them lie ahead. */
export function targetsWord(t: TFunction, status: Target['status'], targets: readonly Target[]): string {
  const ahead = targets.filter((one) => one.status === status).every((one) => one.bound?.open === true);
  return t(`light.target.${status === 'missed' && ahead ? 'predicted-miss' : status}`);
}
