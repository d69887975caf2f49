import { defineProgramme } from '@huanzhi/registry';
import exceljs from 'exceljs';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeWorld, newKey, type Person, type World } from './world.ts';

/** A registry that no file of the server knows. */
const wells = defineProgramme({
  definition: {
    id: 'test-well',
    version: 1,
    name: { zh: '水井', en: 'Wells' },
    about: { zh: '测试用', en: 'For the test' },
    codePrefix: 'SJ',
    basis: [],
    sensitivity: 'P3',
    fields: [
      {
        key: 'depth',
        type: 'number',
        min: 0,
        unit: 'm',
        required: true,
        searchable: true,
        label: { zh: '井深', en: 'Depth' },
      },
      { key: 'owner', type: 'org', label: { zh: '权属单位', en: 'Owner' } },
      { key: 'note', type: 'text', label: { zh: '备注', en: 'Note' } },
      { key: 'phone', type: 'text', sensitivity: 'P5', label: { zh: '电话', en: 'Telephone' } },
    ],
    states: [
      { key: 'open', label: { zh: '在用', en: 'In use' }, kind: 'open' },
      { key: 'sealed', label: { zh: '已封', en: 'Sealed' }, kind: 'done' },
      { key: 'dropped', label: { zh: '作废', en: 'Dropped' }, kind: 'void' },
    ],
    initial: 'open',
    transitions: [
      {
        name: 'seal',
        label: { zh: '封井', en: 'Seal' },
        from: ['open'],
        to: 'sealed',
        who: [{ role: 'OFF', relation: 'any' }],
      },
      {
        name: 'drop',
        label: { zh: '作废', en: 'Drop' },
        from: ['open'],
        to: 'dropped',
        who: [{ role: 'OFF', relation: 'any' }],
        danger: true,
      },
    ],
    clocks: [],
    permissions: [
      { role: 'OFF', relation: 'any', can: ['create', 'read', 'edit', 'export', 'import'], upTo: 'P5' },
      { role: 'DEPT', relation: 'any', can: ['read'] },
    ],
    editableIn: ['open'],
    columns: ['code', 'title', 'depth', 'owner', 'note', 'phone', 'state'],
    indicators: [],
  },
  rules: {},
});

const base = '/api/registries/test-well';
let world: World;
let officer: Person;

beforeAll(async () => {
  world = await makeWorld([wells]);
  officer = await world.as('OFF');
});

async function upload(name: string, content: Buffer) {
  return (await officer.upload(`${base}/imports`, [{ name, content }])).json();
}

const verdicts = (batch: { rows: { row: number; verdict: string }[] }) =>
  batch.rows.map((row) => [row.row, row.verdict]);

