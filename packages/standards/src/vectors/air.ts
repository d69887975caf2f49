import type { VectorRegistry } from './registry.ts';

/** Runners of the air kinds. */
export const airVectors: VectorRegistry = {};
