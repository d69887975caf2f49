import { readFileSync } from 'node:fs';
import { allowedTransitions, isMyTurn, lifeCycleDiagram, lightOf, permissionsFor } from '@huanzhi/registry';
import { contextAt } from '@huanzhi/registry/testing';
import { describe, expect, it } from 'vitest';
import { programme } from './definition.ts';
import lights from './examples/lights.json' with { type: 'json' };
import { indicatorRules } from './indicators.ts';
import { inState, inStateOf, LeadCase, people, type Who } from './testing.ts';

const offered = (lead: LeadCase, who: Who, day = '2026-03-09') =>
  allowedTransitions(programme, lead.record, people[who], contextAt(day, lead.history)).map(
    ({ name }) => name,
  );
const found = { findings: '现场采样与在线数据一致' };

describe('from here exactly these and no other', () => {
  const decide = ['transfer', 'file-case', 'order-rectification', 'find-unfounded'];
  const table: Record<string, Partial<Record<Who, string[]>>> = {
    pending: {
      enforcer: ['accept', 'reassign', 'discard'],
      captain: ['accept', 'reassign', 'discard'],
      monitor: ['discard'],
    },
    verifying: { enforcer: decide, captain: decide },
    transferred: { enforcer: ['report-back', 'close'], captain: ['close'], water: ['report-back'] },
    filed: { enforcer: ['close'], captain: ['close'] },
    rectifying: { enforcer: ['close'], captain: ['close'] },
    unfounded: {
      captain: ['confirm-unfounded', 'return-findings'],
      section: ['confirm-unfounded', 'return-findings'],
    },
    closed: {},
    discarded: {},
  };
  const cases = Object.keys(inState).flatMap((state) =>
    (Object.keys(people) as Who[]).map((who) => ({ state, who, expected: table[state]?.[who] ?? [] })),
  );

  it.each(cases)('$state, $who: $expected', ({ state, who, expected }) => {
    const lead = inStateOf(state);
    expect(lead.record.state).toBe(state);
    expect(offered(lead, who)).toEqual(expected);
  });
});

describe('verification', () => {
  it('has 15 days from acceptance, stopped by the conclusion', () => {
    const lead = inStateOf('verifying');
    expect(lead.record.clocks).toMatchObject([{ key: 'verify', due: '2026-03-18', status: 'running' }]);
    lead.step('enforcer', '2026-03-20', 'file-case', { ...found, caseNo: '沪0107环立〔2026〕1号' });
    expect(lead.record.clocks).toMatchObject([{ key: 'verify', status: 'stopped', closedLate: true }]);
    expect(lead.record.data).toMatchObject({ disposal: 'case', verifiedOn: '2026-03-20' });
  });

  it.each([
    ['no findings', 'file-case', { caseNo: '1' }, {}, ['inputs.findings required']],
    ['no evidence', 'file-case', { ...found, caseNo: '1' }, { evidence: [] }, ['evidence required']],
    ['passed on to itself', 'transfer', { ...found, toOrg: 'squad' }, {}, ['inputs.toOrg own-unit']],
    [
      'a day that is past',
      'order-rectification',
      { ...found, rectification: '修', rectifyDue: '2026-03-01' },
      {},
      ['inputs.rectifyDue past'],
    ],
  ])('is refused: %s', (_, name, inputs, more, expected) => {
    expect(inStateOf('verifying').try('enforcer', '2026-03-05', name, inputs, more)).toEqual(expected);
  });

  it('that finds nothing is confirmed by another person, or goes back', () => {
    const own = inStateOf('verifying').step('captain', '2026-03-05', 'find-unfounded', found);
    expect(own.try('captain', '2026-03-06', 'confirm-unfounded')).toEqual(['four-eyes']);
    own.step('section', '2026-03-06', 'return-findings');
    expect(own.record).toMatchObject({ state: 'verifying' });
    expect(own.record.data.disposal).toBeUndefined();
    expect(own.record.clocks).toMatchObject([{ key: 'verify', status: 'running', startedAt: '2026-03-06' }]);
  });
});

