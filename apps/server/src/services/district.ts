import { findDistrict } from '../store/district.queries.ts';
import type { Env } from './env.ts';

/** Code (GB/T 2260, six digits) and name of the district; a placeholder until its organisation exists. */
export async function district(env: Env): Promise<{ code: string; name: string }> {
  const found = await findDistrict(env.store.db);
  return found === undefined ? { code: '000000', name: '环治' } : { code: found.code, name: found.name };
}
