import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One route of the HTTP interface: what goes in and what comes out. The server registers handlers for
 * exactly these, the web calls exactly these, and the OpenAPI text is made from them.
 */
export interface Route {
  method: Method;
  path: `/api/${string}`;
  summary: string;
  tag: string;
  /** `none`: reachable without a session. `public`: P0/P1 only. Everything else needs a session. */
  access?: 'none';
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The request carries files as multipart/form-data. */
  upload?: { maxFiles: number };
  /** The answer is a file, not JSON. */
  download?: true;
  response: z.ZodType;
}

/** Keeps the literal types of a route. */
export function route<const R extends Route>(definition: R): R {
  return definition;
}
