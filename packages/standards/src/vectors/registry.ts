/** One case of a vector file, as parsed from JSON: `kind` (air) or `topic` (other areas) names the function. */
export interface TestVector {
  readonly id: string;
  readonly kind?: string;
  readonly topic?: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
  readonly [field: string]: unknown;
}

/**
 * `match` and `difference` compare; `unsupported` names a kind without a runner; `error` is a failed run
 * (the message is in `found`).
 */
export type VectorVerdict = 'match' | 'difference' | 'unsupported' | 'error';

/** The outcome of one vector. */
export interface VectorOutcome {
  readonly id: string;
  /** The vector's kind or topic. */
  readonly kind: string;
  readonly expected: unknown;
  readonly found: unknown;
  readonly verdict: VectorVerdict;
  /** Fields that differ, for example `"aqi: expected 57, found 56"`. */
  readonly differences: readonly string[];
}

/**
 * Computes what a vector asks for, shaped like its `expected`. A runner may return more fields than
 * expected; only the expected ones are compared. Throw an Error for inputs that cannot be read.
 */
export type VectorRunner = (vector: TestVector) => unknown;

/** How one kind or topic is run and compared. */
export interface VectorKind {
  readonly run: VectorRunner;
  /**
   * Absolute tolerance for numbers; default 0 (exact, but `4` equals `"4.0"`). `'printed digits'` allows
   * half a unit of the last digit printed in the expected number; a function decides per field (its path in
   * `expected`, for example `"iaqi.SO2"`).
   */
  readonly tolerance?: Tolerance | ((path: string) => Tolerance);
  /** Names of fields whose lists are compared as sets. */
  readonly unordered?: readonly string[];
}

/** An absolute distance, or half a unit of the expected number's last printed digit. */
export type Tolerance = number | 'printed digits';

/** Kinds or topics of one area. */
export type VectorRegistry = Readonly<Record<string, VectorKind>>;
