import { parentPort } from 'node:worker_threads';
import { DocumentError, readDocument, readPlan } from '@huanzhi/plan-reader';
import type { ReadingAnswer, ReadingRequest } from './document-reader.ts';

/** Reads one document after the other, beside the thread that answers requests. */
async function answer({ bytes, fileName, receivedOn }: ReadingRequest): Promise<ReadingAnswer> {
  try {
    const { text } = await readDocument(bytes, fileName);
    return { text, reading: readPlan(text, { file: fileName, receivedOn }) };
  } catch (error) {
    if (error instanceof DocumentError) return { refused: { code: error.code, message: error.message } };
    throw error;
  }
}

parentPort?.on('message', (request: ReadingRequest) => {
  // What is no `DocumentError` ends this thread, and the reader reports it.
  void answer(request).then((result) => parentPort?.postMessage(result));
});
