import { emptyHourDay, type HourMark } from '@huanzhi/monitoring';
import { beforeAll, describe, expect, it } from 'vitest';
import { runDueJobs } from '../../src/jobs/run-due-jobs.ts';
import { aggregateDirty } from '../../src/services/monitoring/aggregate/aggregate-dirty.ts';
import { recheckDays, runChecks } from '../../src/services/monitoring/review/run-checks.ts';
import { type HourEntry, putHours, readHourDays } from '../../src/store/monitoring/hours.queries.ts';
import { readPeriodValues } from '../../src/store/monitoring/period-values.queries.ts';
import { addSiteFactors, saveSite } from '../../src/store/monitoring/sites.queries.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';
import { addEnterprise, plainSite } from './sites-setup.ts';

const nh3 = 'w21003';
const cod = 'w01018';
let world: World;
let first: Person;
let second: Person;
let plant: Person;
let stranger: Person;
let section: number;
let outlet: number;
let days = 0;

/** A day of its own for each test, so that no lock reaches another. */
const nextDay = () => {
  days += 1;
  const day = new Date(Date.UTC(2026, 2, days)).toISOString().slice(0, 10);
  const at = (hour: number, later = 1) =>
    world.setTime(
      new Date(Date.parse(`${day}T00:00:00+08:00`) + (later * 24 + hour) * 3_600_000).toISOString(),
    );
  at(13);
  return { day, at };
};

beforeAll(async () => {
  world = await makeWorld();
  const { db } = world.env.store;
  const own = await addEnterprise(world.env, '澄光电子');
  Object.assign(world.orgs, { own, other: await addEnterprise(world.env, '另一家厂') });
  first = await world.as('MON');
  second = await world.as('MON');
  plant = await world.as('ENT', 'own' as 'town');
  stranger = await world.as('ENT', 'other' as 'town');
  const plain = { ...plainSite, areaCode: '990101001' };
  section = await saveSite(db, {
    ...plain,
    code: 'DM1',
    name: '横塘港闸',
    kind: 'section',
    props: { water: 'river', targetClass: 'Ⅲ', river: '横塘港' },
  });
  outlet = await saveSite(db, {
    ...plain,
    code: 'DW001',
    name: '澄光电子 DW001',
    kind: 'outlet',
    enterpriseOrg: own,
    props: { medium: 'water' },
  });
  const since = '2026-01-01';
  await addSiteFactors(db, [
    { siteId: section, factor: nh3, unit: 'mg/L', since },
    { siteId: outlet, factor: cod, unit: 'mg/L', since },
    { siteId: outlet, factor: 'w00000', unit: 'L/s', since },
  ]);
});

const calm = Array.from({ length: 24 }, (_, index) => Number((0.8 + (index % 5) * 0.03).toFixed(2)));
const spiked = calm.map((value, index) => (index === 13 ? 4.36 : value));

/** Stores a day of a series; null is an hour that does not come. */
function put(siteId: number, factor: string, day: string, values: (number | null)[], mark: HourMark = 'N') {
  const entries = values.flatMap((value, index): HourEntry[] =>
    value === null ? [] : [{ siteId, factor, day, hour: index + 1, value, mark, source: 'g' }],
  );
  return putHours(world.env.store.db, entries);
}

/** A full day without anything to find, but for what is given. */
async function fill(day: string, values: (number | null)[] = spiked) {
  await put(section, nh3, day, values);
  await put(
    outlet,
    cod,
    day,
    calm.map((value) => value * 40),
  );
  await put(
    outlet,
    'w00000',
    day,
    calm.map((value) => value * 10),
  );
  await runChecks(world.env, day);
}

async function block(siteId: number, factor: string, day: string) {
  const [found] = await readHourDays(world.env.store.db, {
    siteIds: [siteId],
    factors: [factor],
    from: day,
    to: day,
  });
  return found ?? emptyHourDay(siteId, factor, day);
}

