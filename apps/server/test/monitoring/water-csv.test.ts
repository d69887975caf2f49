import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import PizZip from 'pizzip';
import { expect, it } from 'vitest';
import { aggregateDirty } from '../../src/services/monitoring/aggregate/aggregate-dirty.ts';
import { importsSettled } from '../../src/services/monitoring/measurements/work-imports.ts';
import { addSiteFactors, saveSite } from '../../src/store/monitoring/sites.queries.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';
import { plainSite } from './sites-setup.ts';
import { differences } from './water-recount/compare-report.ts';
import { expectedReport } from './water-recount/expected-report.ts';
import { columns, csvRows, readings } from './water-recount/readings.ts';
import { Recount, type SectionFacts } from './water-recount/recount.ts';
import { readReport } from './water-recount/report-blocks.ts';

const shared = process.env.HUANZHI_SHARED ?? join(import.meta.dirname, '../../../../../shared');
const national = join(shared, 'data/water/cnemc_surface_water_2020-05-08_2020-10-31.csv.gz');
const goodShare = '62.5';
const basis = '本区方案';

/** A world with sections, the whole csv taken in through the page of imports, and the report of a month. */
async function issued(csv: string, sections: readonly SectionFacts[], month: string, clock: string) {
  const world = await makeWorld();
  world.setTime(clock);
  const officer = await world.as('MON');
  const ids = new Map<string, number>();
  for (const [index, section] of sections.entries())
    ids.set(section.name, await addSection(world, section, index));
  await addSection(world, { ...(sections[0] as SectionFacts), name: '外浜' }, sections.length, false);
  await take(world, officer, csv);
  await officer.send('PUT', '/api/monitoring/water/settings', {
    ...(await officer.get('/api/monitoring/water')).json().settings,
    goodShare,
    basis,
  });
  for (const { name, notes } of sections)
    for (const [when, reason] of Object.entries(notes))
      await officer.send('PUT', `/api/monitoring/water/sections/${ids.get(name)}/notes/${when}`, { reason });
  const answer = await officer.send('POST', '/api/monitoring/water/report', { month });
  expect(answer.statusCode, answer.body).toBe(200);
  const docx = (await officer.get(`/api/reports/issued/${answer.json().id}/file`)).rawPayload;
  const { blocks } = readReport(docx);
  const tables = blocks.flatMap((one) => ('table' in one ? [one.table] : []));
  // The order of the sections is no figure: it is taken from the document, once all of them are there.
  const order = (tables[2] ?? []).slice(1).map((row) => row[2] ?? '');
  expect(order.toSorted()).toEqual(sections.map((one) => one.name).toSorted());
  const day = clock.slice(0, 10);
  const expected = expectedReport(new Recount(readings(csvRows(csv))), sections, order, {
    month,
    district: '示例区',
    day,
    replyBy: new Date(Date.parse(day) + 10 * 86_400_000).toISOString().slice(0, 10),
    goodShare,
    basis,
    idOf: (name) => ids.get(name) ?? 0,
  });
  return { docx, expected };
}

async function addSection(world: World, one: SectionFacts, index: number, assessed = true): Promise<number> {
  const { db } = world.env.store;
  const owners: Record<string, string> = { 晨光街道: world.orgs.town, 区水务局: world.orgs.water };
  const siteId = await saveSite(db, {
    ...plainSite,
    code: `W${String(index).padStart(3, '0')}`,
    name: one.name,
    kind: 'section',
    ownerOrg: one.town === null ? null : (owners[one.town] ?? null),
    tier: one.tier,
    assessed,
    intervalHours: 4,
    props: { water: one.water, targetClass: one.target, river: one.river },
  });
  await addSiteFactors(
    db,
    Object.values(columns).map(({ factor, unit }) => ({ siteId, factor, unit, since: '2019-01-01' })),
  );
  return siteId;
}

async function take(world: World, officer: Person, csv: string): Promise<void> {
  const url = '/api/monitoring/imports';
  const sent = await officer.upload(url, [{ name: 'water.csv', content: csv }]);
  await importsSettled(world.env);
  const { id } = sent.json();
  const checked = (await officer.get(`${url}/${id}`)).json();
  expect(checked).toMatchObject({ status: 'checked', counts: { reject: 0, conflict: 0 } });
  await officer.send('POST', `${url}/${id}/commit`);
  await importsSettled(world.env);
  expect((await officer.get(`${url}/${id}`)).json().status).toBe('committed');
  await aggregateDirty(world.env);
}

const section = (name: string, more: Partial<SectionFacts> = {}): SectionFacts => ({
  name,
  town: '晨光街道',
  tier: 'district',
  river: `${name}所在河`,
  water: 'river',
  target: 'Ⅲ',
  notes: {},
  ...more,
});

