import type { measurementsRoutes } from '@huanzhi/contract';
import type { RouteAccess } from './access.ts';

/** Who may call the routes of measurements. */
export const measurementsAccess: Record<keyof typeof measurementsRoutes, RouteAccess> = {
  measurementImports: ['data.import'],
  uploadMeasurements: ['data.import'],
  measurementImport: ['data.import'],
  mapMeasurements: ['data.import'],
  commitMeasurements: ['data.import'],
  withdrawMeasurements: ['data.import'],
  rejectedMeasurements: ['data.import'],
};
