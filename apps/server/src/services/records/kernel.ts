import {
  type Actor,
  type KernelContext,
  type Programme,
  type RecordEvent,
  readScope,
} from '@huanzhi/registry';
import type { RecordScope } from '../../store/index.ts';
import type { Env } from '../env.ts';
import { AppError } from '../errors.ts';

/** The programme of a registry. @throws AppError `not-found` */
export function programmeOf(env: Env, registry: string): Programme {
  const programme = env.programmes.get(registry);
  if (programme === undefined) throw new AppError('not-found');
  return programme;
}

/** What the kernel's functions need, at this moment. */
export function kernelContext(env: Env, history: RecordEvent[] = []): KernelContext {
  return { now: env.clock(), history, calendar: env.calendar };
}

/** The records of a registry that the actor may read. */
export function scopeOf(programme: Programme, actor: Actor): RecordScope {
  return readScope(programme, actor);
}
