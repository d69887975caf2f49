/**
 * Text forms of PostgreSQL arrays: lists of different lengths cannot be one array of two dimensions, so lists of
 * numbers travel as texts in a `text[]` and are cast in the database.
 */

/** Numbers in array form; null becomes NULL: `{1.5,NULL}`. */
export const numberList = (items: readonly (number | null)[]): string =>
  `{${items.map((item) => item ?? 'NULL').join(',')}}`;