const view = async (day: string, who = first) => (await who.get(`/api/monitoring/review?day=${day}`)).json();
const judge = (who: Person, day: string, more: object = {}) =>
  who.send('POST', '/api/monitoring/review/verdicts', {
    day,
    siteId: section,
    factors: [nh3],
    hours: [14],
    verdict: 'I',
    reason: '单点突变，邻站不符',
    ...more,
  });
const lock = (who: Person, day: string) => who.send('POST', '/api/monitoring/review/lock', { day });
const propose = (who: Person, day: string, more: object = {}) =>
  who.send('POST', '/api/monitoring/review/proposals', {
    day,
    siteId: section,
    factor: nh3,
    hours: [3],
    change: 'I',
    reason: '比对不合格',
    ...more,
  });
const decide = (who: Person, id: string, action: string) =>
  who.send('POST', `/api/monitoring/review/proposals/${id}`, { action, note: '' });
const historyOf = async (day: string, who = first) =>
  (await who.get(`/api/monitoring/review/history?day=${day}&site=${section}&factor=${nh3}`)).json().items;

describe('checks', () => {
  it('find the spike, once, however often they run', async () => {
    const { day } = nextDay();
    await fill(day);
    const again = await runChecks(world.env, day);
    expect(again).toMatchObject({ ran: true, added: 0, gone: 0, flagged: 1 });
    const shown = await view(day);
    expect(shown).toMatchObject({ left: 1, hours: 72, flagged: 1 });
    expect(shown.items).toMatchObject([
      { siteName: '横塘港闸', hours: [14], value: 4.36, kinds: ['jump'], verdict: null },
    ]);
    expect(shown.items[0].why[0].text.zh).toMatch(/^与前 6 小时均值 0\.\d\d 相差 3\.\d\d，阈值 1\.00。$/);
  });

  it('run as the daily job from eight in the morning for the day before', async () => {
    const { day, at } = nextDay();
    await put(section, nh3, day, spiked);
    at(7.9);
    expect(await runDueJobs(world.env)).not.toContain('review-checks');
    at(8);
    expect(await runDueJobs(world.env)).toContain('review-checks');
    expect((await view(day)).checkedAt).not.toBeNull();
  });

  it('run again when late data come for an open day', async () => {
    const { day } = nextDay();
    await fill(day, [...spiked.slice(0, 20), null, null, null, null]);
    expect((await view(day)).items.map((item: { kinds: string[] }) => item.kinds.join())).toEqual([
      'jump',
      'missing',
    ]);
    await put(
      section,
      nh3,
      day,
      calm.map((value, index) => (index < 20 ? null : value)),
    );
    expect(await recheckDays(world.env)).toEqual([day]);
    expect((await view(day)).items.map((item: { kinds: string[] }) => item.kinds.join())).toEqual(['jump']);
  });

  it('keep a decided item while its values stand, and open it again when they change', async () => {
    const { day } = nextDay();
    await fill(day);
    await judge(first, day);
    await runChecks(world.env, day);
    expect(await view(day)).toMatchObject({ left: 0, items: [{ verdict: 'I' }] });
    await put(section, nh3, day, [...calm.slice(0, 13), 5.02, ...calm.slice(14)]);
    await recheckDays(world.env);
    expect(await view(day)).toMatchObject({ left: 1, items: [{ verdict: null, value: 5.02 }] });
    expect((await block(section, nh3, day)).verdicts).toBe('.'.repeat(24));
    expect((await historyOf(day)).map((event: { kind: string }) => event.kind)).toEqual(
      expect.arrayContaining(['data-changed', 'reopen', 'verdict']),
    );
  });
});

