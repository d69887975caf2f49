import { describe, expect, it } from 'vitest';
import { powerBetween } from '../../src/files/index.ts';
import { convertUnit, readUnit, unitFactor, unitsLike } from '../../src/units/index.ts';

describe('units', () => {
  it.each([
    [0.056, 'mg/m³', 'µg/m³', 56],
    [36, 'm³/h', 'L/s', 10],
    [12, 'L/s', 'm³/h', 43.2],
    [1, 'mS/m', 'µS/cm', 10],
    [3, '-', '无量纲', 3],
    [45, '%RH', '%', 45],
    [90, '度', '°', 90],
    [7, 'ug/m^3', 'μg/m³', 7],
    [1, 'mg/m³', 'ppb', null],
    [1, 'mg/L', 'mg/m³', null],
  ])('%s %s is in %s %s', (value, from, to, expected) => {
    expect(convertUnit(value, from, to)).toBe(expected);
  });

  it('are named as they were sent when nobody knows them, and equal only to themselves', () => {
    expect(readUnit('bel')).toBeNull();
    expect(unitFactor('bel', 'bel')).toEqual({ times: 1n, over: 1n });
    expect(unitFactor('bel', 'dB')).toBeNull();
  });

  it('the units that one converts to are offered with itself first', () => {
    expect(unitsLike('mg/m3')[0]).toBe('mg/m³');
    expect(unitsLike('mg/m3').toSorted()).toEqual(['g/m³', 'mg/m³', 'ng/m³', 'µg/m³']);
    expect(unitsLike('bel')).toEqual(['bel']);
    for (const unit of unitsLike('L/s')) expect(unitFactor(unit, 'L/s'), unit).not.toBeNull();
  });

  it.each([
    ['mg/m³', 'µg/m³', 3],
    ['µg/L', 'mg/L', -3],
    ['mg/L', 'mg/L', 0],
    ['m³/h', 'L/s', null],
    ['mg/L', 'mg/m³', null],
  ])('a power of ten from %s to %s: %s', (from, to, power) => {
    expect(powerBetween(from, to)).toBe(power);
  });
});
