import { randomBytes } from 'node:crypto';
import type { Answer, Body } from '@huanzhi/contract';
import { addDays } from '@huanzhi/monitoring';
import { isId } from '../../../store/ids.ts';
import {
  addPushKey,
  listPushKeys,
  type PushKey,
  pushedSince,
  revokePushKey,
} from '../../../store/monitoring/push/push-keys.queries.ts';
import { listSites, type Site } from '../../../store/monitoring/sites.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { audit, type Origin, type Session } from '../../session.ts';
import { userNames } from '../../user-names.ts';
import { reviewsSite } from '../review/who.ts';
import { hashSecret, secretPrefix } from './push-gate.ts';

type ShownKey = Answer<'revokePushKey'>;

const hintLength = secretPrefix.length + 4;
/** Days of which the list counts what was pushed. */
const lately = 7;

/** Keys whose sites all lie in the person's area, the newest first. */
export async function listKeys(env: Env, session: Session): Promise<Answer<'pushKeys'>> {
  return { items: await shownKeys(env, session, null) };
}

/**
 * Makes a key. The secret is in this answer only; its hash is stored.
 * @throws AppError `validation-failed` for a site that does not exist, is not active or lies outside the person's area
 */
export async function makeKey(
  env: Env,
  session: Session,
  wanted: Body<'addPushKey'>,
  origin: Origin,
): Promise<Answer<'addPushKey'>> {
  const siteIds = [...new Set(wanted.sites)];
  const sites = await listSites(env.store.db, { ids: siteIds });
  const own = new Set(sites.filter((site) => reviewsSite(session, site)).map(({ id }) => id));
  const missing = siteIds.filter((id) => !own.has(id));
  if (missing.length > 0)
    throw new AppError(
      'validation-failed',
      missing.map((id) =>
        problem('sites', 'unknown-site', `没有点位 ${id}，或不归你管。`, `There is no site ${id} for you.`),
      ),
    );
  const secret = secretPrefix + randomBytes(32).toString('base64url');
  const { name, backDays } = wanted;
  const id = await env.store.transaction((trx) =>
    addPushKey(trx, {
      name,
      backDays,
      siteIds,
      hash: hashSecret(secret),
      hint: secret.slice(0, hintLength),
      createdBy: session.user.id,
      at: env.clock().toISOString(),
    }),
  );
  await audit(env, session.user, 'push-key.add', id, { name, backDays, sites: siteIds }, origin.ip);
  return { key: await oneKey(env, session, id), secret };
}

/** Revokes a key; one that is revoked stays so. @throws AppError `not-found` */
export async function revokeKey(env: Env, session: Session, id: string, origin: Origin): Promise<ShownKey> {
  const before = await oneKey(env, session, id);
  if (before.revokedAt !== null) return before;
  await revokePushKey(env.store.db, id, env.clock().toISOString(), session.user.id);
  await audit(env, session.user, 'push-key.revoke', id, { name: before.name }, origin.ip);
  return oneKey(env, session, id);
}

async function oneKey(env: Env, session: Session, id: string): Promise<ShownKey> {
  const [key] = isId(id) ? await shownKeys(env, session, id) : [];
  if (key === undefined) throw new AppError('not-found');
  return key;
}

async function shownKeys(env: Env, session: Session, id: string | null): Promise<ShownKey[]> {
  const { db } = env.store;
  const [keys, sites, pushed, names] = await Promise.all([
    listPushKeys(db, id),
    listSites(db, { inactive: true }),
    pushedSince(db, addDays(localDay(env.clock()), 1 - lately)),
    userNames(env),
  ]);
  const siteOf = new Map(sites.map((site) => [site.id, site]));
  const pushedBy = new Map(pushed.map((one) => [one.keyId, one]));
  return keys.flatMap((key) => {
    const own = key.siteIds.flatMap((site) => siteOf.get(site) ?? []);
    if (!own.every((site) => reviewsSite(session, site))) return [];
    const { taken = 0, refused = 0, newest = null } = pushedBy.get(key.id) ?? {};
    return [{ ...factsOf(key, own, names), taken, refused, newest }];
  });
}

function factsOf(
  key: PushKey,
  sites: readonly Site[],
  names: (id: string) => string,
): Omit<ShownKey, 'taken' | 'refused' | 'newest'> {
  const { id, name, hint, backDays, createdAt, lastUsedAt, lastUsedFrom, revokedAt, revokedBy } = key;
  return {
    id,
    name,
    hint,
    backDays,
    sites: sites.map((site) => ({ id: site.id, code: site.code, name: site.name })),
    createdBy: names(key.createdBy),
    createdAt,
    lastUsedAt,
    lastUsedFrom,
    revokedAt,
    revokedBy: revokedBy === null ? null : names(revokedBy),
  };
}
