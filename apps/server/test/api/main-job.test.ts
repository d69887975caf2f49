import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeWorld, newKey, type Person, type World } from './world.ts';

const text = `示例区清水行动计划（2026—2027年）

一、主要目标

到2027年，市控以上断面水质优Ⅲ类比例不低于90%，城镇污水处理率达到98%以上。

二、重点任务

（一）改造雨污混接点。完成186处混接点改造，2026年12月底前完成。
（牵头单位：区水务局；配合单位：区生态环境局、各街镇）

（二）建设滨水绿道。建成绿道12公里，2027年6月底前完成。
（牵头单位：区园林中心；配合单位：区水务局）
`;

interface Item {
  id: string;
  kind: string;
  data: Record<string, unknown> & { title?: string };
  unmatched: string[];
  status: string;
}

let world: World;
let coord: Person;
let water: Person;
let planId: string;

const itemsOf = async (): Promise<Item[]> => (await coord.get(`/api/plans/${planId}`)).json().items;
const review = (body: object) => coord.send('POST', `/api/plans/${planId}/review`, body);
const publish = () => coord.send('POST', `/api/plans/${planId}/publish`, { idempotencyKey: newKey() });

beforeAll(async () => {
  world = await makeWorld();
  coord = await world.as('COORD');
  water = await world.as('DEPT', 'water');
  world.setTime('2026-03-02T01:00:00Z');
});

