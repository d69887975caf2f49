import { describe, expect, it } from 'vitest';
import { allowedTransitions, apply, create, edit, type RecordChanges } from '../src/index.ts';
import {
  actor,
  at,
  chief,
  codes,
  colleague,
  definition,
  done,
  engine,
  happened,
  officer,
  partner,
  programme,
  sample,
} from './fixtures.ts';

const wanted = { id: 'r1', title: ' One ', areaCode: '310107103', ownerOrg: 'bureau', data: { kind: 'a' } };
const accepted = (day = '2026-11-02') =>
  done(apply(programme, sample(), 'accept', { inputs: {} }, officer, at(day))).record;

describe('create', () => {
  it('gives the record in its initial state with its first event', () => {
    const { record, event } = done(create(programme, wanted, officer, at('2026-11-02')));
    expect(record).toMatchObject({
      state: 'new',
      code: null,
      title: 'One',
      version: 1,
      definitionVersion: 1,
      sensitivity: 'P3',
      light: 'grey',
      createdBy: 'officer',
    });
    expect(event).toMatchObject({ transition: 'create', from: null, to: 'new', actor: 'officer' });
    expect(event.diff).toContainEqual({ path: 'data.kind', before: null, after: 'a' });
  });

  it.each([
    ['nobody', actor('x', 'bureau'), wanted, ['forbidden']],
    ['another bureau', partner, wanted, ['forbidden']],
    ['no title', officer, { ...wanted, title: '  ' }, ['title required']],
    ['title too long', officer, { ...wanted, title: 'x'.repeat(201) }, ['title too-long']],
    ['no area', officer, { ...wanted, areaCode: '31' }, ['areaCode pattern']],
    ['missing field', officer, { ...wanted, data: {} }, ['data.kind required']],
    ['unknown field', officer, { ...wanted, data: { kind: 'a', x: 1 } }, ['data.x unknown-field']],
    ['read-only', officer, { ...wanted, data: { kind: 'a', outcome: 'b' } }, ['data.outcome read-only']],
  ])('refuses: %s', (_, who, record, expected) => {
    expect(codes(create(programme, record, who, at('2026-11-02')))).toEqual(expected);
  });
});

describe('edit', () => {
  it('changes what was named, keeps the rest, and notes the difference', () => {
    const result = done(
      edit(programme, sample(), { data: { amount: null }, title: 'Two' }, officer, at('2026-11-03')),
    );
    expect(result.record).toMatchObject({ title: 'Two', data: { kind: 'a' }, version: 2 });
    expect(result.event.diff).toEqual([
      { path: 'title', before: 'One', after: 'Two' },
      { path: 'data.amount', before: 5, after: null },
    ]);
  });

  it('notes items one by one', () => {
    const visits = [{ on: '2026-11-01' }, { on: '2026-11-02' }];
    const before = sample({ data: { kind: 'a', visits } });
    const next = [visits[0], { on: '2026-11-03' }, { on: '2026-11-04' }];
    const { event } = done(edit(programme, before, { data: { visits: next } }, officer, at('2026-11-05')));
    expect(event.diff).toEqual([
      { path: 'data.visits.1', before: { on: '2026-11-02' }, after: { on: '2026-11-03' } },
      { path: 'data.visits.2', before: null, after: { on: '2026-11-04' } },
    ]);
    const emptied = done(
      edit(programme, before, { data: { visits: null } }, officer, at('2026-11-05')),
    ).event;
    expect(emptied.diff.map(({ path, after }) => [path, after])).toEqual([
      ['data.visits.0', null],
      ['data.visits.1', null],
    ]);
  });

  it('refuses a second save of the same as unchanged', () => {
    const once = done(edit(programme, sample(), { data: { kind: 'b' } }, officer, at('2026-11-03'))).record;
    expect(codes(edit(programme, once, { data: { kind: 'b' } }, officer, at('2026-11-03')))).toEqual([
      'unchanged',
    ]);
  });

  it('never touches what belongs to the engine', () => {
    const smuggled = { title: 'Two', state: 'closed', version: 99, createdBy: 'x' } as RecordChanges;
    const { record } = done(edit(programme, sample(), smuggled, officer, at('2026-11-03')));
    expect(record).toMatchObject({ title: 'Two', state: 'new', version: 2, createdBy: 'officer' });
  });

  it.each([
    ['reader', actor('t', 'town', 'TOWN@310107103'), sample(), { title: 'x' }, ['forbidden']],
    [
      'auditor with another role',
      actor('a', 'bureau', 'SEC', 'AUD'),
      sample(),
      { title: 'x' },
      ['forbidden'],
    ],
    ['state', officer, sample({ state: 'closed' }), { title: 'x' }, ['wrong-state']],
    ['read-only', officer, sample(), { data: { outcome: 'x' } }, ['data.outcome read-only']],
    ['masked', officer, sample(), { data: { phone: '123' } }, ['data.phone forbidden']],
    ['required emptied', officer, sample(), { data: { kind: null } }, ['data.kind required']],
    ['given away', officer, sample(), { ownerOrg: 'other', coOrgs: [] }, ['out-of-reach']],
    ['classified beyond reach', officer, sample(), { sensitivity: 'P5' as const }, ['out-of-reach']],
  ])('refuses: %s', (_, who, record, changes, expected) => {
    expect(codes(edit(programme, record, changes, who, at('2026-11-03')))).toEqual(expected);
  });
});

