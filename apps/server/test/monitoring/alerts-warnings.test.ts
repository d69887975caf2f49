import { addDays } from '@huanzhi/monitoring';
import { beforeAll, expect, it } from 'vitest';
import { makeWorld, type Person, type World } from '../api/world.ts';

const url = '/api/monitoring/warnings';
const today = '2026-11-12';
let world: World;
let monitor: Person;
let water: Person;

beforeAll(async () => {
  world = await makeWorld();
  world.setTime(`${today}T02:00:00Z`);
  monitor = await world.as('MON');
  water = await world.as('DEPT', 'water');
});

const page = async (who = monitor) => (await who.get(url)).json();
const issue = (more = {}) =>
  monitor.send('POST', url, {
    colour: 'orange',
    source: 'forecast',
    fromDay: today,
    toDay: addDays(today, 1),
    document: '区大气办〔2026〕3号',
    ...more,
  });

it('proposes the level that the forecast reaches, with the rule that decided', async () => {
  expect((await page()).proposals[0]).toMatchObject({ source: 'forecast', colour: null });
  const days = [
    { day: today, aqi: 210 },
    { day: addDays(today, 1), aqi: 230 },
    { day: addDays(today, 2), aqi: 120 },
  ];
  const entered = (await monitor.send('PUT', `${url}/forecast`, { days })).json();
  expect(entered.proposals[0]).toEqual({
    source: 'forecast',
    colour: 'orange',
    because: [{ above: 200, hours: 48 }],
    fromDay: today,
    toDay: addDays(today, 1),
    withheld: false,
  });
  const removed = await monitor.send('PUT', `${url}/forecast`, {
    days: [{ day: addDays(today, 1), aqi: null }],
  });
  expect(removed.json().proposals[0]).toMatchObject({
    colour: 'yellow',
    because: [{ above: 200, hours: 24 }],
  });
  const past = await monitor.send('PUT', `${url}/forecast`, {
    days: [{ day: addDays(today, -1), aqi: 100 }],
  });
  expect([past.statusCode, past.json().problems[0].code]).toEqual([422, 'past']);
  await monitor.send('PUT', `${url}/forecast`, { days });
});

it('follows thresholds and measures that the district edits', async () => {
  const { settings } = await page();
  expect(settings.plan).toMatchObject({ id: '2024 guidance', edited: false, mark: 'single source' });
  const measures = [
    { colour: 'yellow', text: '道路增加洒水', orgId: world.orgs.water },
    { colour: 'orange', text: '工地停止土方', orgId: world.orgs.town },
    { colour: 'red', text: '停课', orgId: null },
  ];
  const plan = { id: settings.plan.id, ozoneRaisesWarning: false, levels: settings.plan.levels };
  plan.levels[1] = { colour: 'orange', anyOf: [[{ above: 250, hours: 48 }]] };
  const saved = (await monitor.send('PUT', `${url}/settings`, { plan, measures })).json();
  expect(saved.settings).toMatchObject({ plan: { edited: true }, measures });
  expect(saved.proposals[0].colour).toBe('yellow');
  const refused = await water.send('PUT', `${url}/settings`, { plan, measures });
  expect(refused.statusCode).toBe(403);
});

it('a person issues it: the measures up to its level wait for their units', async () => {
  expect((await water.send('POST', url, {})).statusCode).toBe(403);
  expect((await issue({ toDay: addDays(today, -1) })).statusCode).toBe(422);
  const { current } = (await issue()).json();
  expect(current).toMatchObject({
    colour: 'orange',
    proposed: 'yellow',
    state: 'issued',
    document: '区大气办〔2026〕3号',
  });
  expect(current.items.map((one: { measure: string }) => one.measure)).toEqual([
    '道路增加洒水',
    '工地停止土方',
  ]);
  expect((await water.get('/api/notifications')).json().items[0].text.zh).toContain('橙色预警已发布');
  const again = await issue();
  expect([again.statusCode, again.json().problems[0].code]).toEqual([422, 'in-force']);
});

it('a unit confirms its own measure, once, and no other', async () => {
  const { current } = await page(water);
  const [own, foreign] = current.items;
  expect([own.canConfirm, foreign.canConfirm]).toEqual([true, false]);
  const confirm = (who: Person, item: string) =>
    who.send('POST', `${url}/${current.id}/items/${item}/confirm`, { note: '已加密' });
  expect((await confirm(water, foreign.id)).statusCode).toBe(403);
  await confirm(water, own.id);
  world.setTime(`${today}T05:00:00Z`);
  const after = (await confirm(monitor, own.id)).json().current;
  expect(after.items[0]).toMatchObject({ confirmedAt: `${today}T02:00:00.000Z`, note: '已加密' });
  expect(after.events.map((one: { action: string }) => one.action)).toEqual(['issue', 'confirm']);
});

it('is lifted with a reason and stays in the history', async () => {
  const { current } = await page();
  const lift = () => monitor.send('POST', `${url}/${current.id}/lift`, { reason: '空气质量好转' });
  const lifted = (await lift()).json();
  expect(lifted.current).toBeNull();
  expect(lifted.past[0]).toMatchObject({ id: current.id, state: 'lifted', liftReason: '空气质量好转' });
  expect((await lift()).statusCode).toBe(409);
  expect(
    (await monitor.send('POST', `${url}/${current.id}/items/${current.items[1].id}/confirm`, {})).statusCode,
  ).toBe(409);
  expect((await issue({ colour: 'yellow', source: 'superior' })).json().current.items).toHaveLength(1);
});

it('is nothing for enterprises and the public', async () => {
  for (const role of ['ENT', 'PUB'] as const)
    expect((await (await world.as(role, 'town')).get(url)).statusCode).toBe(403);
});
