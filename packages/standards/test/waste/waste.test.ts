import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkBatchCode,
  checkContainerCode,
  checkFiveSteps,
  checkManifestNumber,
  checkWasteCode,
  chinaHolidays,
  createCalendar,
  fiveStepsRate,
  HAZARDOUS_WASTE_CATALOGUES,
  HAZARDOUS_WASTE_CATEGORIES,
  labelSize,
  manifestDeadline,
  massBalance,
  smallInstitutionExemption,
  storageClock,
  wasteReportDue,
  wasteTier,
} from '../../src/index.ts';

describe('hazardous-waste codes', () => {
  it('holds 467 codes in 46 categories, each of them in a category that exists', () => {
    const codes = [...(HAZARDOUS_WASTE_CATALOGUES[0]?.codes?.keys() ?? [])];
    expect([codes.length, HAZARDOUS_WASTE_CATEGORIES.size]).toEqual([467, 46]);
    for (const code of codes) expect(checkWasteCode(code, { catalogue: '2021' }).reason).toBe('LISTED');
  });

  it.each([
    ['900-041-49', 'LISTED'],
    ['900-000-08', 'IDENTIFIED'],
    ['900-041-44', 'NO_CATEGORY'],
    ['900-041-51', 'NO_CATEGORY'],
    ['999-999-49', 'NOT_LISTED'],
    ['90004149', 'FORMAT'],
    ['', 'FORMAT'],
  ])('%s under the 2021 list: %s', (code, reason) => {
    expect(checkWasteCode(code, { catalogue: '2021' }).reason).toBe(reason);
  });

  it('says that the list of 2025 is not held, unless one is given', () => {
    const at = '2026-03-01';
    expect(checkWasteCode('900-041-49', { at })).toMatchObject({
      accept: true,
      reason: 'LIST_NOT_HELD',
      listed2021: true,
      catalogue: { id: '2025', mark: 'recall' },
    });
    expect(checkWasteCode('900-041-49', { at, list: new Map() })).toMatchObject({ accept: false });
    expect(checkWasteCode('900-041-49', { at: '2024-12-31T23:59:59+08:00' }).catalogue.id).toBe('2021');
    expect(() => checkWasteCode('900-041-49', { at: '2020-12-31' })).toThrow('no edition is in force');
  });
});

describe('numbers on paper and labels', () => {
  it.each([
    ['20263101000123', true, undefined],
    ['2026310100012', false, 'LENGTH 13'],
    ['2026310100012A', false, 'FORMAT'],
    ['20269901000123', false, 'NO_PROVINCE'],
  ])('manifest %s', (number, valid, reason) => {
    expect(checkManifestNumber(number)).toMatchObject({ valid, ...(reason === undefined ? {} : { reason }) });
  });

  it('gives five working days from the day after', () => {
    const calendar = createCalendar(chinaHolidays);
    expect(manifestDeadline('confirm acceptance', '2026-09-30', calendar).due).toBe('2026-10-13');
    expect(manifestDeadline('backfill paper manifest', '2026-12-28', calendar).provisional).toBe(true);
  });

  it('splits a container code and marks it as recall', () => {
    const code = '91110108551385082Q9000414920260229001';
    expect(checkContainerCode(code)).toMatchObject({ valid: false, reason: 'DATE', mark: 'recall' });
    expect(checkContainerCode(code.replace('0229', '0228'))).toMatchObject({
      valid: true,
      waste: '900-041-49',
    });
    expect(checkContainerCode(code.slice(0, 32)).reason).toBe('LENGTH 32');
    expect(checkContainerCode(code.replace('82Q', '82R')).reason).toBe('UNIT CHECK');
  });

  it.each([
    ['HWCS20211031001', true, '产生'],
    ['HWZXLY20240101002', true, '自行利用'],
    ['HWXX20211031001', false, undefined],
    ['HWCS20211331001', false, '产生'],
  ])('batch %s', (code, valid, kind) => {
    expect(checkBatchCode(code)).toMatchObject({ valid, ...(kind === undefined ? {} : { kind }) });
  });

  it('puts 450 L into the middle row of labels', () => {
    expect([50, 450, 450.1].map((litres) => labelSize(litres).millimetres[0])).toEqual([100, 150, 200]);
    expect(() => labelSize(0)).toThrow('above 0 L');
  });
});