describe('disposal', () => {
  it('passed on: the other unit shares it, reports back within 10 working days, the owner closes', () => {
    const lead = inStateOf('transferred');
    expect(lead.record.coOrgs).toEqual(['water-bureau']);
    expect(lead.record.clocks).toMatchObject([{ key: 'verify' }, { key: 'feedback', due: '2026-03-19' }]);
    expect(lead.try('enforcer', '2026-03-09', 'close')).toEqual(['no-report']);
    const turn = (who: Who) =>
      isMyTurn(programme, lead.record, people[who], contextAt('2026-03-09', lead.history));
    expect([turn('water'), turn('captain')]).toEqual([true, false]);
    lead.step('water', '2026-03-10', 'report-back', { result: '已修复' });
    expect([turn('water'), turn('captain')]).toEqual([false, true]);
    lead.step('enforcer', '2026-03-11', 'close');
    expect(lead.record).toMatchObject({ state: 'closed', light: 'blue' });
    expect(lead.record.data).toMatchObject({ reportedOn: '2026-03-10', closedOn: '2026-03-11' });
  });

  it.each(['filed', 'rectifying'])('%s closes with its result', (state) => {
    const lead = inStateOf(state);
    expect(lead.try('enforcer', '2026-03-12', 'close')).toEqual(['inputs.result required']);
    lead.step('enforcer', '2026-03-12', 'close', { result: '已复查' });
    expect(lead.record.state).toBe('closed');
  });

  it('rectification runs to the day that was set', () => {
    const { record } = inStateOf('rectifying');
    expect(lightOf(programme, record, contextAt('2026-03-20')).light).toBe('yellow');
    expect(lightOf(programme, record, contextAt('2026-03-21')).light).toBe('red');
  });

  it('goes to another unit before it is accepted, with the reason', () => {
    const lead = new LeadCase();
    expect(
      lead.try('enforcer', '2026-03-03', 'reassign', { toUnit: 'water-bureau' }, { opinion: '' }),
    ).toEqual(['opinion required']);
    lead.step('enforcer', '2026-03-03', 'reassign', { toUnit: 'water-bureau' });
    expect(lead.record).toMatchObject({ state: 'pending', ownerOrg: 'water-bureau' });
    expect([offered(lead, 'enforcer'), offered(lead, 'water')]).toEqual([
      [],
      ['accept', 'reassign', 'discard'],
    ]);
  });
});

describe('waiting to be accepted: worked cases', () => {
  it.each(lights)('$case', (example) => {
    const { record } = new LeadCase('2026-03-02');
    expect(lightOf(programme, record, contextAt(example.today))).toMatchObject({
      light: example.light,
      values: { left: example.left },
    });
  });
});

it('counts what holds, what became a case, what was closed in time', () => {
  const late = inStateOf('verifying').step('enforcer', '2026-03-25', 'find-unfounded', found);
  late.step('captain', '2026-03-26', 'confirm-unfounded');
  const records = [...Object.values(inState).map((make) => make()), late].map(({ record }) => record);
  const context = contextAt('2026-04-01');
  expect(indicatorRules.holds?.(records, context)).toEqual({ numerator: 3, denominator: 6 });
  expect(indicatorRules.filed?.(records, context)).toEqual({ numerator: 1, denominator: 6 });
  expect(indicatorRules.inTime?.(records, context)).toEqual({ numerator: 1, denominator: 2 });
});

it.each([
  ['enforcer', 'crexi'],
  ['captain', 'crexi'],
  ['monitor', 'crex-'],
  ['section', 'crex-'],
  ['water', '-----'],
  ['town', '-----'],
  ['enterprise', '-----'],
  ['citizen', '-----'],
  ['auditor', '-----'],
] as const)('%s may %s', (who, expected) => {
  const access = permissionsFor(programme, people[who], new LeadCase().record);
  const letters = (['create', 'read', 'edit', 'export', 'import'] as const).map((right, index) =>
    access[right] ? 'crexi'.charAt(index) : '-',
  );
  expect(letters.join('')).toBe(expected);
});

it('the README shows the life-cycle as it is', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  expect(readme).toContain(lifeCycleDiagram(programme.definition));
});
