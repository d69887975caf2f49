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
  /**
   * `none`: reachable without a session. `push-key`: with the key of another system, never with a session. Everything
   * else needs a session.
   */
  access?: 'none' | 'push-key';
  /** Of the answer; 200 without it. */
  status?: 201;
  /** Bytes of a body, where it is less than that of every other route. */
  bodyLimit?: number;
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
