import { describe, expect, it } from 'vitest';
import { dutiesOf, isMyTurn, lightOf } from '../src/index.ts';
import { actor, at, chief, engine, happened, officer, partner, programme, sample } from './fixtures.ts';

const both = actor('officer', 'bureau', 'OFF', 'SEC');
const empty = { kind: 'a' };

describe('isMyTurn: truth table', () => {
  it.each([
    ['new waits for the owner', 'new', officer, undefined, [], ['accept']],
    ['a danger is nobody’s duty', 'new', chief, undefined, [], []],
    ['a co-owner may only add', 'open', partner, undefined, [], []],
    ['a side way is no duty', 'open', officer, undefined, [], []],
    ['open waits for the chief', 'open', chief, undefined, [], ['close']],
    ['the condition of the duty does not hold', 'open', chief, empty, [], []],
    ['the other pair of eyes', 'open', both, undefined, [happened('accept', officer)], []],
    ['suspended waits for the owner', 'waiting', officer, undefined, [], ['resume']],
    ['automatic steps are nobody’s', 'open', engine, undefined, [], []],
    ['ends wait for nobody', 'closed', both, undefined, [], []],
    ['the auditor never', 'new', actor('officer', 'bureau', 'OFF', 'AUD'), undefined, [], []],
  ])('%s', (_, state, who, data, history, expected) => {
    const record = sample({ state, ...(data === undefined ? {} : { data }) });
    expect(dutiesOf(programme, record, who, at('2026-11-03', history))).toEqual(expected);
    expect(isMyTurn(programme, record, who, at('2026-11-03', history))).toBe(expected.length > 0);
  });
});

describe('lightOf without a rule of the programme', () => {
  const clock = (key: string, due: string) => ({
    key,
    status: 'running' as const,
    startedAt: '2026-11-02',
    due,
    originalDue: due,
    provisional: false,
  });
  it.each([
    ['no clock', 'new', [], 'grey'],
    ['the worst decides', 'open', [clock('handle', '2026-11-05'), clock('limit', '2026-12-31')], 'red'],
    ['all well', 'open', [clock('handle', '2026-11-30'), clock('limit', '2026-12-31')], 'green'],
    ['done', 'closed', [clock('handle', '2026-11-05')], 'blue'],
    ['void', 'void', [clock('handle', '2026-11-05')], 'grey'],
  ])('%s', (_, state, clocks, light) => {
    expect(lightOf(programme, sample({ state, clocks }), at('2026-11-09')).light).toBe(light);
  });
});
