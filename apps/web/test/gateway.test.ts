import { routes } from '@huanzhi/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  draftOf,
  factorRow,
  newDraft,
  problemsOf,
  type StationDraft,
  settingsOf,
} from '../src/pages/monitoring/gateway/station-draft.ts';

const good: StationDraft = {
  ...newDraft('0F0000A8900016F000000001', undefined),
  name: '一号排口',
  addresses: '10.0.0.7\n2001:DB8::1，10.0.0.8',
  factors: [factorRow('w01018', 'mg/L'), factorRow('a34004', 'µg/m³')],
  password: 'Geheim77',
};
const bodyOf = (draft: StationDraft) => ({ ...settingsOf(draft), mn: draft.mn.trim() });
const accepts = (draft: StationDraft) => routes.addStation.body.safeParse(bodyOf(draft));
const pathsOf = (draft: StationDraft) => problemsOf(draft).map(({ path, code }) => `${path} ${code}`);

describe('the form of a station', () => {
  test('sends what the server takes, addresses in one form of writing', () => {
    expect(problemsOf(good)).toEqual([]);
    expect(accepts(good).error).toBeUndefined();
    expect(settingsOf(good)).toMatchObject({
      addresses: ['10.0.0.7', '2001:db8::1', '10.0.0.8'],
      factors: { w01018: { unit: 'mg/L' }, a34004: { unit: 'µg/m³' } },
      siteId: null,
      dueMinutes: 5,
    });
  });

  test.each<[Partial<StationDraft>, string]>([
    [{ mn: '  ' }, 'mn no-mn'],
    [{ mn: 'A;B' }, 'mn mn'],
    [{ name: '' }, 'name no-name'],
    [{ name: '长'.repeat(101) }, 'name long'],
    [{ password: 'mit Raum' }, 'password password'],
    [{ password: 'a&b' }, 'password password'],
    [{ sm4Key: '00' }, 'sm4Key sm4Key'],
    [{ addresses: '10.0.0.300' }, 'addresses address'],
    [{ addresses: '010.0.0.1' }, 'addresses address'],
    [{ addresses: 'fe80::1%eth0' }, 'addresses address'],
    [{ addresses: '1:2' }, 'addresses address'],
    [
      { addresses: Array.from({ length: 51 }, (_, index) => `10.0.0.${index}`).join('\n') },
      'addresses addresses',
    ],
    [{ factors: [factorRow('', 'mg/L')] }, 'factors.0.code no-code'],
    [{ factors: [factorRow('w 1', 'mg/L')] }, 'factors.0.code code'],
    [{ factors: [factorRow('w01018', 'a'), factorRow('w01018', 'b')] }, 'factors.1.code repeated'],
    [{ factors: [factorRow('w01018', ' ')] }, 'factors.0.unit unit'],
    [{ dueMinutes: '0' }, 'dueMinutes minutes'],
    [{ dueMinutes: '1.5' }, 'dueMinutes minutes'],
    [{ dueMinutes: '' }, 'dueMinutes minutes'],
  ])('%j: %s', (patch, problem) => {
    expect(pathsOf({ ...good, ...patch })).toEqual([problem]);
  });

  test('calls right only what the server takes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 70 }),
      fc.string({ maxLength: 70 }),
      fc.ipV4(),
      fc.ipV6(),
      fc.stringMatching(/^[0-9a-f]{32}$/),
      fc.stringMatching(/^[0-9.:]{1,16}$/),
      fc.nat(2_000).map(String),
    );
    const draft = fc.record({
      mn: text,
      name: text,
      password: text,
      sm4Key: text,
      addresses: fc.array(text, { maxLength: 3 }).map((lines) => lines.join('\n')),
      dueMinutes: text,
      code: text,
      unit: text,
    });
    const keys = ['mn', 'name', 'password', 'sm4Key', 'addresses', 'dueMinutes', 'factors'] as const;
    fc.assert(
      fc.property(draft, fc.constantFrom(...keys), ({ code, unit, ...typed }, key) => {
        const made: StationDraft = {
          ...good,
          ...(key === 'factors' ? { factors: [factorRow(code, unit)] } : { [key]: typed[key] }),
        };
        if (problemsOf(made).length === 0) expect(accepts(made).error).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('secrets', () => {
  test('are left out when nothing was typed, and removed when somebody says so', () => {
    expect(settingsOf({ ...good, password: '' })).not.toHaveProperty('password');
    expect(settingsOf({ ...good, password: null }).password).toBeNull();
  });

  test('of a registered station are not in its form', () => {
    const draft = draftOf({
      mn: 'G1',
      name: '一号排口',
      site: { id: 7, name: '望湖', kind: 'air', areaCode: '310000' },
      edition: '2005',
      crc: 'off',
      addresses: ['10.0.0.7'],
      factors: [{ code: '011', name: '化学需氧量', unit: 'mg/L' }],
      dueMinutes: 60,
      opening: true,
      active: false,
    });
    expect(draft).toMatchObject({
      password: '',
      sm4Key: '',
      siteId: '7',
      addresses: '10.0.0.7',
      active: false,
    });
    expect(settingsOf(draft)).toMatchObject({ siteId: 7, factors: { '011': { unit: 'mg/L' } } });
  });
});

describe('an unknown sender', () => {
  test('fills in what it says about itself; units are left to a person', () => {
    const draft = newDraft('W1', {
      mn: 'W1',
      count: 3,
      first: '',
      last: '',
      peer: '10.0.0.9:4711',
      guess: {
        edition: '2005',
        crc: 'modbus',
        st: '32',
        address: '10.0.0.9',
        factors: [
          { code: '011', unit: 'mg/L' },
          { code: 'x99', unit: null },
        ],
      },
    });
    expect(draft).toMatchObject({ mn: 'W1', edition: '2005', crc: 'modbus', addresses: '10.0.0.9' });
    expect(pathsOf(draft)).toEqual(['name no-name', 'factors.0.unit unit', 'factors.1.unit unit']);
  });
});