describe('a verdict', () => {
  it('changes the day mean as the preview said, never the raw value, and the history says who and why', async () => {
    const { day } = nextDay();
    await fill(day);
    const { db } = world.env.store;
    const mean = async () => {
      await aggregateDirty(world.env);
      const [figure] = await readPeriodValues(db, {
        siteIds: [section],
        period: 'day',
        from: day,
        to: day,
        factors: [nh3],
        statistics: ['mean'],
      });
      return figure;
    };
    const preview = (
      await first.send('POST', '/api/monitoring/review/effect', {
        day,
        siteId: section,
        factor: nh3,
        hours: [14],
      })
    ).json().effects as { verdict: string; value: string; valid: number; text: { zh: string } }[];
    const said = (verdict: string) => preview.find((one) => one.verdict === verdict);
    const before = await mean();
    expect(Number(before?.value).toFixed(2)).toBe(said('now')?.value);
    expect((await judge(first, day)).statusCode).toBe(200);
    const after = await mean();
    expect(Number(after?.value).toFixed(2)).toBe(said('I')?.value);
    expect(after?.valid).toBe(23);
    expect(said('I')?.text.zh).toBe(`日均 ${said('I')?.value}，有效 23 时（应有 24），Ⅲ类`);
    expect(said('I')?.value).not.toBe(said('V')?.value);
    const { values, verdicts } = await block(section, nh3, day);
    expect(values).toEqual(spiked);
    expect(verdicts).toBe(`${'.'.repeat(13)}I${'.'.repeat(10)}`);
    expect((await historyOf(day))[0]).toMatchObject({
      kind: 'verdict',
      actor: expect.stringMatching(/^MON/),
      hours: [14],
      before: '.',
      after: 'I',
      reason: '单点突变，邻站不符',
    });
  });

  it.each([
    ['invalid without a reason', { reason: ' ' }, 422, '判无效或存疑须写原因。'],
    ['doubtful without a reason', { verdict: 'Q', reason: '' }, 422, '判无效或存疑须写原因。'],
    ['valid where nothing came', { hours: [20], verdict: 'V', reason: '' }, 409, '20 时没有数，不能判有效。'],
  ])('is refused: %s', async (_, more, status, message) => {
    const { day } = nextDay();
    await fill(
      day,
      calm.map((value, index) => (index === 19 ? null : value)),
    );
    const answer = await judge(first, day, more);
    expect(answer.statusCode).toBe(status);
    expect(answer.json().problems[0].message.zh).toBe(message);
  });

  it('needs no reason to be valid, and no flag to be given', async () => {
    const { day } = nextDay();
    await fill(day, calm);
    expect((await judge(first, day, { hours: [2, 3], verdict: 'V', reason: '' })).statusCode).toBe(200);
    expect((await block(section, nh3, day)).verdicts).toBe(`.VV${'.'.repeat(21)}`);
  });

  it('decides a missing item without writing into hours that have no number', async () => {
    const { day } = nextDay();
    await fill(
      day,
      calm.map((value, index) => (index < 3 ? null : value)),
    );
    await judge(first, day, { hours: [1, 2, 3], reason: '通讯中断' });
    expect(await view(day)).toMatchObject({ left: 0, items: [{ verdict: 'I', reason: '通讯中断' }] });
    expect((await block(section, nh3, day)).verdicts).toBe('.'.repeat(24));
  });

  it('given hour by hour decides the item with the last of its hours', async () => {
    const { day } = nextDay();
    await fill(
      day,
      calm.map((value, index) => (index === 6 || index === 7 ? -1 : value)),
    );
    await judge(first, day, { hours: [7] });
    expect((await view(day)).left).toBe(1);
    await judge(first, day, { hours: [8], verdict: 'Q' });
    expect(await view(day)).toMatchObject({ left: 0, items: [{ verdict: 'M' }] });
  });
});

describe('undo', () => {
  it('takes back my steps, newest first, hours and items as they were', async () => {
    const { day } = nextDay();
    await fill(day);
    await judge(first, day, { verdict: 'Q' });
    await judge(first, day, { verdict: 'I' });
    const undo = () => first.send('POST', '/api/monitoring/review/undo', { day });
    expect((await undo()).statusCode).toBe(200);
    expect((await block(section, nh3, day)).verdicts[13]).toBe('Q');
    expect((await view(day)).items[0].verdict).toBe('Q');
    expect((await undo()).statusCode).toBe(200);
    expect((await block(section, nh3, day)).verdicts).toBe('.'.repeat(24));
    expect(await view(day)).toMatchObject({ left: 1, undoable: 0 });
    const empty = await undo();
    expect(empty.json().problems[0].message.zh).toBe('没有可以撤销的判定。');
    expect((await historyOf(day)).map((event: { kind: string }) => event.kind).slice(0, 4)).toEqual([
      'undo',
      'undo',
      'verdict',
      'verdict',
    ]);
  });

  it('leaves the verdicts of others alone', async () => {
    const { day } = nextDay();
    await fill(day);
    await judge(first, day);
    await judge(second, day, { verdict: 'V', reason: '' });
    const answer = await first.send('POST', '/api/monitoring/review/undo', { day });
    expect(answer.statusCode).toBe(409);
    expect((await block(section, nh3, day)).verdicts[13]).toBe('V');
  });
});

