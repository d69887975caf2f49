import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readDocument } from '@huanzhi/plan-reader';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { aggregateDirty } from '../../src/services/monitoring/aggregate/aggregate-dirty.ts';
import { type HourEntry, putHours } from '../../src/store/monitoring/hours.queries.ts';
import { addSiteFactors, saveSite } from '../../src/store/monitoring/sites.queries.ts';
import { makeWorld } from '../api/world.ts';

const shared = process.env.HUANZHI_SHARED ?? join(import.meta.dirname, '../../../../../shared');
const csv = join(shared, 'data/water/cnemc_surface_water_2020-05-08_2020-10-31.csv.gz');

/** Columns, factor codes and limits Ⅰ–Ⅴ of rivers, written down again for this test. */
const items: Record<string, { code: string; limits: number[]; better: 'low' | 'high' }> = {
  溶解氧: { code: 'w01009', limits: [7.5, 6, 5, 3, 2], better: 'high' },
  高锰酸盐指数: { code: 'w01019', limits: [2, 4, 6, 10, 15], better: 'low' },
  氨氮: { code: 'w21003', limits: [0.15, 0.5, 1, 1.5, 2], better: 'low' },
  总磷: { code: 'w21011', limits: [0.02, 0.1, 0.2, 0.3, 0.4], better: 'low' },
};
const numerals = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '劣Ⅴ'];
const month = '2020-09';

/** section → item → day → values */
type Values = Map<string, Map<string, Map<string, number[]>>>;

function readMonth(): Values {
  const rows = parse(gunzipSync(readFileSync(csv)), { columns: true, bom: true }) as Record<string, string>[];
  const values: Values = new Map();
  for (const row of rows) {
    const [date = '', section = ''] = [row.file_date, row.section];
    if (!date.startsWith(month) || !/上海|江苏|浙江|安徽/.test(row.province ?? '')) continue;
    for (const item of Object.keys(items)) {
      const column = Object.keys(row).find((name) => name.startsWith(item) && name.endsWith('_orig'));
      const text = column === undefined ? '' : (row[column] ?? '');
      if (!/^\d+(\.\d+)?$/.test(text)) continue;
      const ofSection = values.get(section) ?? new Map<string, Map<string, number[]>>();
      const ofItem = ofSection.get(item) ?? new Map<string, number[]>();
      ofItem.set(date, [...(ofItem.get(date) ?? []), Number(text)]);
      values.set(section, ofSection.set(item, ofItem));
    }
  }
  return values;
}

const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;

/** The class of a section from the month means of its items: 0 (Ⅰ) to 5 (劣Ⅴ). */
function classOf(ofSection: Map<string, Map<string, number[]>>): number {
  return Math.max(
    ...[...ofSection].map(([item, days]) => {
      const value = mean([...days.values()].map((list) => list.at(-1) ?? 0));
      const { limits, better } = items[item] ?? { limits: [], better: 'low' };
      const found = limits.findIndex((limit) => (better === 'low' ? value <= limit : value >= limit));
      return found < 0 ? 5 : found;
    }),
  );
}

it.skipIf(!existsSync(csv))(
  'prints for a month of the water file what a recomputation from the csv gives',
  async () => {
    const values = readMonth();
    expect(values.size).toBeGreaterThan(5);
    const world = await makeWorld();
    world.setTime('2020-10-08T02:00:00Z');
    const { db } = world.env.store;
    const entries: HourEntry[] = [];
    for (const [index, [name, ofSection]] of [...values].entries()) {
      const siteId = await saveSite(db, {
        code: `S${index + 1}`,
        name,
        kind: 'section',
        areaCode: '990101',
        ownerOrg: world.orgs.town,
        enterpriseOrg: null,
        tier: 'national',
        assessed: true,
        lon: null,
        lat: null,
        intervalHours: 4,
        props: { water: 'river', targetClass: 'Ⅲ', river: '长江' },
        active: true,
      });
      for (const [item, days] of ofSection) {
        const factor = items[item]?.code ?? '';
        await addSiteFactors(db, [{ siteId, factor, unit: 'mg/L', since: '2020-09-01' }]);
        for (const [day, list] of days)
          entries.push({
            siteId,
            factor,
            day,
            hour: 12,
            value: list.at(-1) ?? null,
            mark: 'N',
            source: 'f',
          });
      }
    }
    await putHours(db, entries);
    await aggregateDirty(world.env);
    const officer = await world.as('MON');
    const issue = (await officer.send('POST', '/api/monitoring/water/report', { month })).json();
    const file = await officer.get(`/api/reports/issued/${issue.id}/file`);
    const { text } = await readDocument(file.rawPayload, 'report.docx');
    const classes = [...values].map(([name, ofSection]) => ({ name, cls: classOf(ofSection) }));
    const good = classes.filter(({ cls }) => cls <= 2).length;
    const worst = classes.filter(({ cls }) => cls === 5).length;
    const share = (count: number) => `${((count / classes.length) * 100).toFixed(2)}%`;
    expect(text).toContain(`断面 ${classes.length}个`);
    expect(text).toContain(`Ⅰ–Ⅲ类断面 ${good}个，占 ${share(good)}`);
    expect(text).toContain(`劣Ⅴ类断面 ${worst}个，占 ${share(worst)}`);
    expect(text).toContain(`达到目标的断面 ${good}个，达标率 ${share(good)}`);
    const kept = (await officer.get(`/api/reports/issued/${issue.id}`)).json().figures as {
      name: string;
      value: string | null;
    }[];
    for (const { name, cls } of classes) {
      const figure = kept.find((one) => one.name === `${name}·本月类别`);
      expect([name, figure?.value]).toEqual([name, numerals[cls]]);
    }
  },
  60_000,
);
