import type { Readable } from 'node:stream';
import { StoreError } from '../store/index.ts';
import type { Env } from './env.ts';
import { AppError, problem } from './errors.ts';

/**
 * Stores a file as it arrives; never more than the limit is written.
 * @returns its SHA-256 and size in bytes
 * @throws AppError `file-too-large` naming the file and the limit; nothing of it is kept
 */
export async function receive(
  env: Env,
  upload: { fileName: string; stream: Readable },
  maxBytes: number,
): Promise<{ sha256: string; size: number }> {
  try {
    return await env.store.files.put(upload.stream, { maxBytes });
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'invalid') throw error;
    const limit = Math.floor(maxBytes / 1024 / 1024);
    throw new AppError('file-too-large', [
      problem(
        upload.fileName,
        'file-too-large',
        `“${upload.fileName}”超过 ${limit} MB 的上限。请压缩、拆分或删去图片后再上传。`,
        `“${upload.fileName}” is larger than ${limit} MB. Compress or split it, or remove pictures.`,
      ),
    ]);
  }
}
