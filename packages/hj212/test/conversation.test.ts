import { describe, expect, it } from 'vitest';
import {
  answerWanted,
  type Conversation,
  type ConversationEffect,
  type ConversationEvent,
  converse,
  deviceTime,
  encodeSegment,
  historyRequest,
  newConversation,
  nextDeadline,
  parseSegment,
  readDeviceTime,
  type Segment,
  setTimeouts,
  timeCalibration,
} from '../src/index.ts';

const t0 = Date.UTC(2026, 2, 1, 4, 0, 0, 123);
const target = { st: '32', mn: '010000A8900016F000169DC0', pw: '123456', edition: '2017' } as const;
const qn = '20260301120000123';

function segment(text: string): Segment {
  const parsed = parseSegment(new TextEncoder().encode(text));
  if (!parsed.ok) throw new Error(parsed.detail);
  return parsed.segment;
}

/** Plays events; gives what was done after each as short words. */
function play(events: ConversationEvent[], start = newConversation(target)): [Conversation, string[][]] {
  let conversation = start;
  const done = events.map((event) => {
    const step = converse(conversation, event);
    conversation = step.conversation;
    return step.effects.map(short);
  });
  return [conversation, done];
}

function short(effect: ConversationEffect): string {
  if (effect.type === 'ended')
    return `${effect.id} ${effect.outcome.kind}${'code' in effect.outcome ? ` ${effect.outcome.code}` : ''}`;
  return new TextDecoder().decode(encodeSegment(effect.packet));
}

const ask = (request = historyRequest('hour', t0 - 7_200_000, t0), id = 'a', at = t0): ConversationEvent => ({
  type: 'ask',
  id,
  request,
  at,
});
const received = (text: string, at = t0 + 500): ConversationEvent => ({
  type: 'received',
  segment: segment(text),
  at,
});
const time = (after: number): ConversationEvent => ({ type: 'time', at: t0 + after });
const sent = `QN=${qn};ST=32;CN=2061;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&BeginTime=20260301100000;EndTime=20260301120000&&`;
const accept = `QN=${qn};ST=91;CN=9011;Flag=4;CP=&&QnRtn=1&&`;

describe('a request', () => {
  it('is sent, accepted, carried out', () => {
    const [end, done] = play([
      ask(),
      received(accept),
      received('QN=1;ST=32;CN=2061;Flag=5;CP=&&DataTime=20260301100000&&'),
      received(`QN=${qn};ST=91;CN=9012;Flag=4;CP=&&ExeRtn=1&&`),
    ]);
    expect(done).toEqual([[sent], [], [], ['a done 1']]);
    expect(nextDeadline(end)).toBeNull();
  });

  it('is sent four times with the same QN, ten seconds apart, then given up', () => {
    const [end, done] = play([
      ask(),
      time(9_999),
      time(10_000),
      time(19_999),
      time(20_000),
      time(30_000),
      time(40_000),
    ]);
    expect(done).toEqual([[sent], [], [sent], [], [sent], [sent], ['a no-answer']]);
    expect(end.running).toBeNull();
  });

  it.each([
    [`QN=${qn};ST=91;CN=9011;Flag=4;CP=&&QnRtn=3&&`, 'a refused 3'],
    [`QN=${qn};ST=91;CN=9011;Flag=4;CP=&&&&`, 'a refused null'],
    [`QN=${qn};ST=91;CN=9012;Flag=4;CP=&&ExeRtn=100&&`, 'a no-data 100'],
    [`QN=${qn};ST=91;CN=9012;Flag=4;CP=&&ExeRtn=5&&`, 'a failed 5'],
    [`QN=${qn};ST=91;CN=9012;Flag=4;CP=&& ExeRtn=1&&`, 'a done 1'],
    [`QN=${qn};ST=32;CN=9012;Flag=5;CP=&&ExeRtn=1&&`, 'a done 1'],
    [`ST=91;CN=9012;CP=&&QN=${qn};ExeRtn=1&&`, 'a done 1'],
  ])('answered %s ends as %s', (text, outcome) => {
    expect(play([ask(), received(text)])[1][1]).toEqual([outcome]);
  });

  it('ignores the answer to another request', () => {
    const [end, done] = play([ask(), received('QN=20260301120000124;CN=9012;Flag=4;CP=&&ExeRtn=1&&')]);
    expect(done[1]).toEqual([]);
    expect(end.running?.phase).toBe('asked');
  });

  it('that was accepted waits on while data comes, then is given up', () => {
    const data = (at: number) => received('ST=32;CN=2061;CP=&&DataTime=20260301100000&&', t0 + at);
    const [, done] = play([
      ask(),
      received(accept, t0),
      time(119_999),
      data(119_999),
      time(200_000),
      time(239_998),
      time(239_999),
    ]);
    expect(done.slice(2)).toEqual([[], [], [], [], ['a no-result']]);
  });

  it('waits for the one before it and gets another QN in the same millisecond', () => {
    const [, done] = play([
      ask(),
      ask(setTimeouts(10, 3), 'b'),
      received(`QN=${qn};CN=9012;CP=&&ExeRtn=1&&`, t0),
    ]);
    expect(done[1]).toEqual([]);
    expect(done[2]?.[0]).toBe('a done 1');
    expect(done[2]?.[1]).toContain('QN=20260301120000124;ST=32;CN=1000;');
    expect(done[2]?.[1]).toContain('CP=&&OverTime=10;ReCount=3&&');
  });
});

describe('the clock of a device', () => {
  it('is set once when it asks, with the time of the sending', () => {
    const wish = 'QN=1;ST=32;CN=1013;Flag=5;CP=&&&&';
    const [, done] = play([received(wish, t0), received(wish, t0 + 1000), time(10_000)]);
    expect(done[0]?.[0]).toContain(
      'CN=1012;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&SystemTime=20260301120000&&',
    );
    expect(done[1]).toEqual([]);
    expect(done[2]?.[0]).toContain(`QN=${qn};`);
    expect(done[2]?.[0]).toContain('SystemTime=20260301120010&&');
    expect(timeCalibration.params).toEqual([]);
  });

  it.each([
    ['20260301120000', Date.UTC(2026, 2, 1, 4)],
    ['20260301120000123', t0],
    ['20240229000000', Date.UTC(2024, 1, 28, 16)],
    ['20260229000000', null],
    ['20261301000000', null],
    ['20260301240000', null],
    ['2026030112000', null],
    ['2026030112000x', null],
    ['1617936069734', null],
  ])('%s is the instant %s', (text, at) => {
    expect(readDeviceTime(text)).toBe(at);
    if (at !== null) expect(deviceTime(at)).toBe(text.slice(0, 14));
  });
});

describe('the answer that an upload wants', () => {
  it.each([
    ['CN=2011;Flag=5;CP=&&&&', '9014'],
    ['CN=2011;Flag=4;CP=&&&&', null],
    ['CN=2011;CP=&&&&', null],
    ['CN=1013;Flag=5;CP=&&&&', '9013'],
    ['CN=9015;Flag=9;CP=&&&&', '9013'],
    ['CN=9012;Flag=5;CP=&&ExeRtn=1&&', null],
    ['CN=3020;Flag=5;CP=&&&&', '9014'],
  ])('%s: %s', (text, answer) => {
    expect(answerWanted(segment(text))).toBe(answer);
  });
});