describe('a registry that is only a definition', () => {
  let id: string;

  it('is listed with what one may do', async () => {
    const mine = (await officer.get('/api/registries')).json().items;
    const wellEntry = mine.find((one: { definition: { id: string } }) => one.definition.id === 'test-well');
    expect(wellEntry).toMatchObject({ can: ['create', 'read', 'edit', 'export', 'import'], count: 0 });
    const town = await world.as('TOWN', 'town');
    expect((await town.get(`${base}/records`)).statusCode).toBe(404);
  });

  it('takes a record, checks it, shows and changes it', async () => {
    const make = (data: object) =>
      officer.send('POST', `${base}/records`, { idempotencyKey: newKey(), title: '一号井', data });
    const wrong = await make({ depth: -1 });
    expect([wrong.statusCode, wrong.json().problems[0].path]).toEqual([422, 'data.depth']);
    const made = await make({ depth: 12.5, phone: '021-00000000' });
    expect(made.json()).toMatchObject({ state: 'open', canEdit: true, data: { depth: 12.5 } });
    expect(made.json().code).toMatch(/^SJ-990101-\d{4}-000001$/);
    id = made.json().id;
    const edit = { idempotencyKey: newKey(), version: 1, reason: '复测', data: { depth: 13 } };
    const [one, two] = [
      await officer.send('PATCH', `${base}/records/${id}`, edit),
      await officer.send('PATCH', `${base}/records/${id}`, edit),
    ];
    expect([one.json().version, two.json().version]).toEqual([2, 2]);
    const reader = await world.as('DEPT');
    const seen = (await reader.get(`${base}/records/${id}`)).json();
    expect([seen.data, seen.masked, seen.canEdit]).toEqual([{ depth: 13 }, ['phone'], false]);
    const refused = await reader.send('PATCH', `${base}/records/${id}`, {
      ...edit,
      idempotencyKey: newKey(),
      version: 2,
    });
    expect(refused.statusCode).toBe(403);
  });

  it('creates once for one idempotency key', async () => {
    const body = { idempotencyKey: newKey(), title: '二号井', data: { depth: 8 } };
    const [one, two] = [
      await officer.send('POST', `${base}/records`, body),
      await officer.send('POST', `${base}/records`, body),
    ];
    expect(two.json().id).toBe(one.json().id);
    expect((await officer.get(`${base}/records`)).json().page.total).toBe(2);
  });

  it('filters and sorts by its own field', async () => {
    const sorted = (await officer.get(`${base}/records?sort=-depth`)).json().items;
    expect(sorted.map((one: { title: string }) => one.title)).toEqual(['一号井', '二号井']);
    expect((await officer.get(`${base}/records?where=depth:8`)).json().page.total).toBe(1);
    const secret = await officer.get(`${base}/records?where=phone:1`);
    expect(secret.json().problems[0].code).toBe('not-searchable');
  });

  it('gives a template that it reads back', async () => {
    const file = (await officer.get(`${base}/import-template`)).rawPayload;
    const book = new exceljs.Workbook();
    await book.xlsx.load(Uint8Array.from(file).buffer);
    const titles = [...((book.worksheets[0]?.getRow(1).values ?? []) as string[])].slice(1);
    expect(titles).toEqual(['编号', '标题 *', '摘要', '井深 *', '权属单位', '备注', '电话']);
  });

  it('gives every row of a table its verdict and takes the good ones over once', async () => {
    const { code } = (await officer.get(`${base}/records/${id}`)).json();
    const csv = [
      '编号,标题,井深,权属单位,备注',
      `${code},,14,,`,
      `${code},,15,,`,
      ',三号井,9m,区水务局,',
      ',四号井,深,,',
      ',五号井,,,',
      ',二号井,8,,',
      'SJ-990101-2020-000009,,1,,',
      ',六号井,7,某某局,',
    ].join('\n');
    const batch = await upload('水井.csv', iconv.encode(csv, 'gb18030'));
    expect(batch.mapping).toEqual({
      编号: 'code',
      标题: 'title',
      井深: 'data.depth',
      权属单位: 'data.owner',
      备注: 'data.note',
    });
    expect(verdicts(batch)).toEqual([
      [2, 'change'],
      [3, 'conflict'],
      [4, 'new'],
      [5, 'reject'],
      [6, 'reject'],
      [7, 'conflict'],
      [8, 'reject'],
      [9, 'reject'],
    ]);
    const url = `/api/imports/${batch.id}`;
    expect((await (await world.as('OFF')).get(url)).statusCode).toBe(404);
    await Promise.all([officer.send('POST', `${url}/commit`), officer.send('POST', `${url}/commit`)]);
    const { items } = (await officer.get(`${base}/records?q=三号井`)).json();
    expect(items).toMatchObject([{ title: '三号井', data: { depth: 9, owner: world.orgs.water } }]);
    const rejected = (await officer.get(`${url}/rejected`)).rawPayload;
    const book = new exceljs.Workbook();
    await book.xlsx.load(Uint8Array.from(rejected).buffer);
    expect(book.worksheets[0]?.rowCount).toBe(7);
  });

  it('takes a committed import back unless somebody went on', async () => {
    const batch = await upload('新井.csv', Buffer.from('标题,井深\n七号井,5\n', 'utf8'));
    await officer.send('POST', `/api/imports/${batch.id}/commit`);
    const find = async () => (await officer.get(`${base}/records?q=七号井`)).json().items[0];
    const made = await find();
    await officer.send('PATCH', `${base}/records/${made.id}`, {
      idempotencyKey: newKey(),
      version: 1,
      reason: '',
      data: { note: 'x' },
    });
    const refused = await officer.send('POST', `/api/imports/${batch.id}/withdraw`);
    expect(refused.json().code).toBe('import-moved-on');
    const again = await upload('八号井.csv', Buffer.from('标题,井深\n八号井,5\n', 'utf8'));
    await officer.send('POST', `/api/imports/${again.id}/commit`);
    expect((await officer.send('POST', `/api/imports/${again.id}/withdraw`)).json().status).toBe('withdrawn');
    expect((await officer.get(`${base}/records?q=八号井`)).json().items[0].state).toBe('dropped');
  });

  it('corrects the mapping and judges again', async () => {
    const batch = await upload('列名不同.csv', Buffer.from('井名,深度\n九号井,6\n', 'utf8'));
    expect(batch.mapping).toEqual({ 井名: null, 深度: null });
    expect(batch.counts.reject).toBe(1);
    const url = `/api/imports/${batch.id}/mapping`;
    const mapped = await officer.send('PUT', url, { mapping: { 井名: 'title', 深度: 'data.depth' } });
    expect(mapped.json().counts).toMatchObject({ new: 1, reject: 0 });
    const stray = await officer.send('PUT', url, { mapping: { 没有: 'title' } });
    expect(stray.json().problems[0].code).toBe('unknown-column');
  });

  it('exports without formulas and without what is secret, and reads its own export as unchanged', async () => {
    await officer.send('POST', `${base}/records`, {
      idempotencyKey: newKey(),
      title: '=HYPERLINK("http://x")',
      data: { depth: 1, note: '+1', phone: '021-11111111' },
    });
    const file = (await officer.get(`${base}/export?sort=title`)).rawPayload;
    const book = new exceljs.Workbook();
    await book.xlsx.load(Uint8Array.from(file).buffer);
    const cells =
      book.worksheets[0]?.getSheetValues().flatMap((row) => (Array.isArray(row) ? row : [])) ?? [];
    expect(cells).toContain('\'=HYPERLINK("http://x")');
    expect(cells).toContain("'+1");
    expect(cells.filter((cell) => String(cell).includes('021-'))).toEqual([]);
    expect(cells.some((cell) => typeof cell === 'object' && cell !== null && 'formula' in cell)).toBe(false);
    const book2 = book.worksheets[0];
    book2?.spliceColumns(6, 1);
    const batch = await upload('回传.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
    expect(batch.counts).toMatchObject({ new: 0, change: 0, reject: 0 });
    expect(batch.counts.same).toBeGreaterThan(3);
  });

  it.each([
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['a broken workbook', Buffer.from('PK\u0003\u0004 nothing')],
    ['one cell', Buffer.from('x')],
  ])('%s is no table', async (_, content) => {
    expect((await upload('x.xlsx', content)).code).toBe('import-not-table');
  });
});
