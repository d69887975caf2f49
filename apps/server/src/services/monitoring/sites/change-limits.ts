import type { Answer, Body } from '@huanzhi/contract';
import { addDays } from '@huanzhi/monitoring';
import { compareRational } from '@huanzhi/standards';
import type { Transaction } from 'kysely';
import { addDaysToJudge } from '../../../store/monitoring/days-to-judge.queries.ts';
import { daysWithHours } from '../../../store/monitoring/hours.queries.ts';
import { addSiteLimit, endSiteLimit, listSiteLimits } from '../../../store/monitoring/sites.queries.ts';
import type { Database } from '../../../store/schema.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { audit, type Origin, type Session } from '../../session.ts';
import { managedSite } from './own-sites.ts';
import { readSite } from './sites.ts';

const endOfTime = '9999-12-31';

/**
 * Adds a limit; days in its period of validity are judged again.
 * @throws AppError `not-found`, `forbidden`, `validation-failed` without a bound, with the lower above the upper one, or with an end
 *   before its start
 */
export async function addLimit(
  env: Env,
  session: Session,
  id: number,
  body: Body<'addSiteLimit'>,
  origin: Origin,
): Promise<Answer<'addSiteLimit'>> {
  await managedSite(env, session, id);
  const wrong = wrongLimit(body);
  if (wrong.length > 0) throw new AppError('validation-failed', wrong);
  const limit = await env.store.transaction(async (trx) => {
    const added = await addSiteLimit(trx, { siteId: id, ...body }, session.user.id);
    await judgeAgain(trx, id, body.validFrom, body.validTo ?? endOfTime);
    return added;
  });
  await audit(env, session.user, 'site.limit', String(id), { limit, ...body }, origin.ip);
  return readSite(env, session, id);
}

function wrongLimit({ lower, upper, validFrom, validTo }: Body<'addSiteLimit'>) {
  return [
    ...(lower === null && upper === null
      ? [problem('upper', 'required', '上限与下限至少填一项。', 'Give an upper or a lower bound.')]
      : []),
    ...(lower !== null && upper !== null && compareRational(lower, upper) > 0
      ? [problem('lower', 'order', '下限不能大于上限。', 'The lower bound cannot lie above the upper one.')]
      : []),
    ...(validTo !== null && validTo < validFrom
      ? [problem('validTo', 'order', '终止日期不能早于起始日期。', 'It cannot end before it begins.')]
      : []),
  ];
}

/**
 * Ends a limit with a day; the days after it are judged again.
 * @throws AppError `not-found`, `forbidden`, `validation-failed` for a day before its first
 */
export async function endLimit(
  env: Env,
  session: Session,
  id: number,
  { limit, lastDay }: { limit: string; lastDay: string },
  origin: Origin,
): Promise<Answer<'endSiteLimit'>> {
  await managedSite(env, session, id);
  const found = (await listSiteLimits(env.store.db, [id])).find((one) => one.id === limit);
  if (found === undefined) throw new AppError('not-found');
  if (lastDay < found.validFrom) {
    throw new AppError('validation-failed', [
      problem('lastDay', 'order', '终止日期不能早于起始日期。', 'It cannot end before it begins.'),
    ]);
  }
  const [from = lastDay, to = endOfTime] = [lastDay, found.validTo ?? endOfTime].sort();
  await env.store.transaction(async (trx) => {
    await endSiteLimit(trx, limit, lastDay);
    await judgeAgain(trx, id, addDays(from, 1), to);
  });
  const { factor, period, lower, upper, validTo } = found;
  const detail = { limit, factor, period, lower, upper, lastDay: { before: validTo, after: lastDay } };
  await audit(env, session.user, 'site.limit.end', String(id), detail, origin.ip);
  return readSite(env, session, id);
}

async function judgeAgain(trx: Transaction<Database>, id: number, from: string, to: string): Promise<void> {
  await addDaysToJudge(trx, await daysWithHours(trx, [id], from, to));
}
