import type { ImportProblem } from '../../../store/monitoring/measurements/imports.queries.ts';

/** Why a whole file cannot be taken; the message is for the person who sent it. */
export class ImportFailure extends Error {
  readonly problem: ImportProblem;

  constructor(code: string, zh: string, en: string) {
    super(`${code}: ${en}`);
    this.name = 'ImportFailure';
    this.problem = { path: '', code, message: { zh, en } };
  }
}

/** The problem that is kept with an import that failed. */
export function problemOf(error: unknown): ImportProblem {
  if (error instanceof ImportFailure) return error.problem;
  return {
    path: '',
    code: 'internal',
    message: {
      zh: '处理时系统内部出错，文件已保留，已写入的整点仍在。请重新核对后再试。',
      en: 'An internal error; the file is kept, and so are hours that were written. Check it again and retry.',
    },
  };
}