describe('allowedTransitions', () => {
  const names = (...args: Parameters<typeof allowedTransitions>) =>
    allowedTransitions(...args).map(({ name }) => name);

  it.each([
    ['new', officer, ['accept']],
    ['new', chief, ['cancel']],
    ['new', partner, []],
    ['open', officer, ['note', 'suspend']],
    ['open', partner, ['note']],
    ['open', chief, ['extend', 'close', 'cancel']],
    ['open', engine, ['expire']],
    ['waiting', officer, ['resume']],
    ['waiting', chief, []],
    ['closed', officer, []],
    ['void', chief, []],
  ])('from %s, %o: exactly these and no other', (state, who, expected) => {
    expect(names(programme, sample({ state }), who, at('2026-11-03'))).toEqual(expected);
  });

  it('tells what has to be mended, but not what the form itself will ask', () => {
    const bare = sample({ data: { kind: 'a' } });
    expect(allowedTransitions(programme, bare, officer, at('2026-11-03'))).toMatchObject([
      { name: 'accept', problems: [{ path: 'data.amount', code: 'required' }] },
    ]);
    const open = allowedTransitions(programme, sample({ state: 'open' }), chief, at('2026-11-03'));
    expect(open.find(({ name }) => name === 'close')).toEqual({ name: 'close', problems: [] });
  });

  it('does not offer what a `when` excludes', () => {
    const big = sample({ state: 'open', data: { kind: 'a', amount: 5000 } });
    expect(names(programme, big, chief, at('2026-11-03'))).toEqual(['extend', 'cancel']);
  });

  it.each(['SYSA', 'SECA', 'AUD'])('offers nothing to a person who is also %s', (role) => {
    const both = actor('officer', 'bureau', 'OFF', role);
    expect(names(programme, sample(), both, at('2026-11-03'))).toEqual([]);
  });

  it('keeps a role granted for an area inside that area', () => {
    const inside = actor('c', 'bureau', 'SEC@310107');
    const outside = actor('c', 'bureau', 'SEC@310112');
    expect(names(programme, sample(), inside, at('2026-11-03'))).toEqual(['cancel']);
    expect(names(programme, sample(), outside, at('2026-11-03'))).toEqual([]);
  });

  it('hides a record above the class of the actor', () => {
    expect(names(programme, sample({ sensitivity: 'P5' }), officer, at('2026-11-03'))).toEqual([]);
  });
});

