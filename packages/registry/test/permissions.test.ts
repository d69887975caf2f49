import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Actor,
  maskHistory,
  maskRecord,
  permissionsFor,
  type ReadScope,
  type RegistryRecord,
  type RoleCode,
  readScope,
  type Sensitivity,
} from '../src/index.ts';
import { actor, happened, officer, partner, programme, sample } from './fixtures.ts';

const CLASSES: Sensitivity[] = ['P0', 'P1', 'P2', 'P3', 'P4', 'P5'];
const ROLES: RoleCode[] = [
  'OFF',
  'SEC',
  'TOWN',
  'GRID',
  'PUB',
  'AUD',
  'SECA',
  'SYSA',
  'DEPT',
  'ENT',
  '3P',
  'SYS',
];

/** What the store does with a scope, in memory. */
function admits(scope: ReadScope, record: RegistryRecord): boolean {
  return scope.terms.some(
    (term) =>
      CLASSES.indexOf(record.sensitivity) <= CLASSES.indexOf(term.upTo) &&
      (term.ownerIn === undefined || (record.ownerOrg !== null && term.ownerIn.includes(record.ownerOrg))) &&
      (term.ownerOrCoIn === undefined ||
        [record.ownerOrg, ...record.coOrgs].some((org) => org !== null && term.ownerOrCoIn?.includes(org))) &&
      (term.areaPrefixes === undefined ||
        term.areaPrefixes.some((code) => record.areaCode.startsWith(code))) &&
      (term.creator === undefined || term.creator === record.createdBy),
  );
}

/** `crexi` for create, read, edit, export, import; `-` where denied. */
function rights(who: Actor, record?: RegistryRecord): string {
  const access = permissionsFor(programme, who, record);
  const letter = (right: boolean, name: string) => (right ? name : '-');
  return [
    letter(access.create, 'c'),
    letter(access.read, 'r'),
    letter(access.edit, 'e'),
    letter(access.export, 'x'),
    letter(access.import, 'i'),
    access.upTo ?? '',
  ].join('');
}

describe('permissionsFor: truth table of roles and relations', () => {
  const record = sample();
  it.each([
    ['OFF of the owner', officer, record, 'crex-P4'],
    ['OFF of a co-owner', partner, record, 'crex-P4'],
    ['OFF of another bureau', actor('x', 'other', 'OFF'), record, '-----'],
    ['SEC of any bureau', actor('x', 'other', 'SEC'), record, 'crexiP5'],
    ['SEC for another area', actor('x', 'other', 'SEC@310112'), record, '-----'],
    ['TOWN of the area', actor('x', 'town', 'TOWN@310107103'), record, '-r---P3'],
    ['TOWN of another area', actor('x', 'town', 'TOWN@310107005'), record, '-----'],
    [
      'TOWN, record above its class',
      actor('x', 'town', 'TOWN@310107103'),
      sample({ sensitivity: 'P4' }),
      '-----',
    ],
    ['GRID who made it', actor('officer', 'g', 'GRID'), record, 'cr---P3'],
    ['GRID who did not', actor('x', 'g', 'GRID'), record, '-----'],
    ['PUB, internal record', actor('x', '', 'PUB'), record, '-----'],
    ['PUB, open record', actor('x', '', 'PUB'), sample({ sensitivity: 'P1' }), '-r---P1'],
    ['no role', actor('x', 'bureau'), record, '-----'],
    ['a role without a rule', actor('x', 'bureau', 'ENT'), record, '-----'],
    ['AUD reads only', actor('x', 'audit', 'AUD'), record, '-r---P3'],
    ['AUD with a strong role', actor('x', 'bureau', 'AUD', 'SEC'), record, '-r-x-P5'],
    ['SECA with a strong role', actor('x', 'bureau', 'SECA', 'SEC'), record, '-r-x-P5'],
    ['SYSA with a strong role', actor('x', 'bureau', 'SYSA', 'SEC'), record, '-----'],
  ])('%s', (_, who, what, expected) => {
    expect(rights(who, what)).toBe(expected);
  });

  it('tells what is possible at all when no record is given', () => {
    expect(rights(officer)).toBe('crex-P4');
    expect(rights(actor('x', 'x', 'GRID'))).toBe('cr---P3');
    expect(rights(actor('x', 'x', 'SYSA'))).toBe('-----');
  });

  it('caps the public and strange towns, whatever a definition says', () => {
    const loose = {
      ...programme,
      definition: {
        ...programme.definition,
        permissions: [
          { role: 'PUB', relation: 'any', can: ['read', 'edit'], upTo: 'P5' } as const,
          { role: 'TOWN', relation: 'any', can: ['read'], upTo: 'P5' } as const,
        ].map((rule) => ({ ...rule, can: [...rule.can] })),
      },
    };
    expect(permissionsFor(loose, actor('x', '', 'PUB'))).toMatchObject({
      read: true,
      edit: false,
      upTo: 'P1',
    });
    expect(permissionsFor(loose, actor('x', '', 'TOWN'))).toMatchObject({ upTo: 'P3' });
  });
});

