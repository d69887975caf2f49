import { describe, expect, it } from 'vitest';
import { AirColumnsError, airColumns, judgeAirRow } from '../src/index.ts';

const HOURLY = [
  'station',
  'date',
  'hour',
  'AQI',
  'PM2.5',
  'PM2.5_24h',
  'PM10',
  'SO2',
  'NO2',
  'O3',
  'O3_8h',
  'CO',
];

function judge(header: readonly string[], cells: string, options = {}) {
  return judgeAirRow(airColumns(header), cells.split(','), options);
}

describe('columns of published tables', () => {
  it('tells hours from days', () => {
    expect(airColumns(HOURLY)).toMatchObject({ period: 'hour', date: 1, hour: 2, unknown: [] });
    expect(airColumns(['city', 'date', 'AQI', 'range', 'level', 'PM2.5', 'O3_8h', 'rank']).period).toBe(
      'day',
    );
    expect(airColumns(['time', '细颗粒物']).period).toBe('hour');
    expect(airColumns(['日期', 'PM10']).period).toBe('day');
  });

  it('names an unknown pollutant and refuses a table without date or pollutant', () => {
    expect(airColumns([...HOURLY, 'H2S']).unknown).toEqual([{ index: 12, header: 'H2S' }]);
    expect(() => airColumns(['station', 'PM10'])).toThrow(AirColumnsError);
    expect(() => airColumns(['date', 'H2S'])).toThrow(/no column of a pollutant/);
  });
});

describe('rows', () => {
  it('is judged by the hour it ends', () => {
    expect(judge(HOURLY, '1,20260301,0,,60,,40,5,20,60,,0.6')).toMatchObject({
      verdict: 'judged',
      result: { aqi: 82, edition: 'HJ 633-2012' },
    });
    expect(judge(HOURLY, '1,2026-03-01,1,,60,,40,5,20,60,,0.6')).toMatchObject({
      result: { aqi: 100, edition: 'HJ 633-2026' },
    });
    expect(judge(HOURLY, '1,2026/2/28,24,,60,,40,5,20,60,,0.6').result?.edition).toBe('HJ 633-2012');
  });

  it('keeps missing and not monitored apart and names faulty cells by column', () => {
    expect(judge(HOURLY, '1,20260401,1,,30,,40,,20,60,,0.6')).toMatchObject({
      verdict: 'incomplete',
      problems: [],
    });
    expect(judge(HOURLY, '1,20260401,1,,30,,40,/,20,60,,0.6')).toMatchObject({
      verdict: 'judged',
      result: { aqi: 43 },
    });
    expect(judge(HOURLY, '1,20260401,1,,—,,-,NA,,,,')).toMatchObject({ verdict: 'no data' });
    expect(judge(HOURLY, '1,20260401,1,,300,,40,5,20,60,,800')).toMatchObject({
      verdict: 'judged',
      problems: [{ column: 'CO', message: 'expected mg/m³ up to 200, found 800; wrong unit?' }],
    });
  });

  it.each([
    ['1,20100101,1,,30,,40,5,20,60,,0.6', /no edition is in force on 2010-01-01/],
    ['1,2026-02-30,1,,30,,40,5,20,60,,0.6', /there is no day "2026-02-30"/],
    ['1,2026,1,,30,,40,5,20,60,,0.6', /expected a date/],
    ['1,20260301,25,,30,,40,5,20,60,,0.6', /expected an hour 0 to 24, found "25"/],
    ['1,20260301,x,,30,,40,5,20,60,,0.6', /expected an hour/],
  ])('without a usable time is unreadable: %s', (cells, message) => {
    const { verdict, problems } = judge(HOURLY, cells);
    expect(verdict).toBe('unreadable');
    expect(problems[0]?.message).toMatch(message);
  });

  it('can be told edition and method', () => {
    const day = ['date', 'SO2', 'NO2', 'CO', 'O3_8h', 'PM10', 'PM2.5'];
    expect(judge(day, '2014-01-01,5,20,0.6,60,40,60').verdict).toBe('unreadable');
    expect(judge(day, '2014-01-01,5,20,0.6,60,40,60', { edition: 'HJ 633-2012' })).toMatchObject({
      result: { aqi: 82 },
    });
    const letter = ['time', 'SO2', 'NO2', 'CO', 'O3', 'O3_8h', 'PM10_24h', 'PM2.5_24h'];
    expect(judge(letter, '2019-05-01 13:00,5,20,0.6,60,120,40,60', { method: 'letter' })).toMatchObject({
      result: { aqi: 82, iaqi: { O3_8h: 67, 'PM2.5_24h': 82 } },
    });
  });
});
