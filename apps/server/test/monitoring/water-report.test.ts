import { readDocument } from '@huanzhi/plan-reader';
import PizZip from 'pizzip';
import { beforeAll, describe, expect, it } from 'vitest';
import { fillTemplate } from '../../src/reports/templates/fill-template.ts';
import { waterMonthlyKind } from '../../src/reports/water/monthly-fields.ts';
import { waterWarningKind } from '../../src/reports/water/warning-kind.ts';
import { aggregateDirty } from '../../src/services/monitoring/aggregate/aggregate-dirty.ts';
import { type HourEntry, putHours } from '../../src/store/monitoring/hours.queries.ts';
import { addSiteFactors, saveSite } from '../../src/store/monitoring/sites.queries.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';

const factors = { w01001: '', w01009: 'mg/L', w01019: 'mg/L', w21003: 'mg/L', w21011: 'mg/L' };

let world: World;
let officer: Person;
const ids: Record<string, number> = {};

/** 氨氮 by section and month of 2026; the other items are class Ⅰ or Ⅱ. */
const ammonia: Record<string, Record<string, number>> = {
  北泾桥: { '2026-01': 1.2, '2026-02': 1.3, '2026-03': 1.51 },
  澜溪桥: { '2026-01': 0.4, '2026-02': 0.6, '2026-03': 0.98 },
  陆桥: { '2026-01': 0.4, '2026-02': 0.4 },
};

beforeAll(async () => {
  world = await makeWorld();
  world.setTime('2026-04-10T02:00:00Z');
  officer = await world.as('MON');
  const { db } = world.env.store;
  const entries: HourEntry[] = [];
  for (const [name, months] of Object.entries(ammonia)) {
    const id = await saveSite(db, {
      code: `W-${name}`,
      name,
      kind: 'section',
      areaCode: '990101',
      ownerOrg: world.orgs.town,
      enterpriseOrg: null,
      tier: name === '北泾桥' ? 'municipal' : 'district',
      assessed: true,
      lon: null,
      lat: null,
      intervalHours: 4,
      props: { water: 'river', targetClass: 'Ⅲ', river: '澜溪' },
      active: true,
    });
    ids[name] = id;
    await addSiteFactors(
      db,
      Object.entries(factors).map(([factor, unit]) => ({ siteId: id, factor, unit, since: '2026-01-01' })),
    );
    for (const [month, value] of Object.entries(months)) {
      const values = { w01001: 7.5, w01009: 8, w01019: 2, w21003: value, w21011: 0.05 };
      for (const [factor, each] of Object.entries(values))
        for (const hour of [4, 8, 12, 16, 20, 24])
          entries.push({ siteId: id, factor, day: `${month}-05`, hour, value: each, mark: 'N', source: 'f' });
    }
  }
  await putHours(db, entries);
  await aggregateDirty(world.env);
});

const textOf = async (bytes: Buffer) => (await readDocument(bytes, 'report.docx')).text;

/** The text of a template with something replaced in its document. */
function edited(bytes: Buffer, change: (xml: string) => string): Buffer {
  const zip = new PizZip(bytes);
  zip.file('word/document.xml', change(zip.file('word/document.xml')?.asText() ?? ''));
  return zip.generate({ type: 'nodebuffer' });
}