describe('lock', () => {
  it('waits for the closing hour and for every item, and says who and when', async () => {
    const { day, at } = nextDay();
    await fill(day);
    at(11.5);
    expect((await lock(first, day)).json().problems[0].code).toBe('marks-open');
    at(12.5);
    const early = await lock(first, day);
    expect(early.statusCode).toBe(409);
    expect(early.json().problems[0].message.zh).toBe('还有 1 项没有判，判完才能锁定。');
    await judge(first, day);
    expect((await lock(first, day)).statusCode).toBe(200);
    expect(await view(day)).toMatchObject({
      lockedBy: expect.stringMatching(/^MON/),
      lockedAt: expect.any(String),
    });
    expect((await lock(second, day)).json().problems[0].code).toBe('day-locked');
  });

  it('refuses verdicts and undo, and another check changes nothing', async () => {
    const { day } = nextDay();
    await fill(day);
    await judge(first, day);
    await lock(first, day);
    const before = await block(section, nh3, day);
    expect((await judge(first, day, { verdict: 'V' })).json().problems[0].code).toBe('day-locked');
    expect((await first.send('POST', '/api/monitoring/review/undo', { day })).json().problems[0].code).toBe(
      'day-locked',
    );
    expect(await runChecks(world.env, day)).toMatchObject({ ran: false });
    expect(await block(section, nh3, day)).toEqual(before);
  });

  it('is not for a reviewer of a part of the district', async () => {
    const { day } = nextDay();
    await fill(day, calm);
    const part = await world.as('MON', 'bureau', { area: '990101001' });
    expect((await lock(part, day)).statusCode).toBe(403);
    const elsewhere = await world.as('MON', 'bureau', { area: '990101002' });
    expect((await judge(elsewhere, day)).statusCode).toBe(404);
    expect((await judge(part, day)).statusCode).toBe(200);
  });
});

