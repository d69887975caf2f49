import type { Product } from './product.ts';

/** A signed-in caller of the HTTP interface. */
export interface Session {
  get<T = unknown>(path: string): Promise<T>;
  post<T = unknown>(path: string, body?: unknown): Promise<T>;
  /** The bare answer, for files and refusals. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  cookie: string;
}

/** Signs in with a printed first password, changing it when the server asks. The new one stays in `accounts`. */
export async function signIn(product: Product, login: string): Promise<Session> {
  const password = product.accounts.get(login);
  if (!password) throw new Error(`no account ${login} was printed:\n${product.output()}`);
  const headers = { origin: product.url, 'content-type': 'application/json' };
  const answer = await fetch(`${product.url}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ login, password }),
  });
  if (!answer.ok) throw new Error(`sign-in of ${login}: ${answer.status} ${await answer.text()}`);
  const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${product.url}${path}`, {
      ...init,
      headers: { origin: product.url, cookie, ...(init.headers as Record<string, string>) },
    });
  const json = async <T>(path: string, init?: RequestInit): Promise<T> => {
    const response = await call(path, init);
    if (!response.ok)
      throw new Error(`${init?.method ?? 'GET'} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const session: Session = {
    cookie,
    fetch: call,
    get: (path) => json(path),
    post: (path, body) =>
      json(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body ?? {}),
      }),
  };
  const me = (await answer.json()) as { mustChangePassword: boolean };
  if (me.mustChangePassword) {
    const next = `${password}Zz9!`;
    await session.post('/api/session/password', { current: password, next });
    product.accounts.set(login, next);
    return signIn(product, login);
  }
  return session;
}
