import { describe, expect, it } from 'vitest';
import {
  hashPassword,
  isStrongPassword,
  randomPassword,
  verifyPassword,
} from '../../src/services/passwords.ts';

describe('passwords', () => {
  it.each([
    ['Abcdefgh-1', 'x', true],
    ['Abcdefgh1', 'x', false],
    ['abcdefghij', 'x', false],
    ['abcdefgh12', 'x', false],
    ['水Abcdefg12', 'x', true],
    ['My-Coord-2026', 'coord', false],
  ])('%s for %s: %s', (password, login, strong) => {
    expect(isStrongPassword(password, login)).toBe(strong);
  });

  it('are verified against their own hash only, and never hashed the same twice', async () => {
    const [one, two] = [await hashPassword('Correct-1'), await hashPassword('Correct-1')];
    expect(one).not.toBe(two);
    expect(await verifyPassword('Correct-1', one)).toBe(true);
    expect(await verifyPassword('correct-1', one)).toBe(false);
    expect(await verifyPassword('Correct-1', 'plain$Correct-1')).toBe(false);
  });

  it('made at random are strong and differ', () => {
    const made = Array.from({ length: 200 }, randomPassword);
    expect(made.every((password) => isStrongPassword(password, 'admin'))).toBe(true);
    expect(new Set(made).size).toBe(200);
  });
});
