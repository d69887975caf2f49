import type { Answer, Body } from '@huanzhi/contract';
import type { Problem } from '@huanzhi/registry';
import type { PushKey } from '../../../store/monitoring/push/push-keys.queries.ts';
import type { Env } from '../../env.ts';
import { AppError, type ErrorCode } from '../../errors.ts';
import { observationLink, readObservation, type ServiceRoot } from './datastreams.ts';
import { type SentObservation, sentInBatch } from './sent-observations.ts';
import { takeObservations } from './take-observations.ts';

/** Refusals of one observation that are no fault of its form. */
const codes: Readonly<Record<string, ErrorCode>> = {
  'unknown-datastream': 'not-found',
  'day-locked': 'observation-conflict',
  'stored-otherwise': 'observation-conflict',
};

/**
 * Takes one observation and gives it as it stands then.
 * @throws AppError `not-found` for a datastream that the key may not write, `observation-conflict` for an hour that may
 *   not be replaced, `observation-refused` for the rest; each names the field
 */
export async function pushOne(
  env: Env,
  key: PushKey,
  root: ServiceRoot,
  sent: Pick<SentObservation, 'datastream' | 'fields'>,
): Promise<Answer<'pushObservation'>> {
  const [outcome] = await takeObservations(env, key, [{ ...sent, path: '', fault: null }]);
  if (outcome === undefined) throw new Error('an observation without an outcome');
  if ('problems' in outcome)
    throw new AppError(codes[outcome.problems[0]?.code ?? ''] ?? 'observation-refused', outcome.problems);
  return readObservation(env, key, root, outcome.id);
}

/**
 * Takes a data array. Each observation is answered by its address or by `error` with field and reason.
 * @throws AppError `observation-refused` with the reasons when none was taken; they are kept all the same
 */
export async function pushMany(
  env: Env,
  key: PushKey,
  root: ServiceRoot,
  groups: Body<'pushObservations'>,
): Promise<string[]> {
  const outcomes = await takeObservations(env, key, sentInBatch(groups));
  const refused = outcomes.flatMap((one) => ('problems' in one ? one.problems : []));
  if (outcomes.every((one) => 'problems' in one)) throw new AppError('observation-refused', refused);
  return outcomes.map((one) =>
    'problems' in one ? `error ${one.problems.map(inOneLine).join('; ')}` : observationLink(root, one.id),
  );
}

const inOneLine = ({ path, code, message }: Problem): string => `${path} ${code}: ${message.en}`;
