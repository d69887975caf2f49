import { createHash } from 'node:crypto';
import { findPushKey, type PushKey, touchPushKey } from '../../../store/monitoring/push/push-keys.queries.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';

/** Requests of one key in a minute. */
export const pushesPerMinute = 300;
/** `lastUsedAt` is written at most this often, in ms. */
const touchMs = 30_000;
const minuteMs = 60_000;
/** What a secret begins with, so that one that leaked is recognised where it turns up. */
export const secretPrefix = 'hzp_';

/** SHA-256 of a secret, hexadecimal: 256 random bits need no slow hash. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Lets requests with a living key in, so many a minute. */
export class PushGate {
  readonly #env: Env;
  readonly #perMinute: number;
  /** By key: the minute that is counted, and its requests. */
  readonly #counts = new Map<string, { minute: number; requests: number }>();
  /** Keys whose use is being written: that waits for a push under way, and one of a key is enough. */
  readonly #touching = new Set<string>();

  constructor(env: Env, perMinute = pushesPerMinute) {
    this.#env = env;
    this.#perMinute = perMinute;
  }

  /**
   * The key of a request.
   * @param authorization the header, `Bearer hzp_…`
   * @param from address of the sender
   * @throws AppError `push-key-wrong` for none, an unknown or a revoked key; `rate-limited`
   */
  async admit(authorization: string | undefined, from: string): Promise<PushKey> {
    const secret = /^Bearer +(\S{1,200})$/i.exec(authorization ?? '')?.[1];
    if (secret === undefined) throw new AppError('push-key-wrong');
    const { db } = this.#env.store;
    const key = await findPushKey(db, hashSecret(secret));
    if (key === undefined) throw new AppError('push-key-wrong');
    const now = this.#env.clock();
    this.#count(key.id, now.getTime());
    const last = key.lastUsedAt === null ? 0 : Date.parse(key.lastUsedAt);
    if (now.getTime() - last > touchMs || key.lastUsedFrom !== from)
      await this.#touch(key.id, now.toISOString(), from);
    return key;
  }

  async #touch(id: string, at: string, from: string): Promise<void> {
    if (this.#touching.has(id)) return;
    this.#touching.add(id);
    try {
      await touchPushKey(this.#env.store.db, id, at, from);
    } finally {
      this.#touching.delete(id);
    }
  }

  #count(id: string, now: number): void {
    const minute = Math.floor(now / minuteMs);
    const counted = this.#counts.get(id);
    const requests = counted?.minute === minute ? counted.requests + 1 : 1;
    this.#counts.set(id, { minute, requests });
    if (requests > this.#perMinute) throw new AppError('rate-limited');
  }
}
