import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { aggregateDirty } from '../../src/services/monitoring/aggregate/aggregate-dirty.ts';
import { aggregateDistrict } from '../../src/services/monitoring/aggregate/aggregate-district.ts';
import { airCalendar } from '../../src/services/monitoring/air/calendar.ts';
import { airHeadroom } from '../../src/services/monitoring/air/headroom.ts';
import { airRanking } from '../../src/services/monitoring/air/ranking.ts';
import { airYear } from '../../src/services/monitoring/air/site-year.ts';
import { type HourEntry, putHours } from '../../src/store/monitoring/hours.queries.ts';
import { type PeriodValue, replacePeriodValues } from '../../src/store/monitoring/period-values.queries.ts';
import { type AirWorld, codes, makeAirWorld } from './air-world.ts';

const shared = process.env.HUANZHI_SHARED ?? join(import.meta.dirname, '../../../../../shared');
const file = join(shared, 'data/air/cnemc_sites_shanghai10_2019_hourly.csv.gz');
const hourColumns = ['PM2.5', 'PM10', 'O3', 'NO2', 'SO2', 'CO'];
/** The platform's own daily figures, which stand at hour 0 of the next day: 24-h means, MDA8, highest hour of O3. */
const dayColumns = [
  ['PM2.5_24h', 'a34004', 'mean'],
  ['PM10_24h', 'a34002', 'mean'],
  ['O3_8h_24h', 'a05024', 'mda8'],
  ['O3_24h', 'a05024', 'max1h'],
  ['NO2_24h', 'a21004', 'mean'],
  ['SO2_24h', 'a21026', 'mean'],
  ['CO_24h', 'a21005', 'mean'],
] as const;

interface Line {
  station: string;
  day: string;
  hour: number;
  cell: (column: string) => string;
}

/** The lines of the file by statistical day: hour 0 is the end of the day before. */
function readLines(): Line[] {
  const [head = '', ...lines] = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const [station = '', date = '', hourText = ''] = cells;
    const plain = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`;
    const label = Number(hourText);
    const start = Date.parse(`${plain}T00:00:00Z`) - (label === 0 ? 86_400_000 : 0);
    return {
      station,
      day: new Date(start).toISOString().slice(0, 10),
      hour: label === 0 ? 24 : label,
      cell: (column) => cells[names.indexOf(column)]?.trim() ?? '',
    };
  });
}

/** A world with the ten stations; 1146A is the control station at Dianshan Lake and does not count for the city. */
async function shanghai(lines: readonly Line[]) {
  const world = await makeAirWorld('2020-03-01T00:00:00Z');
  const ids = new Map<string, number>();
  for (const name of new Set(lines.map((line) => line.station)))
    ids.set(name, await world.station(name, { assessed: name !== '1146A' }));
  return { world, idOf: (station: string) => ids.get(station) ?? 0 };
}

describe.skipIf(!existsSync(file))('Shanghai 2019 from its hours', () => {
  let world: AirWorld;

  beforeAll(async () => {
    const lines = readLines();
    const made = await shanghai(lines);
    world = made.world;
    const entries = lines.flatMap((line) =>
      hourColumns.map((column, index): HourEntry => {
        const text = line.cell(column);
        return {
          siteId: made.idOf(line.station),
          factor: codes[index] ?? '',
          day: line.day,
          hour: line.hour,
          value: text === '' ? null : Number(text),
          mark: text === '' ? '-' : 'N',
          source: 'f',
        };
      }),
    );
    for (let from = 0; from < entries.length; from += 60_000)
      await putHours(world.env.store.db, entries.slice(from, from + 60_000));
    await aggregateDirty(world.env);
  }, 600_000);

  it('counts only days with 20 hours, which an independent count gives as a PM2.5 mean of 35.6 on 342 days', async () => {
    const year = await airYear(world.env, 0, 2019);
    const pm25 = year.pollutants.find((one) => one.pollutant === 'PM2.5');
    expect(pm25?.validDays).toBe(342);
    expect(pm25?.items.find((item) => item.statistic === 'mean')).toMatchObject({
      exact: '35.6',
      limit: '35',
    });
    expect(year.limits.id).toBe('GB 3095-2012');
  });

  it('keeps a day of which the file is missing without an index', async () => {
    const calendar = await airCalendar(world.env, 0, 2019);
    expect(calendar.days).toHaveLength(365);
    expect(calendar.days.find((one) => one.day === '2019-04-08')).toMatchObject({ value: null, level: null });
    expect(calendar.months.reduce((sum, month) => sum + month.good, 0)).toBe(calendar.total.good);
  });

  it('ranks all ten stations', async () => {
    const ranking = await airRanking(world.env, { by: 'site', period: '2019', measure: 'pm25' });
    expect(ranking.rows).toHaveLength(10);
    const values = ranking.rows.map((row) => Number(row.pm25));
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(ranking.rows[0]?.rank).toBe(1);
  });
});

describe.skipIf(!existsSync(file))("Shanghai 2019 from the platform's daily figures", () => {
  let world: AirWorld;

  beforeAll(async () => {
    const ends = readLines().filter((line) => line.hour === 24 && line.day >= '2019-01-01');
    const made = await shanghai(ends);
    world = made.world;
    const rows = ends.flatMap((line) =>
      dayColumns.flatMap(([column, factor, statistic]): PeriodValue[] => {
        const value = line.cell(column);
        if (value === '') return [];
        return [
          {
            siteId: made.idOf(line.station),
            factor,
            statistic,
            period: 'day',
            start: line.day,
            value,
            valid: 24,
            received: 24,
            expected: 24,
            complete: true,
            detail: null,
          },
        ];
      }),
    );
    await world.env.store.transaction(async (trx) => {
      await replacePeriodValues(trx, [], rows);
      await aggregateDistrict(trx, [...new Set(ends.map((line) => line.day))].sort());
    });
  }, 600_000);

  it('gives the annual means of the bulletin', async () => {
    const year = await airYear(world.env, 0, 2019);
    const mean = (pollutant: string) =>
      year.pollutants
        .find((one) => one.pollutant === pollutant)
        ?.items.find((item) => item.statistic === 'mean')?.exact;
    expect([mean('PM2.5'), mean('NO2'), mean('SO2')]).toEqual(['35.3', '41.8', '6.9']);
  });

  it('counts 300 good days of 354: 84.7 %', async () => {
    const calendar = await airCalendar(world.env, 0, 2019);
    expect(calendar.total).toMatchObject({ good: 300, valid: 354, percent: '84.7' });
  });

  it('says what the goals left at the end of October, and how the year ended', async () => {
    const goals = { year: 2019, pm25: '35', good: '85' };
    const october = await airHeadroom(world.env, { ...goals, to: '2019-10-31' });
    expect(october.goals.map((goal) => goal.remainingDays)).toEqual([61, 61]);
    expect(october.goals.every((goal) => goal.source === 'entered')).toBe(true);
    const end = await airHeadroom(world.env, goals);
    expect(end.goals.map((goal) => goal.state)).toEqual(['missed', 'missed']);
    expect(end.goals.map((goal) => goal.soFar)).toEqual(['35.3', '84.7']);
  });
});
