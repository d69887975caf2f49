import type { measurementsRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import * as imports from '../../services/monitoring/measurements/imports.ts';
import type { Handlers } from '../call.ts';

/** Handlers of measurements. */
export function measurementsHandlers(env: Env): Handlers<keyof typeof measurementsRoutes> {
  return {
    measurementImports: () => imports.listImports(env),
    uploadMeasurements: ({ session, files, origin }) =>
      imports.uploadMeasurements(env, session, files(), origin),
    measurementImport: ({ params }) => imports.readImport(env, params.id),
    mapMeasurements: ({ session, params, body, origin }) =>
      imports.mapMeasurements(env, session, params.id, body, origin),
    commitMeasurements: ({ session, params, origin }) =>
      imports.commitMeasurements(env, session, params.id, origin),
    withdrawMeasurements: ({ session, params, origin }) =>
      imports.withdrawMeasurements(env, session, params.id, origin),
    rejectedMeasurements: ({ params }) => imports.rejectedMeasurements(env, params.id),
  };
}