describe('HJ 1259-2022', () => {
  it.each([
    [{ tonnesPerYear: 100, ownFacility: false, licence: false }, 'KEY'],
    [{ tonnesPerYear: '99.999', ownFacility: false, licence: false }, 'SIMPLE'],
    [{ tonnesPerYear: '9.999', ownFacility: false, licence: false }, 'REGISTER'],
    [{ tonnesPerYear: 0, ownFacility: true, licence: false }, 'KEY'],
  ])('%j: %s', (generator, tier) => {
    expect(wasteTier(generator).tier).toBe(tier);
  });

  it.each([
    [{ tier: 'KEY', month: '2026-12' }, '2027-01-15'],
    [{ tier: 'SIMPLE', quarter: '2026Q4' }, '2027-01-15'],
    [{ tier: 'REGISTER', year: 2026 }, '2027-03-31'],
    [{ tier: 'REGISTER', month: '2026-10' }, null],
    [{ tier: 'KEY', plan: '2026' }, '2026-03-31'],
  ] as const)('%j is due %s', (report, due) => {
    expect(wasteReportDue(report).due).toBe(due);
  });

  it('names a period that it cannot read', () => {
    expect(() => wasteReportDue({ tier: 'KEY', month: '2026-13' })).toThrow('"2026-13"');
  });
});

describe('storage clocks', () => {
  it.each([
    ['licensed operator', '2026-01-10', '2027-01-10', '2027-01-10', false],
    ['licensed operator', '2026-01-10', '2027-01-11', '2027-01-10', true],
    ['generator', '2026-01-10', '2027-01-11', '2027-01-10', true],
    ['medical institution', '2026-01-10T08:00', '2026-01-12T08:00', '2026-01-12T00:00:00.000Z', false],
    ['medical institution', '2026-01-10T08:00', '2026-01-12T08:01', '2026-01-12T00:00:00.000Z', true],
  ] as const)('%s from %s on %s', (holder, since, now, until, overdue) => {
    expect(storageClock(holder, since, now)).toMatchObject({ until, overdue });
  });

  it('only reminds a plain generator', () => {
    expect(storageClock('generator', '2026-01-01', '2026-01-02').rule.force).toBe('reminder');
  });

  it('exempts the collection step up to 19 beds, outside an epidemic', () => {
    const input = { beds: 19, step: '收集', epidemic: false };
    expect(smallInstitutionExemption(input).exempt).toBe(true);
    expect(smallInstitutionExemption({ ...input, epidemic: true }).exempt).toBe(false);
    expect(smallInstitutionExemption({ ...input, step: '处置' }).exempt).toBe(false);
  });
});

describe('mass balance', () => {
  const amounts = { opening: '1.2', produced: '3.4', selfUsed: 0, movedOut: '4.0', closing: '0.6' };

  it('balances exactly in decimals, alarms beyond the tolerance', () => {
    expect(massBalance(amounts, { absolute: 0 })).toMatchObject({ balanced: true, text: '0.000' });
    expect(massBalance({ ...amounts, closing: '0.5' })).toMatchObject({
      balanced: false,
      direction: 'missing',
    });
    expect(massBalance({ ...amounts, closing: '0.56' }).balanced).toBe(true);
    expect(massBalance({ ...amounts, movedOut: 5 }).direction).toBe('surplus');
  });

  it('does not balance what is unknown: zero is known, missing is not', () => {
    expect(massBalance({ ...amounts, selfUsed: null })).toMatchObject({
      balanced: null,
      unknown: [{ name: 'selfUsed', state: 'missing' }],
    });
    expect(massBalance({ ...amounts, opening: -1 }).unknown).toEqual([{ name: 'opening', state: 'invalid' }]);
  });

  it('finds exactly what was taken away', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 0, max: 100_000 }),
        (lost, kept) => {
          const grams = (units: number) => ({ units: BigInt(units), digits: 3 });
          const zero = { opening: 0, selfUsed: 0, movedOut: 0 };
          const balance = massBalance({ ...zero, produced: grams(lost + kept), closing: grams(kept) }, {});
          expect(balance.text).toBe((lost / 1000).toFixed(3));
        },
      ),
    );
  });
});

describe('five immediates', () => {
  const steps = {
    produced: '2026-05-01T08:00',
    packed: '2026-05-01T09:00',
    weighed: '2026-05-01T09:00',
    labelled: '2026-05-01T09:10',
    stored: '2026-05-01T10:00',
  };

  it('accepts the order, also of two steps at one instant', () => {
    expect(checkFiveSteps(steps)).toMatchObject({ compliant: true, hours: 2 });
  });

  it('names a missing, unreadable, early or late step', () => {
    const { packed: _, ...unpacked } = steps;
    expect(checkFiveSteps(unpacked).problems).toMatchObject([{ step: 'packed', reason: 'MISSING' }]);
    expect(checkFiveSteps({ ...steps, weighed: 'soon' }).problems).toMatchObject([{ reason: 'UNREADABLE' }]);
    expect(checkFiveSteps({ ...steps, labelled: '2026-05-01T08:59' }).problems).toMatchObject([
      { step: 'labelled', reason: 'BEFORE_PREVIOUS', text: '即打码: before 即称重' },
    ]);
    expect(checkFiveSteps({ ...steps, stored: '2026-05-02T08:01' }).problems).toMatchObject([
      { reason: 'TOO_LATE' },
    ]);
    expect(fiveStepsRate([checkFiveSteps(steps), checkFiveSteps(unpacked)]).text).toBe('50.00');
  });
});