describe('four eyes', () => {
  const open = sample({ state: 'open' });
  const both = actor('officer', 'bureau', 'OFF', 'SEC');
  const closeBy = (...history: ReturnType<typeof happened>[]) =>
    codes(
      apply(
        programme,
        open,
        'close',
        { inputs: { outcome: 'x' }, evidence: ['e1'] },
        both,
        at('2026-11-03', history),
      ),
    );

  it.each([
    ['the same person accepted', [happened('accept', officer)], ['four-eyes']],
    ['somebody else accepted', [happened('accept', colleague)], []],
    ['was the last to accept', [happened('accept', colleague), happened('accept', officer)], ['four-eyes']],
    ['was not the last to accept', [happened('accept', officer), happened('accept', colleague)], []],
    ['noted, others accepted', [happened('note', officer), happened('accept', colleague)], ['four-eyes']],
    ['a deputy accepted for the actor', [happened('accept', colleague, 'officer')], ['four-eyes']],
    ['other steps do not count', [happened('suspend', officer)], []],
  ])('%s', (_, history, expected) => {
    expect(closeBy(...history)).toEqual(expected);
  });

  it('binds the person acted for as well', () => {
    const context = { ...at('2026-11-03', [happened('accept', officer)]), actingFor: 'officer' };
    const input = { inputs: { outcome: 'x' }, evidence: ['e1'] };
    expect(codes(apply(programme, open, 'close', input, chief, context))).toEqual(['four-eyes']);
  });
});

