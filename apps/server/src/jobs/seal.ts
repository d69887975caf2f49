import type { Env } from '../services/env.ts';
import { sealDay } from '../store/index.ts';

/** Seals the day that has ended: one root over every hash chain that moved. */
export async function seal(env: Env, day: string): Promise<void> {
  const ended = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  await sealDay(env.store, ended, env.clock());
}
