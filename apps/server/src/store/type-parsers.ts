import pg from 'pg';

const timestamptz = 1184;
const date = 1082;
const bigint = 20;

/**
 * How values of PostgreSQL become values here: instants ISO 8601 in UTC, dates their text, `bigint` a number
 * (counts and sizes stay far below 2^53); everything else as the driver does, so `numeric` stays exact text.
 */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
    if (oid === timestamptz) return (text: string) => new Date(text).toISOString();
    if (oid === date) return (text: string) => text;
    if (oid === bigint) return Number;
    return pg.types.getTypeParser(oid, 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};
