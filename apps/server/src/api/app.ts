import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Env } from '../services/env.ts';
import { sendError } from './error-answer.ts';
import { handlers } from './handlers/index.ts';
import { registerRoutes } from './register-routes.ts';
import { serveWebPages } from './web-pages.ts';

/** What the HTTP interface needs besides the services. */
export interface AppOptions {
  env: Env;
  /** Folder of the built pages. */
  webRoot: string;
  version: string;
  /** A pino logger; none by default (tests). */
  logger?: FastifyBaseLogger;
  /** Behind a reverse proxy that sets `X-Forwarded-*`. */
  trustProxy?: boolean;
  /** Requests a minute from one address. */
  rateLimit?: { all: number; login: number };
}

const json = 'application/json';

/**
 * The whole HTTP interface over the services: routes of the contract, guards, OpenAPI text, pages.
 * Nothing listens yet; tests use `inject`.
 */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const limits = options.rateLimit ?? { all: 3000, login: 30 };
  const app: FastifyInstance = fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    trustProxy: options.trustProxy ?? false,
    genReqId: () => randomUUID(),
    bodyLimit: 2 * 1024 * 1024,
    requestTimeout: 600_000,
    routerOptions: { maxParamLength: 200 },
    // One line a request is written below, without the query: it may hold a name that was searched for.
    logController: new LogController({ disableRequestLogging: true }),
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendError);
  acceptEmptyJson(app);
  logRequests(app);

  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Ant Design writes its styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // The proxy that ends TLS sets it; on plain http it would lock people out.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
  await app.register(cookie);
  await app.register(compress, { threshold: 1024, encodings: ['gzip', 'deflate'] });
  await app.register(rateLimit, {
    max: limits.all,
    timeWindow: 60_000,
    allowList: (request) => !request.url.startsWith('/api/'),
  });
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: {
      fileSize: Math.max(...Object.values(options.env.limits)) + 1,
      files: 20,
      fields: 20,
      fieldSize: 10_000,
      parts: 40,
    },
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '环治 huanzhi', version: options.version, license: { name: 'Apache-2.0' } },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'huanzhi_session' },
          'push-key': { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(async (scope) => {
    registerRoutes(scope, options.env, handlers(options.env, options.version), {
      loginPerMinute: limits.login,
    });
    scope.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  });
  await serveWebPages(app, options.webRoot);
  return app;
}

/** Some routes take no body; a client that still says `application/json` and sends nothing is not wrong. */
function acceptEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(json);
  app.addContentTypeParser(json, { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else parse(request, body as string, done);
  });
}

function logRequests(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) {
      reply.header('cache-control', 'no-store');
    }
  });
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        path: request.url.split('?')[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
}