describe('from document to finished task', () => {
  it('reads an uploaded plan at once', async () => {
    const response = await coord.upload('/api/plans', [{ name: '清水行动计划.txt', content: text }]);
    expect(response.statusCode).toBe(200);
    const [plan] = response.json().items;
    expect(plan).toMatchObject({ status: 'review', title: '示例区清水行动计划（2026—2027年）' });
    planId = plan.id;
    const kinds = (await itemsOf()).map((item) => item.kind);
    expect(kinds.filter((kind) => kind === 'task')).toHaveLength(2);
    expect(kinds).toContain('indicator');
  });

  it('places every mark inside the text', async () => {
    const plan = (await coord.get(`/api/plans/${planId}`)).json();
    const marks = plan.items.flatMap(
      (item: { marks: { field: string; span: [number, number] }[] }) => item.marks,
    );
    const leads = marks.filter((mark: { field: string }) => mark.field === 'lead');
    expect(leads.map((mark: { span: [number, number] }) => plan.text.slice(...mark.span))).toEqual([
      '区水务局',
      '区园林中心',
    ]);
  });

  it('refuses to publish what nobody has seen, naming each', async () => {
    const response = await publish();
    expect([response.statusCode, response.json().code]).toEqual([409, 'plan-not-ready']);
    const codes = response.json().problems.map((one: { code: string }) => one.code);
    expect(codes).toContain('unseen');
    expect(codes).toContain('lead-unmatched');
  });

  it('corrects, undoes and corrects again', async () => {
    const [first] = (await itemsOf()).filter((item) => item.kind === 'task');
    await review({ action: 'correct', item: first?.id, data: { title: '改造雨污混接点（修正）' } });
    expect((await itemsOf()).find((item) => item.id === first?.id)).toMatchObject({
      status: 'corrected',
      data: { title: '改造雨污混接点（修正）' },
    });
    const undone = await review({ action: 'undo' });
    expect(undone.json().items.find((item: Item) => item.id === first?.id)).toMatchObject({
      status: 'pending',
      seen: false,
      data: { title: '改造雨污混接点' },
    });
    expect((await review({ action: 'undo' })).json().code).toBe('plan-nothing-to-undo');
  });

  it('splits, merges, drops and restores', async () => {
    const before = await itemsOf();
    const task = before.find((item) => item.data.title === '建设滨水绿道');
    const at = text.indexOf('2027年6月底前');
    const split = (await review({ action: 'split', item: task?.id, at })).json().items as Item[];
    const halves = split.filter((item) => item.kind === 'task' && item.status === 'added');
    expect(halves).toHaveLength(2);
    const merged = (await review({ action: 'merge', items: halves.map((item) => item.id) })).json()
      .items as Item[];
    const whole = merged.filter((item) => item.status === 'added');
    expect(whole).toHaveLength(1);
    await review({ action: 'drop', items: [whole[0]?.id] });
    const restored = (await review({ action: 'restore', items: [whole[0]?.id] })).json().items as Item[];
    expect(restored.find((item) => item.id === whole[0]?.id)?.status).toBe('added');
    for (let step = 0; step < 4; step += 1) await review({ action: 'undo' });
    expect(await itemsOf()).toEqual(before);
  });

  it('shows a name that is no organisation and remembers whose it is', async () => {
    const unmatched = (await itemsOf()).flatMap((item) => item.unmatched);
    expect(unmatched).toEqual(['区园林中心']);
    const matched = await review({ action: 'match', name: '区园林中心', orgId: world.orgs.green });
    expect(matched.json().items.flatMap((item: Item) => item.unmatched)).toEqual([]);
    const undone = await review({ action: 'undo' });
    expect(undone.json().items.flatMap((item: Item) => item.unmatched)).toEqual(['区园林中心']);
    await review({ action: 'match', name: '区园林中心', orgId: world.orgs.green });
  });

  it('publishes once, however often it is asked', async () => {
    await review({ action: 'accept', items: (await itemsOf()).map((item) => item.id) });
    const { counts } = (await coord.get(`/api/plans/${planId}`)).json();
    const [one, two] = [await publish(), await publish()];
    expect(one.statusCode).toBe(200);
    expect(one.json().targets).toBeGreaterThanOrEqual(3);
    expect(one.json().plan.counts).toEqual(counts);
    expect(counts.targets).toBe(one.json().targets);
    expect(one.json()).toMatchObject({ tasks: 2, plan: { status: 'published' } });
    expect(two.json()).toEqual(one.json());
    const tasks = (await coord.get(`/api/registries/task/records?plan=${planId}`)).json();
    expect(tasks.page.total).toBe(2);
    expect((await coord.get(`/api/targets?plan=${planId}`)).json().items.length).toBe(one.json().targets);
    expect((await review({ action: 'undo' })).json().code).toBe('plan-not-in-review');
  });

  it('gives a goal to the lead of the task that it stands in; others are given by hand', async () => {
    const targets = (await coord.get(`/api/targets?plan=${planId}`)).json().items;
    const inside = targets.filter((one: { offset: number }) => one.offset > text.indexOf('二、重点任务'));
    const above = targets.filter((one: { offset: number }) => one.offset < text.indexOf('二、重点任务'));
    expect(new Set(inside.map((one: { ownerOrg: string }) => one.ownerOrg))).toEqual(
      new Set([world.orgs.water, world.orgs.green]),
    );
    expect(above.map((one: { ownerOrg: string | null }) => one.ownerOrg)).toEqual(above.map(() => null));
    const url = `/api/targets/${above[0].id}`;
    expect((await coord.send('PATCH', url, { ownerOrg: world.orgs.bureau })).json()).toMatchObject({
      ownerOrg: world.orgs.bureau,
      ownerName: '示例区生态环境局',
    });
    const unknown = '0190a3f0-0000-7000-8000-000000000000';
    expect((await coord.send('PATCH', url, { ownerOrg: unknown })).json().code).toBe('org-unknown');
    expect((await coord.send('PATCH', url, { ownerOrg: null })).json().ownerName).toBeNull();
  });

  it('goes from issue to report, and the light follows the figures', async () => {
    const task = await taskOf('改造雨污混接点');
    expect(task).toMatchObject({ state: 'drafted', code: null, light: 'grey', due: null });
    expect(task.data).toMatchObject({ leads: [world.orgs.water], dueDate: '2026-12-31' });
    expect(task.coOrgs).toEqual(expect.arrayContaining([world.orgs.bureau, world.orgs.town]));

    const issued = await act(coord, task, 'issue');
    expect(issued.json()).toMatchObject({ state: 'issued', code: 'RW-990101-2026-000001' });
    expect((await water.get('/api/notifications')).json().unread).toBe(1);
    expect((await water.get('/api/workbench')).json().myTurn).toMatchObject([
      { id: task.id, action: 'sign-for' },
    ]);
    await act(water, task, 'sign-for');

    world.setTime('2026-05-02T01:00:00Z');
    for (const month of ['2026-03', '2026-04']) {
      const report = await act(water, task, 'report', {
        inputs: { month, progress: 30, text: '已完成56处。' },
      });
      expect(report.statusCode).toBe(200);
    }
    expect((await read(task.id)).light).toBe('green');
    world.setTime('2026-09-02T01:00:00Z');
    const behind = await read(task.id);
    expect(behind.light).toBe('red');
    expect(behind.lightReason.values).toMatchObject({ actual: 30 });
  });

  it('does a step once when it is sent twice', async () => {
    const task = await taskOf('改造雨污混接点');
    const current = await read(task.id);
    const body = {
      idempotencyKey: newKey(),
      version: current.version,
      inputs: { month: '2026-08', progress: 70, text: '已完成130处。' },
    };
    const url = `/api/registries/task/records/${task.id}/transitions/report`;
    const [one, two] = [await water.send('POST', url, body), await water.send('POST', url, body)];
    expect([one.statusCode, two.statusCode]).toEqual([200, 200]);
    expect(two.json().version).toBe(one.json().version);
    const history = (await coord.get(`/api/registries/task/records/${task.id}/history`)).json();
    expect(history.chain).toBe('intact');
    expect(
      history.items.filter((event: { transition: string }) => event.transition === 'report'),
    ).toHaveLength(3);
    const stale = await water.send('POST', url, { ...body, idempotencyKey: newKey() });
    expect([stale.statusCode, stale.json().code]).toEqual([409, 'version-conflict']);
  });

  it('exports the columns that were chosen, in their order', async () => {
    const file = (await coord.get('/api/registries/task/export?columns=title,due,light,nothing,code'))
      .rawPayload;
    const book = new exceljs.Workbook();
    await book.xlsx.load(Uint8Array.from(file).buffer);
    const sheet = book.worksheets[0];
    const titles = [...((sheet?.getRow(2).values ?? []) as string[])].slice(1);
    expect(titles).toEqual(['标题', '办理期限', '亮灯', '编号']);
    expect(String(sheet?.getRow(3).getCell(2).value)).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  it('exports the offices’ form and takes progress back from it', async () => {
    const task = await taskOf('改造雨污混接点');
    const file = (await coord.get(`/api/plans/${planId}/export`)).rawPayload;
    const book = new exceljs.Workbook();
    await book.xlsx.load(Uint8Array.from(file).buffer);
    const sheet = book.worksheets[0];
    const titles = [...((sheet?.getRow(2).values ?? []) as string[])].slice(1);
    expect(titles).toEqual(['序号', '任务', '牵头单位', '配合单位', '完成时限', '进展', '亮灯']);
    const rowNumber = [3, 4].find((row) => sheet?.getRow(row).getCell(2).value === task.title) ?? 0;
    const row = sheet?.getRow(rowNumber);
    expect(row?.getCell(3).value).toBe('区水务局');
    expect(String(row?.getCell(6).value)).toContain('70%');
    if (row !== undefined) row.getCell(6).value = '85%。已完成158处。';
    const content = Buffer.from(await book.xlsx.writeBuffer());
    const batch = (
      await water.upload('/api/registries/task/imports', [{ name: '进展.xlsx', content }])
    ).json();
    expect(batch.counts).toMatchObject({ change: 1, same: 1, reject: 0 });
    expect(batch.mapping).toMatchObject({ 进展: 'form.progress.column.2', '=month': '2026-08' });
    const url = `/api/imports/${batch.id}`;
    const [one, two] = [await water.send('POST', `${url}/commit`), await water.send('POST', `${url}/commit`)];
    expect([one.json().status, two.json().status]).toEqual(['committed', 'committed']);
    const after = await read(task.id);
    expect(after.data).toMatchObject({ progress: 85 });
    expect((await water.send('POST', `${url}/withdraw`)).json().status).toBe('withdrawn');
    expect((await read(task.id)).data).toMatchObject({ progress: 70 });
    expect((await coord.get(`/api/registries/task/records/${task.id}/history`)).json().chain).toBe('intact');
  });
});

describe('a new version', () => {
  it('supersedes the old one and carries its tasks on', async () => {
    const next = text
      .replace('186处', '200处')
      .replace(
        '（二）建设',
        '（二）开展调查。完成河湖调查，2026年10月底前完成。\n（牵头单位：区生态环境局）\n\n（三）建设',
      );
    const uploaded = await coord.upload(`/api/plans?supersedes=${planId}`, [
      { name: '第二版.txt', content: next },
    ]);
    const plan = uploaded.json().items[0];
    expect(plan).toMatchObject({ versionNo: 2, supersedes: planId, status: 'review' });
    const changes = (await coord.get(`/api/plans/${plan.id}/compare/${planId}`)).json().items;
    const tasks = changes.filter((one: { kind: string }) => one.kind === 'task');
    expect(tasks.map((one: { change: string }) => one.change).sort()).toEqual(['added', 'changed', 'same']);
    const items = (await coord.get(`/api/plans/${plan.id}`)).json().items as Item[];
    await coord.send('POST', `/api/plans/${plan.id}/review`, {
      action: 'accept',
      items: items.map((item) => item.id),
    });
    const published = await coord.send('POST', `/api/plans/${plan.id}/publish`, { idempotencyKey: newKey() });
    expect(published.statusCode).toBe(200);
    expect((await coord.get(`/api/registries/task/records?plan=${plan.id}`)).json().page.total).toBe(3);
    const plans = (await coord.get('/api/plans')).json().items;
    expect(plans.map((one: { status: string }) => one.status)).toEqual(['published', 'superseded']);
  });
});

async function taskOf(title: string) {
  const { items } = (await coord.get('/api/registries/task/records')).json();
  return items.find((item: { title: string }) => item.title === title);
}

async function read(id: string) {
  return (await coord.get(`/api/registries/task/records/${id}`)).json();
}

async function act(who: Person, task: { id: string }, name: string, more: object = {}) {
  const { version } = await read(task.id);
  return who.send('POST', `/api/registries/task/records/${task.id}/transitions/${name}`, {
    idempotencyKey: newKey(),
    version,
    ...more,
  });
}