it('prints for a small csv nothing but figures that a recomputation from its cells gives', async () => {
  const csv = readFileSync(join(import.meta.dirname, 'water-recount/example.csv'), 'utf8');
  const sections = [
    section('东浜桥', { tier: 'national' }),
    section('西塘口', { tier: 'municipal', water: 'lake' }),
    section('南泾闸', { target: 'Ⅳ', town: '区水务局' }),
    section('北横港', { target: 'Ⅱ', town: '区水务局' }),
    section('中心河', { tier: 'town', town: null, notes: { '2026-03': '闸口施工停测' } }),
    section('老市河'),
    section('新运河', { tier: 'town' }),
    section('旧港', { tier: 'national' }),
  ];
  const { docx, expected } = await issued(csv, sections, '2026-03', '2026-04-10T02:00:00Z');
  expect(differences(docx, expected)).toEqual([]);
  // What the example is there for: a mean on its limit, one a hair above it, pH, oxygen, a gap, the worst class.
  const cells = new Map(expected.tables[2]?.map((row) => [row[2], row.slice(6)]));
  expect(cells.get('东浜桥')).toEqual(['Ⅲ', 'Ⅲ', 'Ⅳ', '达标', '无', '无']);
  expect(cells.get('旧港')?.slice(0, 5)).toEqual(['Ⅳ', 'Ⅳ', 'Ⅲ', '超目标', '总磷(0.0000002)']);
  expect(cells.get('西塘口')?.[4]).toBe('总磷(0.01)');
  expect(cells.get('南泾闸')?.[4]).toBe('pH值(9.2)');
  expect(cells.get('北横港')?.[4]).toBe('溶解氧(5.99)');
  expect(cells.get('中心河')?.[0]).toBe('无数据（闸口施工停测）');
  expect(cells.get('新运河')?.[0]).toBe('无数据（数据均无效）');
  expect(cells.get('老市河')?.[0]).toBe('劣Ⅴ');
  // A figure that nobody accounts for is found, wherever it stands, and so is a changed one.
  const changed = (from: string, to: string) => {
    const zip = new PizZip(docx);
    zip.file('word/document.xml', (zip.file('word/document.xml')?.asText() ?? '').replace(from, to));
    return zip.generate({ type: 'nodebuffer' });
  };
  for (const [from, to] of [
    ['</w:body>', '<w:p><w:r><w:t>8</w:t></w:r></w:p></w:body>'],
    ['总磷(0.01)', '总磷(0.02)'],
    ['超目标</w:t>', '达标</w:t>'],
  ] as const)
    expect(differences(changed(from, to), expected)).not.toEqual([]);
}, 60_000);

it.skipIf(!existsSync(national))(
  'prints for a month of the national water file nothing but figures that a recomputation from the csv gives',
  async () => {
    const rows = csvRows(gunzipSync(readFileSync(national))).filter(
      (row) => (row.file_date ?? '') < '2020-10' && /上海|江苏|浙江|安徽/.test(row.province ?? ''),
    );
    const places = new Map<string, Set<string>>();
    for (const { section: name = '', province = '' } of rows)
      places.set(name, (places.get(name) ?? new Set()).add(province));
    const names = new Set(
      rows.flatMap(({ section: name = '', file_date: day = '' }) =>
        day.startsWith('2020-09') && places.get(name)?.size === 1 ? [name] : [],
      ),
    );
    expect(names.size).toBeGreaterThan(25);
    const titles = Object.keys(rows[0] ?? {}).filter(
      (title) =>
        ['file_date', 'section', 'time', 'status'].includes(title) ||
        Object.values(columns).some((one) => title === one.title || title === `${one.title}_orig`),
    );
    const csv = [
      titles.join(','),
      ...rows.flatMap((row) =>
        names.has(row.section ?? '') ? [titles.map((title) => row[title] ?? '').join(',')] : [],
      ),
    ].join('\n');
    // The csv says nothing about targets, tiers and towns: all kinds take part.
    const sections = [...names].map((name, index) =>
      section(name, {
        target: (['Ⅲ', 'Ⅱ', 'Ⅲ', 'Ⅳ'] as const)[index % 4] ?? 'Ⅲ',
        tier: (['national', 'municipal', 'district', 'town'] as const)[index % 4] ?? 'district',
        town: ['晨光街道', '区水务局', null][index % 3] ?? null,
        water: name === '急水港桥' || index % 5 === 0 ? 'lake' : 'river',
      }),
    );
    const { docx, expected } = await issued(csv, sections, '2020-09', '2020-10-08T02:00:00Z');
    expect(differences(docx, expected)).toEqual([]);
  },
  120_000,
);
