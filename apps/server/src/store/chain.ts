import { createHash } from 'node:crypto';
import { canonicalJson } from '@huanzhi/registry';

/** First `prevHash` of the security log and of the seals. (That of a record is the kernel's `genesisHash`.) */
export const chainStart = '0'.repeat(64);

/** SHA-256 of the canonical JSON, 64 hexadecimal digits. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
}
