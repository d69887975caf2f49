import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { AppError, type ErrorCode, problem } from '../services/errors.ts';
import { StoreError } from '../store/errors.ts';

/** Refusals of Fastify and its plugins, in our own codes. */
const fastifyCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'invalid-input',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid-input',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid-input',
  FST_ERR_BAD_URL: 'invalid-input',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'no-file',
  FST_FILES_LIMIT: 'too-many-files',
  FST_PARTS_LIMIT: 'too-many-files',
  FST_FIELDS_LIMIT: 'too-many-files',
  FST_REQ_FILE_TOO_LARGE: 'file-too-large',
};

const storeCodes: Partial<Record<StoreError['code'], ErrorCode>> = {
  unavailable: 'unavailable',
  version: 'version-conflict',
  conflict: 'version-conflict',
  'not-found': 'not-found',
  invalid: 'invalid-input',
  duplicate: 'key-reused',
};

/** Any thrown thing as one of our refusals; what nobody expected becomes `internal`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof StoreError) return new AppError(storeCodes[error.code] ?? 'internal');
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new AppError(
      'invalid-input',
      error.validation.map((issue) =>
        problem(
          issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
          issue.keyword,
          `不符合接口要求：${issue.message ?? ''}`,
          issue.message ?? 'invalid',
        ),
      ),
    );
  }
  const { code, statusCode } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY') {
    return new AppError('invalid-input', [
      problem(
        '',
        'json',
        '请求正文不是 JSON；NaN 和多余的逗号都不是 JSON。',
        'The body is not JSON; NaN and trailing commas are none.',
      ),
    ]);
  }
  if (code !== undefined && code in fastifyCodes) return new AppError(fastifyCodes[code] ?? 'internal');
  if (statusCode === 429) return new AppError('rate-limited');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new AppError('invalid-input');
  return new AppError('internal');
}

/** Sends a refusal in the one shape that every error answer has; the cause goes to the log only. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = toAppError(error);
  if (refusal.status >= 500) request.log.error({ err: error }, 'request failed');
  return reply
    .status(refusal.status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ code: refusal.code, message: refusal.text, problems: refusal.problems, requestId: request.id });
}
