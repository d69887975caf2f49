import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CREDIT_CODE_ALPHABET,
  checkCreditCode,
  checkDivision,
  checkIdNumber,
  checkOrganisationCode,
  checkSiteCode,
  factor,
  factorOf2005,
  factors,
  globalLocalCode,
  legalBasis,
  parseLocalCode,
  parseTownCode,
  REPEALED_LAWS,
  unitChange2005,
} from '../../src/index.ts';

describe('unified social credit code', () => {
  it.each([
    ['91130200699229617X', true, undefined],
    ['91110108551385082Q', true, undefined],
    ['91110108551385082R', false, 'CHECK'],
    ['9111010855138508IQ', false, 'CHARSET'],
    ['91110108551385082q', false, 'CHARSET'],
    ['9111010855138508', false, 'LENGTH 16'],
  ])('%s', (code, valid, reason) => {
    const found = checkCreditCode(code);
    expect([found.valid, found.reason]).toEqual([valid, reason]);
  });

  it('warns instead of refusing outright when only the organisation code passes', () => {
    const found = checkCreditCode('91350203M0001QAY9B');
    expect(found).toMatchObject({ valid: false, warning: 'CONFIRM_BY_HAND', organisationCodeCheckOk: true });
    expect(checkCreditCode('91350203M0001QAY8B').warning).toBeUndefined();
  });

  it('has exactly one check character for any 17 positions, and notices any single change', () => {
    const letters = fc.array(fc.constantFrom(...CREDIT_CODE_ALPHABET), { minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(letters, fc.nat(16), fc.constantFrom(...CREDIT_CODE_ALPHABET), (list, place, other) => {
        const body = list.join('');
        const good = [...CREDIT_CODE_ALPHABET].filter((letter) => checkCreditCode(body + letter).valid);
        expect(good).toHaveLength(1);
        if (list[place] === other) return;
        const changed = body.slice(0, place) + other + body.slice(place + 1);
        expect(checkCreditCode(changed + good[0]).valid).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('checks organisation codes with X and hyphen', () => {
    expect([checkOrganisationCode('71430580-X'), checkOrganisationCode('714305801')]).toEqual([true, false]);
  });
});

describe('identity numbers', () => {
  // 11010519491231002X is the example printed in GB 11643-1999.
  it.each([
    ['11010519491231002X', undefined],
    ['11010519491231002x', undefined],
    ['110105194912310021', 'CHECK'],
    ['11010519490230002X', 'DATE'],
    ['1101051949123100', 'LENGTH 16'],
    ['A1010519491231002X', 'FORMAT'],
  ])('%s: %s', (number, reason) => {
    const found = checkIdNumber(number);
    expect(found.reason).toBe(reason);
    expect(JSON.stringify(found)).not.toContain(number);
  });
});

describe('divisions', () => {
  it.each([
    ['310107', true, '普陀区'],
    ['310000', true, '上海市'],
    ['990101', false, undefined],
    ['31010', false, undefined],
  ])('%s', (code, valid, name) => {
    expect(checkDivision(code)).toMatchObject({ valid, ...(name === undefined ? {} : { name }) });
  });

  it('asks the given table for counties', () => {
    const table = new Map([['320102', '玄武区']]);
    expect(checkDivision('320102', table).name).toBe('玄武区');
    expect(checkDivision('320199', table)).toMatchObject({ valid: false, reason: 'NOT_LISTED' });
  });

  it.each([
    ['310107005', '街道'],
    ['310107103', '镇'],
    ['310112501', '政企合一单位'],
    ['3101071', undefined],
  ])('town %s: %s', (code, kind) => {
    expect(parseTownCode(code)?.kind).toBe(kind);
  });
});

describe('HJ 608-2017', () => {
  it('splits a site code', () => {
    expect(checkSiteCode('91130200699229617X001P')).toMatchObject({
      valid: true,
      serial: '001',
      letter: 'P',
    });
    expect(checkSiteCode('91130200699229617Y001P')).toMatchObject({ valid: false, reason: 'CHECK' });
    expect(checkSiteCode('91130200699229617X01PP').reason).toBe('FORMAT');
  });

  it.each([
    ['DA001', 'air outlet', 'verified'],
    ['DW012', 'water outlet', 'verified'],
    ['MF0003', 'production facility', 'recall'],
    ['TS001', 'waste treatment', 'recall'],
  ])('%s is a %s', (code, kind, mark) => {
    expect(parseLocalCode(code)).toMatchObject({ kind, mark });
  });

  it('knows no other forms and joins both codes', () => {
    expect([parseLocalCode('DA1'), parseLocalCode('DX001')]).toEqual([null, null]);
    expect(globalLocalCode('91130200699229617X001P', 'DA001')).toBe('91130200699229617X001PDA001');
  });
});

describe('factor codes', () => {
  it.each([
    ['w01018', '化学需氧量', 'mg/L', '011'],
    ['w21003', '氨氮', 'mg/L', '060'],
    ['a21026', '二氧化硫', 'mg/m³', '02'],
    ['a34013', '烟尘', 'mg/m³', '01'],
  ])('%s is %s', (code, name, unit, alias2005) => {
    expect(factor(code)).toMatchObject({ name, unit, alias2005, mark: 'verified' });
    expect(factorOf2005(alias2005)?.code).toBe(code);
  });

  it('reads converted and capital forms, and marks what no table has', () => {
    expect(factor('A21026Z')?.code).toBe('a21026');
    expect(factor('a05024')).toMatchObject({ name: '臭氧', mark: 'recall' });
    expect(factor('w99999')).toBeNull();
  });

  it('keeps gas 10 and water 010 apart, and says where the unit changed', () => {
    expect([factorOf2005('10')?.name, factorOf2005('010')?.name]).toEqual(['氨(氨气)', '五日生化需氧量']);
    expect(factorOf2005('10', 'water')).toBeNull();
    expect(unitChange2005('020')).toEqual({ before: 'mg/L', since: 'µg/L' });
    expect(unitChange2005('011')).toBeNull();
    expect(factorOf2005('Ld')?.code).toBe('Ln');
  });

  it('has no code and no old code twice', () => {
    const old = [...factors().values()].flatMap(({ alias2005 }) =>
      alias2005 === undefined ? [] : [alias2005],
    );
    expect(new Set(old).size).toBe(old.length);
    expect(factors().size).toBeGreaterThan(110);
  });
});

describe('legal basis', () => {
  const topic = '夜间施工';

  it('changes to the code at midnight of 2026-08-15 in Asia/Shanghai', () => {
    const start = Date.parse('2026-08-15T00:00:00+08:00');
    expect(legalBasis(topic, start - 1)?.cite).toBe('噪声法43');
    expect(legalBasis(topic, start)?.cite).toBe('法典572');
    expect(legalBasis('无此事项', start)).toBeNull();
  });

  it('knows the ten repealed laws', () => {
    expect(REPEALED_LAWS).toHaveLength(10);
  });
});
