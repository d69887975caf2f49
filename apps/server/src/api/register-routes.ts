import { type Route, type RouteName, routes } from '@huanzhi/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { Env } from '../services/env.ts';
import { AppError } from '../services/errors.ts';
import { PushGate } from '../services/monitoring/push/push-gate.ts';
import { findSession, type Session } from '../services/session.ts';
import type { PushKey } from '../store/monitoring/push/push-keys.queries.ts';
import type { Download, Handlers, IncomingFile } from './call.ts';
import { checkAccess, checkOrigin } from './guards.ts';
import { routeAccess } from './route-access.ts';

/** Holds the session's token; out of reach for scripts, never sent from another site. */
export const sessionCookie = 'huanzhi_session';

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | null;
    pushKey: PushKey | null;
  }
}

/**
 * Registers a handler for every route of the contract: who may call it is decided before a byte of the
 * body is read, then the input is checked, then the handler runs, then the answer is cut to the contract.
 */
export function registerRoutes(
  app: FastifyInstance,
  env: Env,
  handlers: Handlers,
  options: { loginPerMinute: number },
): void {
  app.decorateRequest('session', null);
  app.decorateRequest('pushKey', null);
  const gate = new PushGate(env);
  for (const name of Object.keys(routes) as RouteName[]) {
    const definition: Route = routes[name];
    const access = routeAccess[name];
    // The table ties each handler to its own route; here they are all called the same way.
    const handle = handlers[name] as unknown as (call: object) => unknown;
    app.route({
      method: definition.method,
      url: definition.path,
      schema: schemaOf(name, definition),
      ...(definition.bodyLimit === undefined ? {} : { bodyLimit: definition.bodyLimit }),
      ...(name === 'login'
        ? { config: { rateLimit: { max: options.loginPerMinute, timeWindow: 60_000 } } }
        : {}),
      onRequest: async (request, reply) => {
        checkOrigin(request, access);
        if (access === 'none') return;
        if (access === 'push-key') {
          // For a sender that is refused: what to bring, and when to come again.
          reply.header('www-authenticate', 'Bearer').header('retry-after', '60');
          request.pushKey = await gate.admit(request.headers.authorization, request.ip);
          reply.removeHeader('www-authenticate').removeHeader('retry-after');
          return;
        }
        const token = request.cookies[sessionCookie];
        request.session = token === undefined ? null : await findSession(env, token);
        if (token !== undefined && request.session === null) throw new AppError('session-ended');
        checkAccess(name, access, request.session);
      },
      handler: async (request, reply) => {
        const answer = await handle(callOf(definition, request, reply));
        if (definition.status !== undefined) reply.status(definition.status);
        return definition.download ? sendFile(reply, answer as Download) : answer;
      },
    });
  }
}

function schemaOf(name: RouteName, definition: Route): NonNullable<RouteShorthandOptions['schema']> {
  return {
    operationId: name,
    summary: definition.summary,
    tags: [definition.tag],
    ...(definition.access === 'none' ? {} : { security: [{ [definition.access ?? 'session']: [] }] }),
    ...(definition.upload ? { consumes: ['multipart/form-data'] } : {}),
    ...(definition.params ? { params: definition.params } : {}),
    ...(definition.query ? { querystring: definition.query } : {}),
    ...(definition.body ? { body: definition.body } : {}),
    ...(definition.download ? {} : { response: { [definition.status ?? 200]: definition.response } }),
  };
}

function callOf(definition: Route, request: FastifyRequest, reply: FastifyReply): object {
  return {
    params: request.params,
    query: request.query,
    body: request.body,
    session: request.session,
    pushKey: request.pushKey,
    server: `${request.protocol}://${request.host}`,
    origin: { ip: request.ip, agent: (request.headers['user-agent'] ?? '').slice(0, 200) },
    files: () => filesOf(request, definition.upload?.maxFiles ?? 0),
    setSessionCookie: (token: string) =>
      reply.setCookie(sessionCookie, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: 'auto',
      }),
    setLocation: (address: string) => reply.header('location', address),
    clearSessionCookie: () => reply.clearCookie(sessionCookie, { path: '/' }),
  };
}

async function* filesOf(request: FastifyRequest, maxFiles: number): AsyncGenerator<IncomingFile> {
  if (!request.isMultipart()) throw new AppError('no-file');
  let count = 0;
  for await (const part of request.files({ limits: { files: maxFiles } })) {
    count += 1;
    yield { fileName: part.filename, stream: part.file };
  }
  if (count === 0) throw new AppError('no-file');
}

/** The name goes out twice: plain ASCII for old clients, RFC 5987 for the real one. */
function sendFile(reply: FastifyReply, file: Download): FastifyReply {
  const plain = file.fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const disposition = file.inline ? 'inline' : 'attachment';
  return reply
    .type(file.mime)
    .header(
      'content-disposition',
      `${disposition}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    )
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "sandbox; default-src 'none'")
    .send(file.body);
}