describe('apply', () => {
  const context = at('2026-11-03');

  it('moves the record, notes who did what, and tells those concerned', () => {
    const before = sample();
    const { record, event, notify } = done(
      apply(
        programme,
        before,
        'accept',
        { inputs: {}, opinion: ' yes ', evidence: ['e1'] },
        officer,
        context,
      ),
    );
    expect(record).toMatchObject({
      state: 'open',
      version: 2,
      stateSince: '2026-11-03T02:00:00.000Z',
      light: 'green',
    });
    expect(event).toMatchObject({
      from: 'new',
      to: 'open',
      opinion: 'yes',
      evidence: ['e1'],
      actorName: 'officer name',
    });
    expect(event.diff.map(({ path }) => path)).toEqual([
      'clocks.handle.due',
      'clocks.handle.status',
      'clocks.limit.due',
      'clocks.limit.status',
    ]);
    expect(notify).toEqual({ orgIds: ['bureau', 'water'], roles: ['SEC'], users: ['officer'] });
    expect(before.state).toBe('new');
  });

  it('gives the same for the same, and refuses to do it twice', () => {
    const once = apply(programme, sample(), 'accept', { inputs: {} }, officer, context);
    expect(apply(programme, sample(), 'accept', { inputs: {} }, officer, context)).toEqual(once);
    expect(codes(apply(programme, done(once).record, 'accept', { inputs: {} }, officer, context))).toEqual([
      'wrong-state',
    ]);
  });

  it('copies inputs into data when there is no effect, and keeps the time of an unchanged state', () => {
    const open = sample({ state: 'open', stateSince: '2026-11-01T00:00:00.000Z' });
    const { record, event } = done(
      apply(programme, open, 'note', { inputs: { kind: 'b' } }, officer, context),
    );
    expect(record).toMatchObject({ data: { kind: 'b', amount: 5 }, stateSince: '2026-11-01T00:00:00.000Z' });
    expect(event.diff).toEqual([{ path: 'data.kind', before: 'a', after: 'b' }]);
  });

  it.each([
    ['unknown', 'fly', sample(), officer, { inputs: {} }, ['unknown-transition']],
    ['role', 'accept', sample(), chief, { inputs: {} }, ['forbidden']],
    ['automatic', 'expire', sample({ state: 'open' }), chief, { inputs: {} }, ['forbidden']],
    [
      'missing data',
      'accept',
      sample({ data: { kind: 'a' } }),
      officer,
      { inputs: {} },
      ['data.amount required'],
    ],
    ['stray input', 'accept', sample(), officer, { inputs: { x: 1 } }, ['inputs.x unknown-field']],
    [
      'wrong input',
      'note',
      sample({ state: 'open' }),
      officer,
      { inputs: { kind: 3 } },
      ['inputs.kind not-text'],
    ],
    [
      'no opinion',
      'suspend',
      sample({ state: 'open' }),
      officer,
      { inputs: {}, opinion: ' ' },
      ['opinion required'],
    ],
    [
      'no evidence',
      'close',
      sample({ state: 'open' }),
      chief,
      { inputs: { outcome: 'x' } },
      ['evidence required'],
    ],
    [
      'guard',
      'close',
      sample({ state: 'open' }),
      chief,
      { inputs: {}, evidence: ['e1'] },
      ['inputs.outcome required'],
    ],
    [
      'opinion too long',
      'suspend',
      sample({ state: 'open' }),
      officer,
      { inputs: {}, opinion: 'x'.repeat(2001) },
      ['opinion too-long'],
    ],
  ])('refuses: %s', (_, name, record, who, input, expected) => {
    expect(codes(apply(programme, record, name, input, who, context))).toEqual(expected);
  });

  it('stops the clocks of a closed record and cancels those of a void one', () => {
    const input = { inputs: { outcome: 'x' }, evidence: ['e1'] };
    const closed = done(apply(programme, accepted(), 'close', input, chief, at('2026-11-10'))).record;
    expect(closed.clocks.map(({ status, closedLate }) => [status, closedLate])).toEqual([
      ['stopped', undefined],
      ['stopped', undefined],
    ]);
    expect(closed.light).toBe('blue');
    const cancelled = done(
      apply(programme, accepted(), 'cancel', { inputs: {} }, chief, at('2026-11-10')),
    ).record;
    expect(cancelled.clocks.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    expect(cancelled.light).toBe('grey');
  });

  it('keeps late closing visible for ever', () => {
    const input = { inputs: { outcome: 'x' }, evidence: ['e1'] };
    const { record } = done(apply(programme, accepted(), 'close', input, chief, at('2026-11-17')));
    expect(record.clocks.map(({ key, closedLate }) => [key, closedLate])).toEqual([
      ['handle', true],
      ['limit', undefined],
    ]);
  });

  it('pauses clocks in a paused state and goes on after it', () => {
    const paused = done(
      apply(programme, accepted(), 'suspend', { inputs: {}, opinion: 'x' }, officer, at('2026-11-05')),
    ).record;
    expect(paused.clocks.map(({ status }) => status)).toEqual(['paused', 'paused']);
    expect(paused.light).toBe('grey');
    const resumed = done(
      apply(programme, paused, 'resume', { inputs: {} }, officer, at('2026-11-12')),
    ).record;
    expect(resumed.clocks.map(({ due, status }) => [due, status])).toEqual([
      ['2026-11-23', 'running'],
      ['2026-12-09', 'running'],
    ]);
  });

  it('moves a clock and keeps its first date and the reason', () => {
    const input = { inputs: { until: '2026-12-01' }, opinion: 'needs time' };
    const { record } = done(apply(programme, accepted(), 'extend', input, chief, at('2026-11-10')));
    expect(record.clocks[0]).toMatchObject({
      due: '2026-12-01',
      originalDue: '2026-11-16',
      moves: [{ from: '2026-11-16', to: '2026-12-01', by: 'chief', opinion: 'needs time' }],
    });
  });

  it('lets a running record follow the version it started with', () => {
    const stricter = { ...definition, version: 2, editableIn: [] };
    const next = { ...programme, definition: stricter, earlier: [definition] };
    expect(codes(edit(next, sample(), { title: 'x' }, officer, context))).toEqual([]);
    expect(codes(edit(next, sample({ definitionVersion: 2 }), { title: 'x' }, officer, context))).toEqual([
      'wrong-state',
    ]);
  });
});
