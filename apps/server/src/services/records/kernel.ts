import {
  type Actor,
  type KernelContext,
  type Programme,
  type RecordEvent,
  readScope,
  type Sensitivity,
} from '@huanzhi/registry';
import type { RecordScope } from '../../store/index.ts';
import type { Env } from '../env.ts';
import { AppError } from '../errors.ts';

const classes: readonly Sensitivity[] = ['P0', 'P1', 'P2', 'P3', 'P4', 'P5'];

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

/**
 * The kernel's terms as a scope of the store. The store knows one ceiling for all ways to a record, the
 * kernel one for each: the lowest is taken, so that a list never shows more than the kernel allows.
 */
export function scopeOf(programme: Programme, actor: Actor): RecordScope {
  const { terms } = readScope(programme, actor);
  const scope: RecordScope = {
    all: false,
    ownerOrgs: [],
    coOrgs: [],
    areas: [],
    creator: null,
    sensitivities: [...classes],
  };
  let ceiling = classes.length - 1;
  for (const term of terms) {
    ceiling = Math.min(ceiling, classes.indexOf(term.upTo));
    if (term.ownerIn !== undefined) scope.ownerOrgs.push(...term.ownerIn);
    if (term.ownerOrCoIn !== undefined) {
      scope.ownerOrgs.push(...term.ownerOrCoIn);
      scope.coOrgs.push(...term.ownerOrCoIn);
    }
    if (term.areaPrefixes !== undefined) scope.areas.push(...term.areaPrefixes);
    if (term.creator !== undefined) scope.creator = term.creator;
    const restricted =
      term.ownerIn ?? term.ownerOrCoIn ?? term.areaPrefixes ?? (term.creator === undefined ? undefined : []);
    if (restricted === undefined) scope.all = true;
  }
  return { ...scope, sensitivities: classes.slice(0, ceiling + 1) };
}

/** The engine itself: jobs and automatic steps. */
export const engine: Actor = {
  userId: 'system',
  name: '系统',
  orgId: '',
  orgIds: [],
  roles: [{ code: 'SYS', areaCode: null }],
};
