import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, genesisHash, hashEvent, type RecordEvent, verifyChain } from '../src/index.ts';

function chain(recordId: string, opinions: string[]): RecordEvent[] {
  const events: RecordEvent[] = [];
  for (const opinion of opinions) {
    const event = {
      recordId,
      seq: events.length + 1,
      transition: 'note',
      from: 'open',
      to: 'open',
      actor: 'u1',
      actorName: '某',
      actingFor: null,
      at: '2026-11-25T02:00:00.000Z',
      opinion,
      diff: [{ path: 'data.x', before: null, after: opinion }],
      evidence: [],
      prevHash: events.at(-1)?.hash ?? genesisHash(recordId),
    };
    events.push({ ...event, hash: hashEvent(event) });
  }
  return events;
}

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: { d: [1, 'x'], c: null } }, '{"a":{"c":null,"d":[1,"x"]},"b":1}'],
    [{ a: undefined, b: [undefined] }, '{"b":[null]}'],
    [-0, '0'],
    [1e21, '1e+21'],
    ['水\u2028"\n', '"水\u2028\\"\\n"'],
    [{ 水: 1, Z: 2, a: 3 }, '{"Z":2,"a":3,"水":1}'],
  ])('%j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 10n, () => 1, new Date(0), new Map(), Symbol('x')])(
    'refuses what JSON cannot say (%#)',
    (value) => {
      expect(() => canonicalJson({ value })).toThrow(TypeError);
    },
  );

  it('does not depend on the order of keys and survives a round through JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const shuffled = (input: unknown): unknown => {
          if (Array.isArray(input)) return input.map(shuffled);
          if (typeof input !== 'object' || input === null) return input;
          return Object.fromEntries(
            Object.entries(input)
              .reverse()
              .map(([key, item]) => [key, shuffled(item)]),
          );
        };
        const text = canonicalJson(value);
        expect(canonicalJson(shuffled(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});

describe('chain', () => {
  it('starts at the hash of the record id', () => {
    // sha256 of "huanzhi/record/r1", by `printf huanzhi/record/r1 | sha256sum`
    expect(genesisHash('r1')).toBe('b0dd3ad953ed361595a680c0785bcbe685797b3a962a15c239ab28903bfcb7fd');
  });

  const opinions = fc.array(fc.string(), { minLength: 1, maxLength: 12 });

  it('holds as written, with its sealed head, and when empty', () => {
    fc.assert(
      fc.property(opinions, (texts) => {
        const events = chain('r1', texts);
        const last = events.at(-1);
        expect(verifyChain('r1', events)).toBeNull();
        expect(verifyChain('r1', events, { seq: events.length, hash: last?.hash ?? '' })).toBeNull();
      }),
    );
    expect(verifyChain('r1', [])).toBeNull();
  });

  it('breaks at the event whose content was changed', () => {
    fc.assert(
      fc.property(
        opinions,
        fc.nat(),
        fc.constantFrom('opinion', 'actor', 'at', 'to', 'transition', 'actorName' as const),
        (texts, pick, key) => {
          const events = chain('r1', texts);
          const index = pick % events.length;
          const forged = events.map((event, i) =>
            i === index ? { ...event, [key]: `${event[key]}!` } : event,
          );
          expect(verifyChain('r1', forged)).toMatchObject({ seq: index + 1, reason: 'content' });
        },
      ),
    );
  });

  it('breaks after an event that was forged together with its hash', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 12 }), fc.nat(), (texts, pick) => {
        const events = chain('r1', texts);
        const index = pick % (events.length - 1);
        const forged = events.map((event, i) => {
          if (i !== index) return event;
          const changed = { ...event, opinion: `${event.opinion}!` };
          return { ...changed, hash: hashEvent(changed) };
        });
        expect(verifyChain('r1', forged)).toMatchObject({ seq: index + 2, reason: 'link' });
      }),
    );
  });

  it('breaks where an event is missing, doubled or out of order', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 12 }), fc.nat(), (texts, pick) => {
        const events = chain('r1', texts);
        const index = pick % (events.length - 1);
        const missing = events.filter((_, i) => i !== index);
        expect(verifyChain('r1', missing)).toMatchObject({ seq: index + 1, reason: 'sequence' });
        const doubled = [...events.slice(0, index + 1), ...events.slice(index)];
        expect(verifyChain('r1', doubled)).toMatchObject({ seq: index + 2, reason: 'sequence' });
        const swapped = events.toSpliced(index, 2, ...events.slice(index, index + 2).reverse());
        expect(verifyChain('r1', swapped)).toMatchObject({ seq: index + 1, reason: 'sequence' });
      }),
    );
  });

  it('notices a cut-off end and a rewritten chain by the sealed head', () => {
    const events = chain('r1', ['a', 'b', 'c']);
    const head = { seq: 3, hash: events[2]?.hash ?? '' };
    expect(verifyChain('r1', events.slice(0, 2), head)).toMatchObject({ seq: 3, reason: 'end' });
    expect(verifyChain('r1', chain('r1', ['a', 'b', 'x']), head)).toMatchObject({ seq: 3, reason: 'end' });
  });

  it('cannot be moved to another record', () => {
    expect(verifyChain('r2', chain('r1', ['a']))).toMatchObject({ reason: 'record' });
    const moved = chain('r1', ['a']).map((event) => ({ ...event, recordId: 'r2' }));
    expect(verifyChain('r2', moved)).toMatchObject({ reason: 'link' });
  });
});
