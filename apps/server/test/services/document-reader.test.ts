import { afterEach, expect, it } from 'vitest';
import { DocumentReader, type ReaderLimits } from '../../src/document-reader/document-reader.ts';

const open: DocumentReader[] = [];
afterEach(async () => {
  for (const reader of open.splice(0)) await reader.close();
});

function reader(limits: Partial<ReaderLimits> = {}): DocumentReader {
  const made = new DocumentReader(limits);
  open.push(made);
  return made;
}

const document = (text: string, fileName = '计划.txt') => ({
  bytes: Buffer.from(text),
  fileName,
  receivedOn: '2026-03-02',
});
const plan = '示例计划\n\n一、任务\n\n（一）做好一件事。2026年底前完成。（牵头单位：区水务局）\n';

it('reads several documents one after the other, refused ones between them', async () => {
  const own = reader();
  const results = await Promise.allSettled([
    own.read(document(plan)),
    own.read(document(' \n')),
    own.read(document(plan, '计划.pdf')),
    own.read(document(plan)),
  ]);
  expect(
    results.map((one) => (one.status === 'fulfilled' ? one.value.reading.tasks.length : one.reason.code)),
  ).toEqual([1, 'empty-text', 'wrong-extension', 1]);
});

it('stops a reading that is over its time', async () => {
  await expect(reader({ timeout: 0 }).read(document(plan))).rejects.toMatchObject({ code: 'reader-timeout' });
});

it('survives a reader that runs out of memory, again and again', async () => {
  const own = reader({ memory: 2 });
  for (let time = 0; time < 2; time += 1) {
    await expect(own.read(document(plan))).rejects.toMatchObject({ code: 'reader-memory' });
  }
});

it('reads on after it was closed', async () => {
  const own = reader();
  await own.read(document(plan));
  await own.close();
  expect((await own.read(document(plan))).reading.tasks).toHaveLength(1);
});