describe('a locked day', () => {
  async function locked() {
    const { day, at } = nextDay();
    await fill(day, calm);
    expect((await lock(first, day)).statusCode).toBe(200);
    return { day, at };
  }

  it.each<[string, 'first' | 'second' | 'enterprise' | 'officer', string, number]>([
    ['the proposer cannot confirm', 'first', 'confirm', 409],
    ['nor decline', 'first', 'decline', 409],
    ['but withdraw', 'first', 'withdraw', 200],
    ['another reviewer confirms', 'second', 'confirm', 200],
    ['or declines', 'second', 'decline', 200],
    ['but cannot withdraw', 'second', 'withdraw', 409],
    ['an enterprise does nothing', 'enterprise', 'confirm', 403],
    ['nor an officer who does not review', 'officer', 'confirm', 403],
  ])('four eyes: %s', async (_, who, action, status) => {
    const { day } = await locked();
    const { id } = (await propose(first, day)).json();
    const person =
      who === 'first'
        ? first
        : who === 'second'
          ? second
          : who === 'enterprise'
            ? plant
            : await world.as('OFF');
    expect((await decide(person, id, action)).statusCode).toBe(status);
    const changed = (await block(section, nh3, day)).verdicts[2] === 'I';
    expect(changed).toBe(action === 'confirm' && status === 200);
  });

  it('changes nothing until confirmed, and then the history names both', async () => {
    const { day } = await locked();
    const { id } = (await propose(first, day)).json();
    expect((await block(section, nh3, day)).verdicts).toBe('.'.repeat(24));
    expect((await propose(second, day)).json().problems[0].code).toBe('proposal-waits');
    await decide(second, id, 'confirm');
    const [confirmed, proposed] = await historyOf(day);
    expect(confirmed).toMatchObject({ kind: 'confirm', before: '.', after: 'I', reason: '比对不合格' });
    expect(proposed).toMatchObject({ kind: 'propose', actor: confirmed.proposedBy });
    expect(confirmed.actor).not.toBe(confirmed.proposedBy);
    expect((await decide(second, id, 'confirm')).json().problems[0].code).toBe('proposal-decided');
  });

  it('takes a proposal only with a reason, and only when it is locked', async () => {
    const { day } = await locked();
    expect((await propose(first, day, { reason: '' })).statusCode).toBe(422);
    const open = nextDay().day;
    await fill(open, calm);
    expect((await propose(first, open)).json().problems[0].code).toBe('day-open');
  });

  it('holds late values back: shown, in no figure, until two reviewers take them in', async () => {
    const { day } = await locked();
    const before = await block(section, nh3, day);
    const later = calm.map((value, index) => (index === 4 ? 1.5 : value));
    expect(await put(section, nh3, day, later)).toEqual({ inserted: 0, changed: 0, same: 23, late: 1 });
    expect(await put(section, nh3, day, later)).toMatchObject({ same: 24, late: 0 });
    expect(await block(section, nh3, day)).toEqual(before);
    expect((await view(day)).late).toMatchObject([{ siteName: '横塘港闸', hour: 5, value: 1.5 }]);
    expect((await historyOf(day))[0]).toMatchObject({
      kind: 'late',
      hours: [5],
      after: '1.5 N',
      actor: null,
    });
    const { id } = (await propose(first, day, { hours: [5], change: 'late', reason: '数采仪补传' })).json();
    expect((await decide(first, id, 'confirm')).statusCode).toBe(409);
    expect((await decide(second, id, 'confirm')).statusCode).toBe(200);
    expect((await block(section, nh3, day)).values[4]).toBe(1.5);
    expect((await view(day)).late).toEqual([]);
  });

  it('a declined late value stays out and is not asked about again', async () => {
    const { day } = await locked();
    const later = calm.map((value, index) => (index === 4 ? 1.5 : value));
    await put(section, nh3, day, later);
    const { id } = (await propose(first, day, { hours: [5], change: 'late' })).json();
    await decide(second, id, 'decline');
    expect((await view(day)).late).toEqual([]);
    expect(await put(section, nh3, day, later)).toMatchObject({ late: 0 });
    expect((await block(section, nh3, day)).values[4]).toBe(calm[4]);
  });
});

describe('an enterprise', () => {
  const mark = (who: Person, day: string, more: object = {}) =>
    who.send('POST', '/api/monitoring/marks', {
      day,
      siteId: outlet,
      factor: cod,
      hours: [7],
      mark: '维护',
      note: '更换试剂',
      ...more,
    });

  it('sees and marks its own outlet, and the reviewer gets an item of it', async () => {
    const { day, at } = nextDay();
    await fill(day, calm);
    at(10);
    const { id } = (await mark(plant, day)).json();
    const own = (await plant.get(`/api/monitoring/marks?day=${day}`)).json();
    expect(own.outlets).toMatchObject([{ code: 'DW001', marks: [{ hours: [7], mark: '维护' }] }]);
    expect((await view(day)).items).toMatchObject([
      { siteId: outlet, factors: [cod], hours: [7], kinds: ['marked', 'mark-clash'] },
    ]);
    expect((await plant.send('DELETE', `/api/monitoring/marks/${id}`)).statusCode).toBe(200);
    expect((await view(day)).items).toEqual([]);
    expect((await block(outlet, cod, day)).marks).toBe('N'.repeat(24));
  });

  it('neither sees nor marks the outlet of another', async () => {
    const { day, at } = nextDay();
    await fill(day, calm);
    at(10);
    const { id } = (await mark(plant, day)).json();
    expect((await stranger.get(`/api/monitoring/marks?day=${day}`)).json().outlets).toEqual([]);
    expect((await mark(stranger, day)).statusCode).toBe(404);
    expect((await stranger.send('DELETE', `/api/monitoring/marks/${id}`)).statusCode).toBe(404);
    const seen = (await stranger.get(`/api/monitoring/review/history?day=${day}&site=${outlet}`)).json()
      .items;
    expect(seen.filter((event: { siteId: number | null }) => event.siteId !== null)).toEqual([]);
    expect((await plant.get(`/api/monitoring/review?day=${day}`)).statusCode).toBe(403);
    expect((await judge(plant, day)).statusCode).toBe(403);
  });

  it('marks until the closing hour, and is told so after it', async () => {
    const { day, at } = nextDay();
    await fill(day, calm);
    at(12);
    expect((await mark(plant, day)).statusCode).toBe(200);
    at(12.01);
    const late = await mark(plant, day);
    expect(late.statusCode).toBe(409);
    expect(late.json().problems[0].message.zh).toContain('已在次日 12:00 关闭');
  });

  it.each([
    ['a word outside the rule', { mark: '检修' }, 'mark'],
    ['a factor that the outlet has not', { factor: 'w21011' }, 'factor'],
    ['a day to come', { day: '2031-01-01' }, 'day'],
  ])('is corrected: %s', async (_, more, path) => {
    const { day, at } = nextDay();
    await fill(day, calm);
    at(10);
    const answer = await mark(plant, day, more);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().problems[0].path).toBe(path);
  });
});

