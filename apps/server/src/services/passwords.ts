import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/** OWASP's scrypt floor at 16 MiB, so that several sign-ins at once fit a small server. */
const cost = { N: 2 ** 14, r: 8, p: 5, maxmem: 64 * 1024 * 1024 };

/** Hashes a password: `scrypt$N$r$p$salt$hash`, base64url. Cost is part of the text so it can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password.normalize('NFC'), salt, 32, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** True when the password belongs to the hash; constant time; false for a hash in an unknown form. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, n, r, p, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64url');
  const actual = await derive(password.normalize('NFC'), Buffer.from(salt, 'base64url'), expected.length, {
    N: Number(n),
    r: Number(r),
    p: Number(p),
    maxmem: cost.maxmem,
  });
  return timingSafeEqual(actual, expected);
}

/** Burns the time of one verification, so that an unknown account answers as slowly as a wrong password. */
export async function spendVerification(password: string): Promise<void> {
  await derive(password.normalize('NFC'), Buffer.alloc(16), 32, cost);
}

/** GB/T 22239 practice (workflows §19 no. 2): ≥ 10 characters, 3 of 4 classes, the account name not inside. */
export function isStrongPassword(password: string, login: string): boolean {
  const classes = [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(password));
  if (password.length < 10 || classes.length < 3) return false;
  return login.length < 3 || !password.toLowerCase().includes(login.toLowerCase());
}

const small = 'abcdefghjkmnpqrstuvwxyz';
const capital = 'ABCDEFGHJKMNPQRSTUVWXYZ';
const digit = '23456789';

/** A random first password that passes `isStrongPassword`; about 75 bits; no look-alikes (l, 1, O, 0). */
export function randomPassword(): string {
  const pick = (from: string, count: number) =>
    Array.from({ length: count }, () => from.charAt(randomInt(from.length))).join('');
  return `${pick(capital, 2)}${pick(small, 4)}-${pick(digit, 4)}-${pick(small, 5)}`;
}
