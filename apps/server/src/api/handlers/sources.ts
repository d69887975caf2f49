import type { sourcesRoutes } from '@huanzhi/contract';
import { exportNoise, exportSource, exportSources } from '../../reports/export-sources.ts';
import type { Env } from '../../services/env.ts';
import { listSources } from '../../services/monitoring/sources/list-sources.ts';
import { noiseAndDust } from '../../services/monitoring/sources/noise-and-dust.ts';
import { sourcePage } from '../../services/monitoring/sources/source-page.ts';
import type { Handlers } from '../call.ts';

/** Handlers of sources. */
export function sourcesHandlers(env: Env): Handlers<keyof typeof sourcesRoutes> {
  return {
    sources: ({ session, query }) => listSources(env, session, query.day),
    exportSources: ({ session, query, origin }) => exportSources(env, session, query.day, origin),
    source: ({ session, params, query }) => sourcePage(env, session, params.id, query),
    exportSource: ({ session, params, query, origin }) =>
      exportSource(env, session, params.id, query, origin),
    noise: ({ query }) => noiseAndDust(env, query.day),
    exportNoise: ({ session, query, origin }) => exportNoise(env, session, query.day, origin),
  };
}
