import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { DocumentError, type DocumentErrorCode, type PlanReading } from '@huanzhi/plan-reader';

/** A document to be read; `receivedOn` is a local day. */
export interface ReadingRequest {
  bytes: Uint8Array;
  fileName: string;
  receivedOn: string;
}

/** What the worker answers: the reading, or why the document was refused. */
export type ReadingAnswer =
  | { text: string; reading: PlanReading }
  | { refused: { code: DocumentErrorCode; message: string } };

/** Why a reading ended without a result: over time, over memory, or a fault of ours. */
export type ReaderFailureCode = 'reader-timeout' | 'reader-memory' | 'reader-failed';

/** The reader itself failed; the document may be fine. */
export class ReaderFailure extends Error {
  readonly code: ReaderFailureCode;

  constructor(code: ReaderFailureCode, cause?: unknown) {
    super(`${code}: ${cause instanceof Error ? cause.message : 'no result'}`, { cause });
    this.code = code;
  }
}

export interface ReaderLimits {
  /** For one document, the start of the worker included, in ms. */
  timeout: number;
  /** Heap of the worker in MiB. */
  memory: number;
}

/** A plan of 300 pages takes under 2 s and 300 MB. */
const defaultLimits: ReaderLimits = { timeout: 120_000, memory: 1024 };

/**
 * Reads documents in a worker thread, one after the other, so that a long one holds up no request and a
 * document that ends the reader does not end the server. The thread starts with the first document.
 */
export class DocumentReader {
  readonly #limits: ReaderLimits;
  #worker: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(limits: Partial<ReaderLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
  }

  /** @throws DocumentError for a document that cannot be read; ReaderFailure */
  read(request: ReadingRequest): Promise<{ text: string; reading: PlanReading }> {
    const result = this.#last.then(() => this.#run(request));
    this.#last = result.catch(() => {});
    return result;
  }

  /** Ends the thread; a document under way fails. A later one starts it again. */
  async close(): Promise<void> {
    await this.#end();
  }

  async #run(request: ReadingRequest): Promise<{ text: string; reading: PlanReading }> {
    if (this.#worker === null) {
      const started = startWorker(this.#limits.memory);
      // Without a listener an error between two documents would end the server; the next one starts anew.
      started.on('error', () => {});
      started.once('exit', () => {
        if (this.#worker === started) this.#worker = null;
      });
      this.#worker = started;
    }
    const worker = this.#worker;
    // Only a document under way keeps the process alive.
    worker.ref();
    try {
      const answer = await answerOf(worker, request, this.#limits.timeout);
      worker.unref();
      if (!('refused' in answer)) return answer;
      throw new DocumentError(answer.refused.code, answer.refused.message);
    } catch (error) {
      if (error instanceof ReaderFailure) await this.#end();
      throw error;
    }
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}

/** @throws ReaderFailure */
function answerOf(worker: Worker, request: ReadingRequest, timeout: number): Promise<ReadingAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(timer);
      worker.off('message', answered).off('error', failed).off('exit', ended);
      end();
    };
    const fail = (code: ReaderFailureCode, cause?: unknown) =>
      settle(() => reject(new ReaderFailure(code, cause)));
    const answered = (answer: ReadingAnswer) => settle(() => resolve(answer));
    const failed = (error: NodeJS.ErrnoException) =>
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'reader-memory' : 'reader-failed', error);
    const ended = () => fail('reader-failed');
    const timer = setTimeout(() => fail('reader-timeout'), timeout);
    worker.on('message', answered).on('error', failed).on('exit', ended);
    worker.postMessage(request);
  });
}

function startWorker(memory: number): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: memory };
  const here = import.meta.url;
  if (!here.endsWith('.ts')) {
    // In the bundle this code lies beside the worker, or in a folder of shared parts below it.
    const built = ['./document-reader-worker.js', '../document-reader-worker.js'].map(
      (path) => new URL(path, here),
    );
    const file = built.find((url) => existsSync(url));
    if (file === undefined) throw new ReaderFailure('reader-failed', new Error('The worker is not built.'));
    return new Worker(file, { resourceLimits });
  }
  const source = new URL('./worker.ts', here).href;
  return new Worker(
    `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(source)}); })`,
    { eval: true, resourceLimits, execArgv: ['--conditions=huanzhi-source'] },
  );
}
