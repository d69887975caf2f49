import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileStore } from '../../src/store/files.ts';
import { temporaryFolder } from './fresh-database.ts';

async function fileStore(): Promise<{ files: FileStore; incoming: string }> {
  const folder = await temporaryFolder();
  const files = new FileStore(folder);
  await files.prepare();
  return { files, incoming: join(folder, 'files', 'incoming') };
}

describe('files', () => {
  it('come back byte for byte under their SHA-256, once for the same bytes', async () => {
    const { files } = await fileStore();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 5_000 }), { maxLength: 4 }), async (chunks) => {
        const whole = Buffer.concat(chunks);
        const stored = await files.put(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), {
          maxBytes: 50_000,
        });
        expect(stored.size).toBe(whole.length);
        expect(await files.put(whole, { maxBytes: 50_000 })).toEqual(stored);
        expect(await files.read(stored.sha256)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
    const known = await files.put(Buffer.from('abc'), { maxBytes: 3 });
    expect(known.sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('leave nothing when they are too large or break off', async () => {
    const { files, incoming } = await fileStore();
    await expect(files.put(Buffer.from('abcd'), { maxBytes: 3 })).rejects.toMatchObject({
      code: 'invalid',
      details: { maxBytes: 3 },
    });
    const breaking = Readable.from(
      (function* () {
        yield Buffer.from('half');
        throw new Error('connection lost');
      })(),
    );
    await expect(files.put(breaking, { maxBytes: 100 })).rejects.toThrow('connection lost');
    expect(await readdir(incoming)).toEqual([]);
  });

  it('left half-written by a killed process are removed at the next start', async () => {
    const { files, incoming } = await fileStore();
    await writeFile(join(incoming, 'half'), 'x');
    await files.prepare();
    expect(await readdir(incoming)).toEqual([]);
  });

  it('are not found by a name that is no SHA-256', async () => {
    const { files } = await fileStore();
    await expect(files.open('../../etc/passwd')).rejects.toMatchObject({ code: 'invalid' });
    await expect(files.open('0'.repeat(64))).rejects.toMatchObject({ code: 'not-found' });
  });
});
