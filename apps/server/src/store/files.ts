import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { StoreError } from './errors.ts';

/** A stored file: its SHA-256 (64 hexadecimal digits) and size in bytes. */
export interface StoredFile {
  sha256: string;
  size: number;
}

/** Files by content under `files/` of the data folder: written whole and synced before they have a name. */
export class FileStore {
  readonly #root: string;
  readonly #incoming: string;

  constructor(dataDir: string) {
    this.#root = join(dataDir, 'files');
    this.#incoming = join(this.#root, 'incoming');
  }

  /** Makes the folders and removes what a killed process left half-written. */
  async prepare(): Promise<void> {
    await mkdir(this.#incoming, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.#incoming)) await rm(join(this.#incoming, name), { force: true });
  }

  /**
   * Stores bytes; the same bytes again give the same file. After it returns they survive a power cut.
   * @throws StoreError `invalid` with `details.maxBytes` when there are more; nothing is kept then
   */
  async put(source: Readable | Uint8Array, limit: { maxBytes: number }): Promise<StoredFile> {
    const temporary = join(this.#incoming, randomUUID());
    const handle = await open(temporary, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      let size = 0;
      for await (const chunk of source instanceof Uint8Array ? [source] : source) {
        const bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        size += bytes.byteLength;
        if (size > limit.maxBytes) {
          throw new StoreError('invalid', `The file is larger than ${limit.maxBytes} bytes.`, limit);
        }
        hash.update(bytes);
        await handle.writeFile(bytes);
      }
      await handle.sync();
      await handle.close();
      const sha256 = hash.digest('hex');
      const place = this.#place(sha256);
      const made = await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      if (made !== undefined) await syncFolder(this.#root);
      await rename(temporary, place);
      await syncFolder(dirname(place));
      return { sha256, size };
    } catch (error) {
      await handle.close().catch(() => {});
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** True when the bytes are here. */
  async has(sha256: string): Promise<boolean> {
    return stat(this.#place(sha256)).then(
      () => true,
      () => false,
    );
  }

  /** The bytes as a stream. @throws StoreError `not-found` */
  async open(sha256: string): Promise<ReadStream> {
    if (!(await this.has(sha256)))
      throw new StoreError('not-found', 'The file is not in the data folder.', { sha256 });
    return createReadStream(this.#place(sha256));
  }

  /** The bytes at once. @throws StoreError `not-found` */
  async read(sha256: string): Promise<Buffer> {
    if (!(await this.has(sha256)))
      throw new StoreError('not-found', 'The file is not in the data folder.', { sha256 });
    return readFile(this.#place(sha256));
  }

  #place(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256))
      throw new StoreError('invalid', 'Not a SHA-256 in lower-case hexadecimal.');
    return join(this.#root, sha256.slice(0, 2), sha256);
  }
}

/** Makes a rename durable. Windows cannot open folders and needs no such step. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