describe('figures and export', () => {
  it('transmission-effective rate of the outlet = transmission × validity', async () => {
    const { day } = nextDay();
    await fill(day, calm);
    await judge(first, day, { siteId: outlet, factors: [cod], hours: [1, 2, 3, 4, 5, 6] });
    const rates = (await first.get(`/api/monitoring/review/rates?day=${day}`)).json();
    // 48 due, 48 received, 42 valid.
    expect(rates.items.find((one: { siteId: number }) => one.siteId === outlet)).toMatchObject({
      due: 48,
      received: 48,
      valid: 42,
      transmission: 100,
      validity: 87.5,
      effective: '87.50',
      meets: false,
    });
    expect(rates.items.find((one: { siteId: number }) => one.siteId === section).effective).toBeNull();
  });

  it('counts items decided by the hour set for it', async () => {
    const { day, at } = nextDay();
    await fill(
      day,
      spiked.map((value, index) => (index === 3 ? -1 : value)),
    );
    await judge(first, day);
    at(15.5);
    await judge(first, day, { hours: [4] });
    expect((await first.get(`/api/monitoring/review/rates?day=${day}`)).json().review).toMatchObject({
      items: 2,
      inTime: 1,
      percent: 50,
    });
  });

  it('shows the hours beside neighbours, flags and limits', async () => {
    const { day } = nextDay();
    await fill(day);
    const shown = (
      await first.get(`/api/monitoring/review/series?day=${day}&site=${section}&factor=${nh3}`)
    ).json();
    expect(shown.hours[13]).toMatchObject({
      value: 4.36,
      mark: 'N',
      verdict: '.',
      flags: [{ kind: 'jump' }],
    });
    expect(shown.limits).toEqual([{ value: 1, label: expect.stringContaining('Ⅲ类') }]);
  });

  it('comes out as Excel', async () => {
    const { day } = nextDay();
    await fill(day);
    await judge(first, day);
    const file = await first.get(`/api/monitoring/review-export?day=${day}`);
    expect(file.statusCode).toBe(200);
    const { default: exceljs } = await import('exceljs');
    const book = new exceljs.Workbook();
    await book.xlsx.load(file.rawPayload as unknown as Parameters<typeof book.xlsx.load>[0]);
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['审核项', '获取率与有效率', '历程']);
    const row = book.worksheets[0]?.getRow(3).values as unknown[];
    expect(row.slice(1, 9)).toEqual([
      '横塘港闸',
      '氨氮',
      '14',
      4.36,
      '突变',
      expect.stringContaining('阈值 1.00'),
      '无效',
      '单点突变，邻站不符',
    ]);
  });
});
