import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../services/errors.ts';
import { sendError } from './error-answer.ts';

/** Vite puts a content hash into the names of `assets/`: they never change. */
const hashed = /[\\/]assets[\\/]/;

/**
 * Serves the built pages: hashed files may be kept a year, `index.html` is asked for every time, and every
 * other address that is no file and no `/api` gets `index.html`, because the page routes by itself.
 * @param webRoot folder with `index.html`; when it is missing only the interface is served
 */
export async function serveWebPages(app: FastifyInstance, webRoot: string): Promise<void> {
  const present = existsSync(join(webRoot, 'index.html'));
  if (present) {
    await app.register(fastifyStatic, {
      root: webRoot,
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders(response, path) {
        response.setHeader(
          'cache-control',
          hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  }
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?')[0] ?? '';
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !/\.[a-z0-9]+$/i.test(path);
    if (path === '/api' || path.startsWith('/api/'))
      return sendError(new AppError('no-such-route'), request, reply);
    if (present && isPage) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    return sendError(new AppError('not-found'), request, reply);
  });
}