describe('the year of sections', () => {
  it('judges months, the cumulative mean, headroom and sections near their limit', async () => {
    await officer.send('PUT', '/api/monitoring/water/settings', {
      goodShare: '60',
      basis: '区方案',
      nearPercent: '5',
      replyDays: 10,
      rules: {
        remindMonths: 1,
        warnMonths: 2,
        superviseMonths: 3,
        warnOnYearToDate: true,
        superviseOnInferior: true,
        superviseOnUnreachable: true,
      },
    });
    const note = `/api/monitoring/water/sections/${ids.陆桥}/notes/2026-03`;
    await officer.send('PUT', note, { reason: '闸口施工停测' });
    const elsewhere = await world.as('MON', 'bureau', { area: '990199' });
    expect((await elsewhere.send('PUT', note, { reason: '别处' })).statusCode).toBe(403);
    const year = (await officer.get('/api/monitoring/water')).json();
    expect(year.month).toBe('2026-03');
    const section = (name: string) => year.sections.find((one: { name: string }) => one.name === name);
    expect(section('北泾桥').months.map((one: { cls: string | null }) => one.cls)).toEqual([
      'IV',
      'IV',
      'V',
      ...Array.from({ length: 9 }, () => null),
    ]);
    expect(section('北泾桥').current.over).toMatchObject([
      { name: '氨氮', text: '1.51', limit: '≤ 1.0', multipleToTarget: '0.5', multipleToIII: '0.5' },
    ]);
    expect(section('陆桥').months[2]).toMatchObject({ state: 'none', reason: { zh: '闸口施工停测' } });
    expect(section('陆桥').months[3].state).toBe('future');
    expect(year.overall).toMatchObject({
      sections: 3,
      judged: 2,
      compliance: { count: 1, of: 2, text: '50.00' },
    });
    expect(year.cumulative).toMatchObject({ good: 2, of: 3, text: '66.67' });
    expect(year.headroom).toMatchObject({ required: 2, spare: 0 });
  });

  it('gives days and hours of a section with the limit of its target', async () => {
    const place = `/api/monitoring/water/sections/${ids.北泾桥}`;
    const days = (
      await officer.get(`${place}/series?factor=w21003&from=2026-03-04&to=2026-03-05&step=day`)
    ).json();
    expect(days.limit).toEqual({ text: '≤ 1.0', value: 1 });
    expect(days.points.map((one: { state: string; value: number | null }) => [one.state, one.value])).toEqual(
      [
        ['missing', null],
        ['value', 1.51],
      ],
    );
    const page = (await officer.get(`${place}?month=2026-03`)).json();
    expect(page.items.map((one: { name: string }) => one.name)).toContain('氨氮');
    expect(page.history[0]).toMatchObject({ month: '2026-03', cls: 'V', over: ['氨氮(0.5)'] });
  });
});

describe('the monthly report', () => {
  it('prints the figures that the interface gives, each with its source, and nothing blank', async () => {
    const figures = (await officer.get('/api/monitoring/water/report?month=2026-03')).json().figures;
    const issue = (await officer.send('POST', '/api/monitoring/water/report', { month: '2026-03' })).json();
    const file = await officer.get(`/api/reports/issued/${issue.id}/file`);
    const text = await textOf(file.rawPayload);
    expect(text).toContain('占 50.00%');
    expect(text).toContain('闸口施工停测');
    expect(text).toContain('无数据（去年同月没有断面参评）');
    expect(text).toContain('数据未经最终审核，最终以市局发布为准。');
    expect(text).not.toMatch(/[{}]|undefined|null/);
    for (const one of figures) {
      expect(text).toContain(one.name);
      expect(text).toContain(one.value === null ? `无数据（${one.missing}）` : `${one.value}${one.unit}`);
      expect(text).toContain(one.page);
    }
    const kept = (await officer.get(`/api/reports/issued/${issue.id}`)).json();
    expect(kept.figures).toEqual(figures);
  });

  it('refuses the running month', async () => {
    const answer = await officer.send('POST', '/api/monitoring/water/report', { month: '2026-04' });
    expect([answer.statusCode, answer.json().problems[0].code]).toEqual([422, 'month-not-over']);
  });

  it('names the needed mean in a warning notice at the level that the officer chose', async () => {
    const due = (await officer.get('/api/monitoring/water/warnings?month=2026-03')).json();
    expect(due.items.map((one: { level: string }) => one.level)).toEqual(['督办']);
    // (12 × 1.0 − (1.2 + 1.3 + 1.51)) ÷ 9
    expect(due.items[0].items[0]).toMatchObject({ running: 3, needed: '0.888', remaining: 9 });
    const issue = await officer.send('POST', `/api/monitoring/water/sections/${ids.北泾桥}/warnings`, {
      month: '2026-03',
      level: '预警',
      replyBy: '2026-04-20',
      requirement: '请排查沿线雨污混接。',
    });
    const file = await officer.get(`/api/reports/issued/${issue.json().id}/file`);
    const text = await textOf(file.rawPayload);
    for (const part of ['预警通知', '晨光街道', '1.51', '0.888', '2026年4月20日', '请排查沿线雨污混接。'])
      expect(text).toContain(part);
  });
});

