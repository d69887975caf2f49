import { airVectors } from './air.ts';
import { noiseVectors } from './noise.ts';
import type { VectorOutcome, VectorRegistry } from './registry.ts';
import { runVectors } from './run.ts';
import { soilVectors } from './soil.ts';
import { sourceVectors } from './sources.ts';
import { wasteCodeVectors } from './waste-codes.ts';
import { waterVectors } from './water.ts';

export type {
  TestVector,
  Tolerance,
  VectorKind,
  VectorOutcome,
  VectorRegistry,
  VectorRunner,
  VectorVerdict,
} from './registry.ts';
export { VectorFileError } from './run.ts';

/** Every kind and topic that this package can verify; each area adds its own file here. */
const registries: readonly VectorRegistry[] = [
  airVectors,
  waterVectors,
  noiseVectors,
  soilVectors,
  wasteCodeVectors,
  sourceVectors,
];

/** The kinds and topics that {@link verifyVectors} knows. */
export const vectorRegistry: VectorRegistry = Object.assign({}, ...registries);

/**
 * Runs a file of test vectors (see `shared/reference/tables/*-vectors.json` for the layout) against this package.
 * @param file parsed JSON: `{ vectors: [{ id, kind | topic, input, expected, … }] }`, or the list itself.
 * @returns one outcome per vector, in order.
 * @throws VectorFileError when the layout is wrong.
 * Source: own utility, no standard.
 */
export function verifyVectors(file: unknown): VectorOutcome[] {
  return runVectors(file, vectorRegistry);
}
