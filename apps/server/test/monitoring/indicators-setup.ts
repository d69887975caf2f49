import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { HourEntry } from '../../src/store/monitoring/hours.queries.ts';
import { newKey, type Person } from '../api/world.ts';

const shared = process.env.HUANZHI_SHARED ?? join(import.meta.dirname, '../../../../../shared');
/** Hours of Shanghai 2019 as the national platform published them, with its running figures; ten stations. */
export const shanghaiFile = join(shared, 'data/air/cnemc_sites_shanghai10_2019_hourly.csv.gz');

/** Whether it lies beside the project. */
export const hasShanghai = existsSync(shanghaiFile);

/** Codes of the six pollutants as the file orders them. */
const columns: readonly [string, string][] = [
  ['PM2.5', 'a34004'],
  ['PM10', 'a34002'],
  ['O3', 'a05024'],
  ['NO2', 'a21004'],
  ['SO2', 'a21026'],
  ['CO', 'a21005'],
];

/** The hours of the file, hour 0 as the end of the day before. */
export async function shanghaiHours(siteOf: (station: string) => Promise<number>): Promise<HourEntry[]> {
  const [head = '', ...lines] = gunzipSync(readFileSync(shanghaiFile)).toString('utf8').trim().split('\n');
  const names = head.split(',');
  const places = columns.map(([name]) => names.indexOf(name));
  const sites = new Map<string, number>();
  const entries: HourEntry[] = [];
  for (const line of lines) {
    const cells = line.split(',');
    const [station = '', date = '', hourText = ''] = cells;
    const siteId = sites.get(station) ?? (await siteOf(station));
    sites.set(station, siteId);
    const label = Number(hourText);
    const plain = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`;
    const start = Date.parse(`${plain}T00:00:00Z`) - (label === 0 ? 86_400_000 : 0);
    for (const [index, [, factor]] of columns.entries()) {
      const text = cells[places[index] ?? -1]?.trim() ?? '';
      entries.push({
        siteId,
        factor,
        day: new Date(start).toISOString().slice(0, 10),
        hour: label === 0 ? 24 : label,
        value: text === '' ? null : Number(text),
        mark: text === '' ? '-' : 'N',
        source: 'f',
      });
    }
  }
  return entries;
}

/** A published target as the list shows it. */
export interface ShownTarget {
  id: string;
  name: string;
  status: string;
  reason: { zh: string };
  current: { value: number; asOf: string } | null;
  bound: {
    indicator: string;
    auto: boolean;
    year: number;
    headline: { zh: string };
    short: { zh: string } | null;
    projected: { value: string } | null;
  } | null;
}

/** Uploads, accepts and publishes a plan; gives its targets. */
export async function publishGoals(coord: Person, text: string): Promise<ShownTarget[]> {
  const [plan] = (await coord.upload('/api/plans', [{ name: '计划.txt', content: text }])).json().items;
  const items = (await coord.get(`/api/plans/${plan.id}`)).json().items as { id: string }[];
  await coord.send('POST', `/api/plans/${plan.id}/review`, {
    action: 'accept',
    items: items.map((item) => item.id),
  });
  const published = await coord.send('POST', `/api/plans/${plan.id}/publish`, { idempotencyKey: newKey() });
  if (published.statusCode !== 200) throw new Error(published.payload);
  return targetsOf(coord, plan.id);
}

/** The targets of a plan, or all. */
export async function targetsOf(person: Person, plan?: string): Promise<ShownTarget[]> {
  return (await person.get(`/api/targets${plan === undefined ? '' : `?plan=${plan}`}`)).json().items;
}
