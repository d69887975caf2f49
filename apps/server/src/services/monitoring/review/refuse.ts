import { AppError, problem } from '../../errors.ts';

/** A step of the review that is not possible now, with the sentence that says why. */
export function refuse(code: string, zh: string, en: string): AppError {
  return new AppError('transition-refused', [problem('', code, zh, en)]);
}

/** A field of a review request that has to be corrected. */
export function wrongField(path: string, code: string, zh: string, en: string): AppError {
  return new AppError('validation-failed', [problem(path, code, zh, en)]);
}
