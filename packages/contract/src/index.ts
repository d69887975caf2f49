import type { z } from 'zod';
import type { RouteName, Routes } from './routes.ts';

export type { airRoutes } from './monitoring/air.ts';
export type { alertsRoutes } from './monitoring/alerts.ts';
export type { changesRoutes } from './monitoring/changes.ts';
export type { entryRoutes } from './monitoring/entry.ts';
export type { gatewayRoutes } from './monitoring/gateway.ts';
export type { indicatorsRoutes } from './monitoring/indicators.ts';
export type { measurementsRoutes } from './monitoring/measurements.ts';
export type { pushRoutes } from './monitoring/push.ts';
export type { retentionRoutes } from './monitoring/retention.ts';
export type { reviewRoutes } from './monitoring/review.ts';
export type { sitesRoutes } from './monitoring/sites.ts';
export type { sourcesRoutes } from './monitoring/sources.ts';
export type { waterRoutes } from './monitoring/water.ts';
export { type Method, type Route, route } from './route.ts';
export { type RouteName, type Routes, recordQuery, routes } from './routes.ts';
export * as shapes from './shapes.ts';

type Part<N extends RouteName, K extends string> =
  Routes[N] extends Record<K, z.ZodType> ? z.infer<Routes[N][K]> : undefined;

/** What a route takes in its address, query and body, and what it answers. */
export type Params<N extends RouteName> = Part<N, 'params'>;
export type Query<N extends RouteName> = Part<N, 'query'>;
export type Body<N extends RouteName> = Part<N, 'body'>;
export type Answer<N extends RouteName> = Part<N, 'response'>;
