import { beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/config.ts';
import { bombDocx, encryptedDocx, scannedPdf } from './documents.ts';
import { makeWorld, newKey, type Person, type World } from './world.ts';

let world: World;
let coord: Person;
const small = 200_000;

beforeAll(async () => {
  world = await makeWorld([], { ...defaultLimits, plan: small, evidence: small });
  coord = await world.as('COORD');
});

const plan = '示例计划\n\n一、任务\n\n（一）做好一件事。2026年底前完成。（牵头单位：区水务局）\n';

describe('plan documents that cannot be read', () => {
  it.each([
    ['an empty file', '空.txt', Buffer.alloc(0), 'empty-file'],
    ['blanks only', '空白.txt', Buffer.from(' \n\n'), 'empty-text'],
    ['a pdf that is text', '计划.pdf', Buffer.from(plan), 'wrong-extension'],
    ['a broken docx', '计划.docx', Buffer.from('PK\u0003\u0004 broken'), 'broken-zip'],
    ['a broken pdf', '计划.pdf', Buffer.from('%PDF-1.7\nnothing'), 'broken-pdf'],
    ['a zip bomb', '计划.docx', bombDocx(), 'zip-bomb'],
    ['an encrypted docx', '计划.docx', encryptedDocx(), 'encrypted-office'],
    ['a scanned pdf', '计划.pdf', scannedPdf(), 'scanned-pdf'],
    ['a picture', '计划.png', Buffer.from('89504e470d0a1a0a', 'hex'), 'unsupported-format'],
  ])('%s is kept with its cause, and can be tried again', async (_, name, content, code) => {
    const response = await coord.upload('/api/plans', [{ name, content }]);
    expect(response.statusCode).toBe(200);
    const [row] = response.json().items;
    expect(row).toMatchObject({ status: 'failed', fileName: name, error: { code } });
    expect(row.error.message.zh).toMatch(/[请。]/);
    expect((await coord.send('POST', `/api/plans/${row.id}/retry`)).json()).toMatchObject({
      status: 'failed',
    });
    expect((await coord.get(`/api/plans/${row.id}/file`)).rawPayload.equals(content)).toBe(true);
  });

  it('a file over the limit refuses the whole request, naming it', async () => {
    const before = (await coord.get('/api/plans')).json().items.length;
    const response = await coord.upload('/api/plans', [
      { name: '好.txt', content: plan },
      { name: '太大.txt', content: Buffer.alloc(small + 1, 0x61) },
    ]);
    expect([response.statusCode, response.json().code]).toEqual([413, 'file-too-large']);
    expect(response.json().problems[0].path).toBe('太大.txt');
    expect((await coord.get('/api/plans')).json().items).toHaveLength(before);
  });

  it('100 MB are refused whole', async () => {
    const response = await coord.upload('/api/plans', [
      { name: '巨大.docx', content: Buffer.alloc(100 * 1024 * 1024, 0x61) },
    ]);
    expect([response.statusCode, response.json().code]).toEqual([413, 'file-too-large']);
  });

  it('several good files are read one by one, GB18030 too', async () => {
    const response = await coord.upload('/api/plans', [
      { name: '一.txt', content: plan },
      { name: '二.txt', content: Buffer.from('cabec0fdbcc6bbae0a0ad2bba1a2c8cecef10a', 'hex') },
    ]);
    expect(response.json().items.map((row: { status: string }) => row.status)).toEqual(['review', 'review']);
    expect((await coord.send('POST', `/api/plans/${response.json().items[0].id}/retry`)).json().code).toBe(
      'plan-not-failed',
    );
  });

  it('a request without a file is refused', async () => {
    expect((await coord.send('POST', '/api/plans', {})).json().code).toBe('no-file');
    expect((await coord.upload('/api/plans', [])).json().code).toBe('no-file');
  });
});

describe('evidence', () => {
  let url: string;
  beforeAll(async () => {
    const created = await coord.send('POST', '/api/registries/task/records', {
      idempotencyKey: newKey(),
      title: '做好一件事',
      data: { leads: [world.orgs.water], dueDate: '2026-12-31' },
    });
    url = `/api/registries/task/records/${created.json().id}/evidence`;
  });
  const png = Buffer.from(
    '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000100ffff03000006000557bfabd40000000049454e44ae426082',
    'hex',
  );

  it('is what its content says', async () => {
    const [row] = (await coord.upload(url, [{ name: '现场.png', content: png }])).json().items;
    expect(row).toMatchObject({ mime: 'image/png', size: png.length });
    const file = await coord.get(`/api/evidence/${row.id}`);
    expect(file.rawPayload.equals(png)).toBe(true);
    expect(file.headers['content-security-policy']).toContain('sandbox');
    const stranger = await world.as('DEPT', 'green');
    expect((await stranger.get(`/api/evidence/${row.id}`)).statusCode).toBe(404);
  });

  it.each([
    ['a page called a picture', 'x.png', Buffer.from('<script>alert(1)</script>'), 'file-type'],
    ['a picture called a document', 'x.pdf', png, 'file-type'],
    ['a page', 'x.html', Buffer.from('<p>'), 'file-type'],
    ['an empty file', 'x.txt', Buffer.alloc(0), 'file-empty'],
    ['a large file', 'x.txt', Buffer.alloc(small + 1, 0x61), 'file-too-large'],
  ])('%s is refused', async (_, name, content, code) => {
    expect((await coord.upload(url, [{ name, content }])).json().code).toBe(code);
  });
});
