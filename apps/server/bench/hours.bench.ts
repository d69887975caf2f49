/**
 * Hours in blocks: N million hour readings (`HUANZHI_BENCH_MILLIONS`, default 5) in blocks of a series and day beside a
 * row for each reading (a twentieth of them): bytes a reading, load rate, a year of one series. Then p95 in the store of
 * what the pages read, and the time in which a year of ten stations and six factors becomes figures.
 */
import { addDays } from '@huanzhi/monitoring';
import { aggregateDirty } from '../src/services/monitoring/aggregate/aggregate-dirty.ts';
import {
  type HourEntry,
  latestHours,
  putHours,
  readHourDays,
} from '../src/store/monitoring/hours.queries.ts';
import { readPeriodValues } from '../src/store/monitoring/period-values.queries.ts';
import { addSiteFactors, listSites, saveSite } from '../src/store/monitoring/sites.queries.ts';
import { openBenchEnv, p95 } from './bench-env.ts';

const millions = Number(process.env.HUANZHI_BENCH_MILLIONS ?? '5');
const blocks = Math.round((millions * 1e6) / 24);
const factors = ['a34004', 'a34002', 'a21026', 'a21004', 'a05024', 'a21005'];
const days = 3652;
const sites = Math.max(1, Math.ceil(blocks / (days * factors.length)));
const rowShare = 20;
const bench = await openBenchEnv(false);
const { env, owner } = bench;
const { store } = env;
try {
  const seconds = async (what: () => Promise<unknown>) => {
    const start = performance.now();
    await what();
    return (performance.now() - start) / 1000;
  };
  for (let number = 1; number <= sites; number += 1) await addStation(`bench-${number}`);
  const hours = Array.from({ length: 24 }, () => 'floor(random() * 1000) / 10').join(', ');
  const loaded = await seconds(() =>
    owner.query(
      `insert into hour_day (site_id, factor, day, readings, marks, verdicts, sources)
       select s, f, date '2015-01-01' + d, array[${hours}],
         repeat('N', 24), repeat('.', 24), repeat('f', 24)
       from generate_series(1, ${sites}) s, unnest($1::text[]) f, generate_series(0, ${days - 1}) d limit ${blocks}`,
      [factors],
    ),
  );
  await owner.query(
    `create table hour_row (site_id integer, factor text, at timestamptz, reading double precision, mark "char",
       verdict "char", source "char", primary key (site_id, factor, at))`,
  );
  const rows = Math.round((blocks * 24) / rowShare);
  const rowsLoaded = await seconds(() =>
    owner.query(
      `insert into hour_row select s, f, timestamptz '2015-01-01' + make_interval(hours => h),
         floor(random() * 1000) / 10, 'N', '.', 'f'
       from generate_series(1, ${Math.max(1, Math.ceil(sites / rowShare))}) s, unnest($1::text[]) f,
         generate_series(1, ${days * 24}) h limit ${rows}`,
      [factors],
    ),
  );
  await owner.query('vacuum analyze hour_day, hour_row');
  const size = async (like: string) =>
    Number(
      (
        await owner.query(
          `select sum(pg_total_relation_size(oid)) as bytes from pg_class where relkind = 'r' and relname like $1`,
          [like],
        )
      ).rows[0].bytes,
    );
  const inBlocks = (await size('hour_day_%')) / (blocks * 24);
  const inRows = (await size('hour_row')) / rows;
  line('bytes a reading', inBlocks, inRows, 'B');
  line('load, readings/s', (blocks * 24) / loaded, rows / rowsLoaded, '/s');
  const year = await p95(() =>
    readHourDays(store.db, { siteIds: [1], factors: ['a34004'], from: '2019-01-01', to: '2019-12-31' }),
  );
  const yearOfRows = await p95(() =>
    owner.query(
      `select at, reading, mark, verdict, source from hour_row where site_id = 1 and factor = 'a34004'
         and at > '2019-01-01' and at <= '2020-01-01' order by at`,
    ),
  );
  line('a year of one series, p95', year, yearOfRows, 'ms');
  await owner.query(
    `insert into latest_hour select s, f, '2024-12-30', 24, 10, 'N' from generate_series(1, ${sites}) s,
       unnest($1::text[]) f`,
    [factors],
  );
  const ids = Array.from({ length: sites }, (_, index) => index + 1);
  print(
    'latest map, all sites, p95 ms',
    await p95(async () => [await listSites(store.db), await latestHours(store.db, ids)]),
  );
  print(
    'a month of one site, all factors, p95 ms',
    await p95(() => readHourDays(store.db, { siteIds: [1], from: '2019-03-01', to: '2019-03-31' })),
  );
  await importYear();
} finally {
  await bench.close();
}

async function addStation(code: string): Promise<number> {
  const id = await saveSite(store.db, {
    code,
    name: code,
    kind: 'air',
    areaCode: '990101',
    ownerOrg: null,
    enterpriseOrg: null,
    tier: null,
    assessed: code.startsWith('year'),
    lon: null,
    lat: null,
    intervalHours: 1,
    props: {},
    active: true,
  });
  await addSiteFactors(
    store.db,
    factors.map((factor) => ({
      siteId: id,
      factor,
      unit: factor === 'a21005' ? 'mg/m³' : 'µg/m³',
      since: '2015-01-01',
    })),
  );
  return id;
}

/** A year of ten stations and six factors, put and aggregated beside everything that is stored. */
async function importYear(): Promise<void> {
  const ids: number[] = [];
  for (let number = 1; number <= 10; number += 1) ids.push(await addStation(`year-${number}`));
  const started = performance.now();
  for (const siteId of ids) {
    const entries: HourEntry[] = [];
    for (let index = 0; index < 365; index += 1)
      for (const factor of factors)
        for (let hour = 1; hour <= 24; hour += 1)
          entries.push({
            siteId,
            factor,
            day: addDays('2019-01-01', index),
            hour,
            value: factor === 'a21005' ? 0.7 : ((index * 7 + hour * 3 + siteId) % 90) + 0.5,
            mark: 'N',
            source: 'f',
          });
    await putHours(store.db, entries);
  }
  const put = performance.now();
  const made = await aggregateDirty(env);
  print('525,600 hours put, s', (put - started) / 1000);
  print(
    `${made.length} days, their months, years and the district made, s`,
    (performance.now() - put) / 1000,
  );
  print(
    'a year of day figures of one site, p95 ms',
    await p95(() =>
      readPeriodValues(store.db, {
        siteIds: [ids[0] ?? 0],
        period: 'day',
        from: '2019-01-01',
        to: '2019-12-31',
      }),
    ),
  );
}

function line(what: string, block: number, row: number, unit: string): void {
  process.stdout.write(
    `${what.padEnd(34)} blocks ${block.toFixed(1)} ${unit}   rows ${row.toFixed(1)} ${unit}   ratio ${(block / row).toFixed(2)}\n`,
  );
}

function print(what: string, value: number): void {
  process.stdout.write(`${what.padEnd(60)} ${value.toFixed(1)}\n`);
}
