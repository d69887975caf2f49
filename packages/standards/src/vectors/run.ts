import { differences } from './compare.ts';
import type { TestVector, VectorOutcome, VectorRegistry } from './registry.ts';

/** Thrown when a vector file does not have the layout `{ "vectors": [{ id, kind | topic, input, expected }] }`. */
export class VectorFileError extends TypeError {
  constructor(message: string) {
    super(message);
    this.name = 'VectorFileError';
  }
}

/**
 * Runs every vector of a file with the given registry.
 * @param file parsed JSON: `{ vectors: [...] }` or the list itself.
 * @throws VectorFileError when the layout is wrong; the message names the entry and the field.
 */
export function runVectors(file: unknown, registry: VectorRegistry): VectorOutcome[] {
  return vectorList(file).map((entry, index) => runVector(readVector(entry, index), registry));
}

function vectorList(file: unknown): unknown[] {
  const list = isRecord(file) ? file.vectors : file;
  if (Array.isArray(list)) return list;
  throw new VectorFileError('expected a list of vectors, or an object with a list in "vectors"');
}

function readVector(entry: unknown, index: number): TestVector {
  const place = `vectors[${index}]`;
  if (!isRecord(entry)) throw new VectorFileError(`${place}: expected an object`);
  const { id, kind, topic, input, expected } = entry;
  if (typeof id !== 'string') throw new VectorFileError(`${place}.id: expected text`);
  if (typeof (kind ?? topic) !== 'string')
    throw new VectorFileError(`${place} (${id}): expected "kind" or "topic"`);
  if (!isRecord(input)) throw new VectorFileError(`${place} (${id}).input: expected an object`);
  if (expected === undefined) throw new VectorFileError(`${place} (${id}).expected: absent`);
  return { ...entry, id, input, expected };
}

function runVector(vector: TestVector, registry: VectorRegistry): VectorOutcome {
  const { id, expected } = vector;
  const kind = vector.kind ?? vector.topic ?? '';
  const entry = Object.hasOwn(registry, kind) ? registry[kind] : undefined;
  if (entry === undefined) {
    return {
      id,
      kind,
      expected,
      found: null,
      verdict: 'unsupported',
      differences: [`no function for "${kind}"`],
    };
  }
  try {
    const found = entry.run(vector);
    const differing = differences(expected, found, {
      tolerance: entry.tolerance ?? 0,
      unordered: entry.unordered ?? [],
    });
    return {
      id,
      kind,
      expected,
      found,
      verdict: differing.length === 0 ? 'match' : 'difference',
      differences: differing,
    };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { id, kind, expected, found: text, verdict: 'error', differences: [text] };
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
