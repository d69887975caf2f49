/**
 * What can go wrong in the store, by code:
 * - `unavailable`: the database does not answer at the moment. Repeat the request (with the same
 *   idempotency key, since a commit under way may have been done).
 * - `conflict`: two requests touched the same rows in opposite order, or changed them meanwhile. Repeat.
 * - `version`: the record is not the version that the caller saw. Load it again.
 * - `duplicate`: a name, login, number or link exists already.
 * - `not-found`, `invalid`: the caller's mistake.
 * - `in-use`: another huanzhi holds this data folder or database.
 * - `setup`: the store cannot start; the message says what to do.
 */
export type StoreErrorCode =
  | 'unavailable'
  | 'conflict'
  | 'version'
  | 'duplicate'
  | 'not-found'
  | 'invalid'
  | 'in-use'
  | 'setup';

/** The only error class that the store throws on purpose. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  /** Figures for the message of the page, e.g. `{current: 4}`. */
  readonly details: Record<string, unknown>;

  constructor(
    code: StoreErrorCode,
    message: string,
    details: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
    this.details = details;
  }

  /** The same request may succeed when it is sent again. */
  get retryable(): boolean {
    return this.code === 'unavailable' || this.code === 'conflict';
  }
}

/** SQLSTATE of a PostgreSQL error, or the code of a socket error, or the empty string. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** Shutting down, crashed, starting up, out of connections. */
const goneStates = new Set(['57P01', '57P02', '57P03', '53300']);

/** True when the error means that the connection or the server is gone, not that the statement is wrong. */
export function isConnectionError(error: unknown): boolean {
  const code = errorCode(error);
  if (socketCodes.has(code) || goneStates.has(code) || /^08/.test(code)) return true;
  return (
    error instanceof Error &&
    code === '' &&
    /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|Client was closed/i.test(
      error.message,
    )
  );
}

/**
 * Turns an error of the driver into a `StoreError` where the caller can do something about it; other errors
 * come back unchanged.
 */
export function toStoreError(error: unknown): unknown {
  if (error instanceof StoreError) return error;
  if (isConnectionError(error)) {
    return new StoreError(
      'unavailable',
      'The database did not answer. Send the request again with the same idempotency key.',
      {},
      { cause: error },
    );
  }
  switch (errorCode(error)) {
    case '40001':
    case '40P01':
      return new StoreError(
        'conflict',
        'Somebody changed the same rows at the same time. Send it again.',
        {},
        { cause: error },
      );
    case '23505':
      return new StoreError('duplicate', 'An entry with the same key exists already.', constraintOf(error), {
        cause: error,
      });
    case '23503':
      return new StoreError(
        'invalid',
        'The entry refers to something that does not exist.',
        constraintOf(error),
        { cause: error },
      );
    case '23514':
    case '23502':
      return new StoreError('invalid', 'A value is missing or not allowed.', constraintOf(error), {
        cause: error,
      });
    case '22P05':
    case '22021':
      return new StoreError(
        'invalid',
        'The text holds a character that cannot be stored (U+0000 or a lone surrogate).',
        {},
        { cause: error },
      );
    case '22P02':
      return new StoreError('invalid', 'An identifier or value has the wrong form.', {}, { cause: error });
    default:
      return error;
  }
}

function constraintOf(error: unknown): Record<string, unknown> {
  return typeof error === 'object' && error !== null && 'constraint' in error
    ? { constraint: error.constraint }
    : {};
}
