import addresses from 'virtual:route-addresses';
import type { Answer, Body, Params, Query, RouteName } from '@huanzhi/contract';
import { ApiError, errorFromBody, localError } from './error.ts';
import { reportSignedOut } from './signed-out.ts';

type Given<K extends string, T> = undefined extends T ? Partial<Record<K, undefined>> : Record<K, T>;
type OptionalQuery<N extends RouteName> =
  undefined extends Query<N>
    ? { query?: undefined }
    : Partial<Record<never, never>> extends Query<N>
      ? { query?: Query<N> }
      : { query: Query<N> };

/** Where a request goes: path parameters and query of the route. */
export type Place<N extends RouteName> = Given<'params', Params<N>> & OptionalQuery<N>;
/** Everything a request of route `N` carries. */
export type Request<N extends RouteName> = Place<N> & Given<'body', Body<N>>;

interface Loose {
  params?: Record<string, unknown> | undefined;
  query?: Record<string, unknown> | undefined;
  body?: unknown;
}

function addressOf(name: RouteName, { params, query }: Loose): string {
  const path = addresses[name][1].replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(String(params?.[key])),
  );
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** The address of a download route, for a link. */
export function addressFor<N extends RouteName>(name: N, place: Place<N>): string {
  return addressOf(name, place as Loose);
}

/** Routes whose 401 is an answer to the person, not the end of the session. */
const signIn: readonly RouteName[] = ['login', 'me'];

function fail(name: RouteName, error: ApiError): never {
  if (error.status === 401 && !signIn.includes(name)) reportSignedOut();
  throw error;
}

/**
 * Calls one route of the contract.
 * @throws ApiError with the server's answer, or with code `network` / `timeout`
 */
export async function call<N extends RouteName>(name: N, request: Request<N>): Promise<Answer<N>> {
  const given = request as Loose;
  const init: RequestInit = {
    method: addresses[name][0],
    credentials: 'same-origin',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(30_000),
  };
  if (given.body !== undefined) {
    init.body = JSON.stringify(given.body);
    init.headers = { accept: 'application/json', 'content-type': 'application/json' };
  }
  let response: Response;
  try {
    response = await fetch(addressOf(name, given), init);
  } catch (error) {
    throw localError(error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'network');
  }
  const text = await response.text();
  if (!response.ok) fail(name, errorFromBody(response.status, text));
  return (text ? JSON.parse(text) : {}) as Answer<N>;
}

/**
 * Sends files to an upload route.
 * @param onProgress share sent, 0 to 1
 * @throws ApiError
 */
export function upload<N extends RouteName>(
  name: N,
  place: Place<N>,
  files: File[],
  onProgress: (share: number) => void,
): Promise<Answer<N>> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const file of files) form.append('files', file, file.name);
    const request = new XMLHttpRequest();
    request.open(addresses[name][0], addressOf(name, place as Loose));
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener('error', () => reject(localError('network')));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as Answer<N>);
        return;
      }
      const error = errorFromBody(request.status, request.responseText);
      if (error.status === 401) reportSignedOut();
      reject(error);
    });
    request.send(form);
  });
}

/** The error as an `ApiError`, whatever was thrown. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : localError('unreadable');
}