describe('templates', () => {
  const upload = (content: Buffer, name = '专报.docx') =>
    officer.upload('/api/reports/templates/water-monthly', [{ name, content }]);

  it('takes an edited template and writes the next report from it', async () => {
    const built = (await officer.get('/api/reports/templates/water-monthly/file')).rawPayload;
    const changed = edited(built, (xml) =>
      xml.replace('一、总体情况', '一、本月达标率 {达标率}').replace('达标率 {达标率}，', ''),
    );
    expect((await upload(changed)).json()).toEqual({ version: 1 });
    const issue = (await officer.send('POST', '/api/monitoring/water/report', { month: '2026-03' })).json();
    expect(issue.templateVersion).toBe(1);
    const file = await officer.get(`/api/reports/issued/${issue.id}/file`);
    expect(await textOf(file.rawPayload)).toContain('一、本月达标率 50.00%');
  });

  it.each([
    [
      'an unknown placeholder',
      (xml: string) => xml.replace('{达标率}', '{达标绿}'),
      'template-unknown',
      '{达标绿}',
    ],
    [
      'a placeholder that is not closed',
      (xml: string) => xml.replace('{达标率}', '{达标率'),
      'template-broken',
      '达标率',
    ],
    ['a loop that is not closed', (xml: string) => xml.replace('{/断面}', ''), 'template-broken', '断面'],
    [
      'full-width braces',
      (xml: string) => xml.replace('{达标率}', '｛达标率｝'),
      'template-full-width',
      '｛达标率｝',
    ],
    [
      'a list inside another',
      (xml: string) => xml.replace('{断面名称}', '{#分级}{级别}{/分级}'),
      'template-nested',
      '{#分级}',
    ],
    ['a dropped footer', (xml: string) => xml.replace('{声明}', ''), 'template-required', '{声明}'],
  ])('refuses %s and names it', async (_, change, code, text) => {
    const answer = await upload(edited(waterMonthlyKind.builtIn(), change));
    expect(answer.statusCode).toBe(422);
    const found = answer.json().problems.find((one: { code: string }) => one.code === code);
    expect(found?.message.zh).toContain(text);
  });

  it('refuses what is no Word document, or holds macros', async () => {
    expect((await upload(Buffer.from('no zip'))).json().code).toBe('file-type');
    const zip = new PizZip(waterMonthlyKind.builtIn());
    zip.file('word/vbaProject.bin', 'x');
    const answer = await upload(zip.generate({ type: 'nodebuffer' }));
    expect(answer.json().problems[0].code).toBe('template-active-content');
  });

  it.each([waterMonthlyKind, waterWarningKind])(
    'fills the built-in template of $id with its sample',
    async (kind) => {
      const text = await textOf(fillTemplate(kind.builtIn(), kind.sample));
      for (const [name, field] of Object.entries(kind.fields))
        if (typeof field === 'string') expect([name, text.includes(`〔${name}〕`)]).toEqual([name, true]);
    },
  );

  it('never leaves a blank: a missing value, an empty text and an empty list are errors', () => {
    const sample = waterMonthlyKind.sample;
    for (const broken of [
      { ...sample, 断面: [] },
      { ...sample, 达标率: '' },
    ])
      expect(() => fillTemplate(waterMonthlyKind.builtIn(), broken)).toThrow(/no-value/);
  });
});

it('only those who make reports may issue, upload or set; a company sees nothing', async () => {
  const company = await world.as('ENT');
  const town = await world.as('TOWN', 'town');
  expect((await company.get('/api/monitoring/water')).statusCode).toBe(403);
  expect((await town.get('/api/monitoring/water')).statusCode).toBe(200);
  expect((await town.send('POST', '/api/monitoring/water/report', { month: '2026-03' })).statusCode).toBe(
    403,
  );
  const content = waterMonthlyKind.builtIn();
  const sent = await town.upload('/api/reports/templates/water-monthly', [{ name: 'a.docx', content }]);
  expect(sent.statusCode).toBe(403);
});
