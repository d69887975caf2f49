/**
 * Pages of monitoring with N million hour readings stored (`HUANZHI_BENCH_MILLIONS`, default 5; issue 4 asks for 50): p95
 * in the server (`inject`, no network) beside a bare `select` of the hours of a station's month. Limit: 100 ms.
 * Twelve stations of the district have figures of three years; the readings of the others lie in the same tables.
 */
import { addDays } from '@huanzhi/monitoring';
import { processReadings } from '../src/jobs/process-readings.ts';
import { makeSample } from '../src/sample/make-sample.ts';
import { readHourDays } from '../src/store/monitoring/hours.queries.ts';
import { addSiteFactors, saveSite } from '../src/store/monitoring/sites.queries.ts';
import { type Get, openBenchApp, openBenchEnv, p95 } from './bench-env.ts';

const millions = Number(process.env.HUANZHI_BENCH_MILLIONS ?? '5');
const limitMs = 100;
/** Factor, unit, and a usual value. */
const factors = [
  ['a34004', 'µg/m³', 35],
  ['a34002', 'µg/m³', 55],
  ['a21026', 'µg/m³', 8],
  ['a21004', 'µg/m³', 40],
  ['a05024', 'µg/m³', 90],
  ['a21005', 'mg/m³', 0.7],
] as const;
const stations = 12;
const years = 3;
const perDay = factors.length * 24;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const firstDay = `${Number(today.slice(0, 4)) - years + 1}-01-01`;
const days = (Date.parse(today) - Date.parse(firstDay)) / 86_400_000;

const bench = await openBenchEnv(true);
const { env, owner } = bench;
const { db } = env.store;
try {
  const accounts = await makeSample(env);
  const ids: number[] = [];
  for (let number = 1; number <= stations; number += 1) ids.push(await addStation(number));
  await fill(ids, firstDay, days);
  await owner.query(
    `insert into dirty_day (site_id, day) select s, $1::date + d from unnest($2::integer[]) s, generate_series(0, ${days - 1}) d`,
    [firstDay, ids],
  );
  const begun = performance.now();
  await processReadings(env);
  const made = (performance.now() - begun) / 1000;
  const own = stations * days * perDay;
  const others = Math.max(0, Math.ceil((millions * 1e6 - own) / (3652 * perDay)));
  const rest: number[] = [];
  for (let number = 1; number <= others; number += 1) rest.push(1_000_000 + number);
  await fill(rest, '2015-01-01', 3652);
  await owner.query('vacuum analyze hour_day, period_value, dirty_day, latest_hour');
  const { rows } = await owner.query('select sum(cardinality(readings))::bigint as n from hour_day');
  process.stdout.write(
    `${(Number(rows[0].n) / 1e6).toFixed(1)} million readings; ${stations} stations × ${days} days made and judged in ${made.toFixed(1)} s\n`,
  );

  const app = await openBenchApp(env, accounts);
  const [get, reviewer] = [await app.as('coord'), await app.as('monitor')];
  const [site = 0] = ids;
  const month = addDays(today, -30);
  const baseline = await p95(() => readHourDays(db, { siteIds: [site], from: month, to: today }));
  process.stdout.write(`bare select of a month of a station: ${baseline.toFixed(1)} ms\n`);
  const targets = (await get('/api/targets')).json() as { items: { id: string; name: string }[] };
  const pm25 = targets.items.find((one) => one.name.includes('PM2.5'))?.id;
  const pages: [string, string, Get?][] = [
    ['air now, map', '/api/air/now'],
    ['station, a month', `/api/air/sites/${site}?from=${month}&to=${today}`],
    ['calendar of the district', '/api/air/calendar'],
    ['calendar of a station', `/api/air/calendar?site=${site}`],
    ['the year', '/api/air/year'],
    ['ranking of the year', `/api/air/ranking?period=${today.slice(0, 4)}`],
    ['headroom', '/api/air/headroom?pm25=35&good=85'],
    ['targets', '/api/targets'],
    ...(pm25 === undefined ? [] : [['target page', `/api/targets/${pm25}/progress`] as [string, string]]),
    ['daily review', `/api/monitoring/review?day=${addDays(today, -1)}`, reviewer],
    ['alerts', '/api/monitoring/alerts', reviewer],
  ];
  for (const [name, url, ask = get] of pages) {
    const took = await p95(() => ask(url));
    process.stdout.write(
      `  ${name.padEnd(28)} p95 ${took.toFixed(1).padStart(7)} ms   × ${(took / baseline).toFixed(1)}${took > limitMs ? `   over ${limitMs} ms` : ''}\n`,
    );
  }
  await app.close();
} finally {
  await bench.close();
}

async function addStation(number: number): Promise<number> {
  const id = await saveSite(db, {
    code: `bench-${number}`,
    name: `测试站${number}`,
    kind: 'air',
    areaCode: '990101',
    ownerOrg: null,
    enterpriseOrg: null,
    tier: 'municipal',
    assessed: true,
    lon: 121.3 + number / 100,
    lat: 31.2,
    intervalHours: 1,
    props: {},
    active: true,
  });
  await addSiteFactors(
    db,
    factors.map(([factor, unit]) => ({ siteId: id, factor, unit, since: '2015-01-01' })),
  );
  return id;
}

/** Hours between half and one and a half of the usual value, for so many days of these sites. */
async function fill(sites: readonly number[], from: string, count: number): Promise<void> {
  const hours = Array.from({ length: 24 }, () => 'round((u * (0.5 + random()))::numeric, 1)::float8').join(
    ', ',
  );
  await owner.query(
    `insert into hour_day (site_id, factor, day, readings, marks, verdicts, sources)
     select s, f, $3::date + d, array[${hours}], repeat('N', 24), repeat('.', 24), repeat('f', 24)
     from unnest($4::integer[]) s, unnest($1::text[], $2::float8[]) as factors (f, u), generate_series(0, ${count - 1}) d`,
    [factors.map(([code]) => code), factors.map(([, , usual]) => usual), from, sites],
  );
}
