import type { RouteName } from '@huanzhi/contract';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../services/errors.ts';
import type { Session } from '../services/session.ts';
import type { RouteAccess } from './access/access.ts';
import { openBeforePasswordChange } from './route-access.ts';

/** Header that a caller without an `Origin` sends; a page of another site cannot set it. */
export const ownHeader = 'x-huanzhi';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a changing request that another site's page could have caused: it must carry our own header, or
 * an `Origin` that is the host it was sent to. A push, which no cookie lets in, may come without an `Origin`.
 * @throws AppError `forbidden-origin`
 */
export function checkOrigin(request: FastifyRequest, access: RouteAccess): void {
  if (reading.has(request.method) || request.headers[ownHeader] !== undefined) return;
  const { origin } = request.headers;
  if (access === 'push-key' && origin === undefined) return;
  if (origin === undefined || !sameHost(origin, request.host)) throw new AppError('forbidden-origin');
}

function sameHost(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  // Through the same parser, so that a default port counts as none on both sides.
  const here = `${page.protocol}//${host}`;
  return URL.canParse(here) && page.host === new URL(here).host;
}

/**
 * Refuses whoever may not use the route at all; what may be done to an object is the service's question.
 * @throws AppError `not-signed-in`, `password-must-change`, `forbidden`
 */
export function checkAccess(name: RouteName, access: RouteAccess, session: Session | null): void {
  // A key is asked for elsewhere; a session is none.
  if (access === 'none') return;
  if (access === 'push-key') throw new AppError('push-key-wrong');
  if (session === null) throw new AppError('not-signed-in');
  if (session.mustChange && !openBeforePasswordChange.includes(name)) {
    throw new AppError('password-must-change');
  }
  if (access === 'session') return;
  if (!access.some((permission) => session.permissions.includes(permission))) throw new AppError('forbidden');
}
