import { createHash, randomBytes } from 'node:crypto';
import { programmes } from '@huanzhi/programs';
import type { Programme, RoleCode } from '@huanzhi/registry';
import { chinaHolidays, createCalendar } from '@huanzhi/standards';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { buildApp } from '../../src/api/app.ts';
import { sessionCookie } from '../../src/api/register-routes.ts';
import { defaultLimits } from '../../src/config.ts';
import { DocumentReader } from '../../src/document-reader/document-reader.ts';
import type { Env } from '../../src/services/env.ts';
import { hashPassword } from '../../src/services/passwords.ts';
import { addOrg } from '../../src/store/people/orgs.queries.ts';
import { startSession } from '../../src/store/people/sessions.queries.ts';
import { addUser } from '../../src/store/people/users.queries.ts';
import type { OrgKind } from '../../src/store/schema.ts';
import { freshStore } from '../store/fresh-database.ts';

export const password = 'Correct-Horse-42';
let passwordHash: Promise<string> | null = null;

/** A server over a fresh database with a small district; nothing listens. */
export interface World {
  app: FastifyInstance;
  env: Env;
  /** Moves the clock of the services; sessions start at its time. */
  setTime: (at: string) => void;
  orgs: { district: string; bureau: string; water: string; green: string; town: string };
  /** Makes an account and signs it in. */
  as: (
    role: RoleCode,
    org?: keyof World['orgs'],
    more?: { login?: string; area?: string },
  ) => Promise<Person>;
}

/** Somebody who is signed in. */
export interface Person {
  id: string;
  login: string;
  get: (url: string) => Promise<LightMyRequestResponse>;
  send: (
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
  ) => Promise<LightMyRequestResponse>;
  upload: (
    url: string,
    files: { name: string; content: Buffer | string }[],
  ) => Promise<LightMyRequestResponse>;
}

/** @param extra programmes beside the installed ones */
export async function makeWorld(extra: Programme[] = [], limits = defaultLimits): Promise<World> {
  const { store } = await freshStore();
  let now = new Date();
  const env: Env = {
    store,
    clock: () => now,
    programmes: new Map([...programmes, ...extra].map((one) => [one.definition.id, one])),
    calendar: createCalendar(chinaHolidays),
    limits,
    reader: new DocumentReader(),
    kept: { orgs: null, names: null },
    sample: false,
  };
  await store.ensureRegistries([...env.programmes.values()].map((one) => one.definition));
  const app = await buildApp({ env, webRoot: '/nowhere', version: '0', rateLimit: { all: 1e6, login: 1e6 } });
  const org = async (
    kind: OrgKind,
    name: string,
    shortName: string,
    parentId: string | null,
    areaCode = '990101',
  ) => (await addOrg(store.db, { kind, name, shortName, parentId, areaCode, aliases: [], active: true })).id;
  const district = await org('district', '示例区', '示例区', null);
  const orgs = {
    district,
    bureau: await org('bureau', '示例区生态环境局', '区生态环境局', district),
    water: await org('department', '示例区水务局', '区水务局', district),
    green: await org('department', '示例区绿化和市容管理局', '区绿化市容局', district),
    town: await org('town', '示例区晨光街道', '晨光街道', district, '990101001'),
  };
  let count = 0;
  return {
    app,
    env,
    orgs,
    setTime: (at) => {
      now = new Date(at);
    },
    async as(role, orgKey = 'bureau', more = {}) {
      passwordHash ??= hashPassword(password);
      count += 1;
      const login = more.login ?? `${role.toLowerCase()}${count}`;
      const user = await addUser(store.db, {
        login,
        name: `${role}${count}`,
        orgId: orgs[orgKey],
        passwordHash: await passwordHash,
        mustChange: false,
        roles: [{ code: role, areaCode: more.area ?? null }],
      });
      return person(app, env, user.id, login);
    },
  };
}

async function person(app: FastifyInstance, env: Env, id: string, login: string): Promise<Person> {
  const inject = async (options: InjectOptions) => {
    // A fresh session each time: the tests move the clock by months.
    const token = randomBytes(24).toString('base64url');
    const tokenHash = createHash('sha256').update(token).digest('hex');
    const expiresAt = new Date(env.clock().getTime() + 3_600_000).toISOString();
    const row = await startSession(env.store.db, { tokenHash, userId: id, expiresAt, ip: '', agent: '' });
    await env.store.db
      .updateTable('session')
      .set({ lastSeen: env.clock().toISOString() })
      .where('id', '=', row.id)
      .execute();
    return app.inject({
      ...options,
      headers: { 'x-huanzhi': '1', ...options.headers },
      cookies: { [sessionCookie]: token },
    });
  };
  return {
    id,
    login,
    get: (url) => inject({ method: 'GET', url }),
    send: (method, url, body) => inject({ method, url, ...(body === undefined ? {} : { payload: body }) }),
    upload: (url, files) => inject({ method: 'POST', url, ...multipart(files) }),
  };
}

function multipart(files: { name: string; content: Buffer | string }[]) {
  const boundary = 'test-boundary-7d1f';
  const parts = files.flatMap(({ name, content }) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(content as string),
    Buffer.from('\r\n'),
  ]);
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

let keys = 0;

/** A new idempotency key. */
export function newKey(): string {
  keys += 1;
  return `test-key-${keys}`;
}
