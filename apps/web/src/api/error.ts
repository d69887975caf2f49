import type { shapes } from '@huanzhi/contract';
import type { z } from 'zod';

export type ErrorAnswer = z.infer<typeof shapes.errorAnswer>;
export type Problem = z.infer<typeof shapes.problem>;

/** An error answer of the server, or `network` / `timeout` when none came. */
export class ApiError extends Error {
  readonly status: number;
  readonly answer: ErrorAnswer;

  constructor(status: number, answer: ErrorAnswer) {
    super(answer.message.zh);
    this.status = status;
    this.answer = answer;
  }
}

const texts = {
  network: {
    zh: '服务器没有回应，网络可能断了。',
    en: 'The server did not answer; the network may be down.',
  },
  timeout: { zh: '服务器 30 秒内没有回应。', en: 'The server did not answer within 30 seconds.' },
  unreadable: { zh: '服务器的回答读不懂。', en: 'The answer of the server cannot be read.' },
};

/** An error without an answer of the server. */
export function localError(code: keyof typeof texts, status = 0): ApiError {
  return new ApiError(status, { code, message: texts[code], problems: [], requestId: '' });
}

/** Reads an error body; anything that is not an error answer becomes `unreadable`. */
export function errorFromBody(status: number, text: string): ApiError {
  try {
    const body = JSON.parse(text) as Partial<ErrorAnswer>;
    if (typeof body.code === 'string' && body.message) {
      return new ApiError(status, {
        code: body.code,
        message: body.message,
        problems: body.problems ?? [],
        requestId: body.requestId ?? '',
      });
    }
  } catch {
    // A proxy may answer with a page instead of JSON: said as such below.
  }
  return localError('unreadable', status);
}