describe('readScope', () => {
  it('gives the store exactly the records that permissionsFor lets read', () => {
    const org = fc.constantFrom('bureau', 'water', 'town', 'other');
    const area = fc.constantFrom('310107', '310107103', '310107005', '310112');
    const who: fc.Arbitrary<Actor> = fc.record({
      userId: fc.constantFrom('officer', 'x'),
      name: fc.constant('n'),
      orgId: org,
      orgIds: fc.uniqueArray(org),
      roles: fc.array(fc.record({ code: fc.constantFrom(...ROLES), areaCode: fc.option(area) }), {
        maxLength: 3,
      }),
    });
    const what = fc
      .record({
        ownerOrg: fc.option(org),
        coOrgs: fc.uniqueArray(org),
        areaCode: area,
        createdBy: fc.constantFrom('officer', 'x'),
        sensitivity: fc.constantFrom(...CLASSES),
      })
      .map((changes) => sample(changes));
    fc.assert(
      fc.property(who, what, (person, record) => {
        expect(admits(readScope(programme, person), record)).toBe(
          permissionsFor(programme, person, record).read,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('is empty for those who see nothing', () => {
    expect(readScope(programme, actor('x', 'bureau'))).toEqual({ terms: [] });
    expect(readScope(programme, actor('x', 'bureau', 'SYSA', 'SEC'))).toEqual({ terms: [] });
  });
});

describe('masks', () => {
  const data = {
    kind: 'a',
    phone: '123',
    visits: [
      { on: '2026-11-01', person: 'somebody' },
      { on: '2026-11-02', person: 'other' },
    ],
  };
  const record = sample({ data });

  it.each([
    ['P5 sees all', actor('x', 'o', 'SEC'), [], data],
    ['P4', officer, ['phone'], { kind: 'a', visits: data.visits }],
    [
      'P3',
      actor('x', 't', 'TOWN@310107'),
      ['phone', 'visits.person'],
      { kind: 'a', visits: [{ on: '2026-11-01' }, { on: '2026-11-02' }] },
    ],
  ])('%s', (_, who, masked, shown) => {
    const result = maskRecord(programme, record, who);
    expect(result?.masked).toEqual(masked);
    expect(result?.record.data).toEqual(shown);
  });

  it('gives nothing to those who may not read', () => {
    expect(maskRecord(programme, record, actor('x', 'o', 'OFF'))).toBeNull();
    expect(maskHistory(programme, record, [happened('note', officer)], actor('x', 'o', 'OFF'))).toEqual([]);
  });

  it('hides the same values in the history', () => {
    const event = {
      ...happened('note', officer),
      diff: [
        { path: 'title', before: 'a', after: 'b' },
        { path: 'data.phone', before: '1', after: '2' },
        { path: 'data.visits.1', before: null, after: data.visits[1] },
      ],
    };
    const town = maskHistory(programme, record, [event], actor('x', 't', 'TOWN@310107'));
    expect(town[0]?.diff).toEqual([
      { path: 'title', before: 'a', after: 'b' },
      { path: 'data.phone', before: null, after: null },
      { path: 'data.visits.1', before: null, after: { on: '2026-11-02' } },
    ]);
  });
});
