import type { Readable } from 'node:stream';
import type { Answer, Body, Params, Query, RouteName, Routes } from '@huanzhi/contract';
import type { Session } from '../services/session.ts';
import type { PushKey } from '../store/monitoring/push/push-keys.queries.ts';

/** A file of a multipart request, still on its way. */
export interface IncomingFile {
  fileName: string;
  stream: Readable & { truncated?: boolean };
}

/** A file to be sent. */
export interface Download {
  fileName: string;
  mime: string;
  /** `inline` only for types that a browser shows without running anything. */
  inline?: boolean;
  body: Readable | Buffer;
}

/** Where a request came from, for the log. */
export interface CallOrigin {
  ip: string;
  agent: string;
}

/** Everything a handler sees of a request. */
export interface Call<N extends RouteName> {
  params: Params<N>;
  query: Query<N>;
  body: Body<N>;
  session: Routes[N] extends { access: 'none' | 'push-key' } ? null : Session;
  /** The key of a push; null on every other route. */
  pushKey: Routes[N] extends { access: 'push-key' } ? PushKey : null;
  origin: CallOrigin;
  /** The server as the caller reached it: `https://host`. */
  server: string;
  files: () => AsyncIterable<IncomingFile>;
  setSessionCookie: (token: string) => void;
  clearSessionCookie: () => void;
  /** Says where what was made can be read. */
  setLocation: (address: string) => void;
}

export type Reply<N extends RouteName> = Routes[N] extends { download: true } ? Download : Answer<N>;

export type Handler<N extends RouteName> = (call: Call<N>) => Promise<Reply<N>> | Reply<N>;

export type Handlers<N extends RouteName = RouteName> = { [K in N]: Handler<K> };
