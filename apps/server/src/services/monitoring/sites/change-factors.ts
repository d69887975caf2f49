import type { Answer, Body } from '@huanzhi/contract';
import { unitFactor } from '@huanzhi/monitoring';
import { factor as factorOf } from '@huanzhi/standards';
import {
  addSiteFactors,
  endSiteFactor,
  listSiteFactors,
  type SiteFactor,
} from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { audit, type Origin, type Session } from '../../session.ts';
import { managedSite } from './own-sites.ts';
import { readSite } from './sites.ts';

/**
 * Adds a factor; for one that is there, an earlier first day is taken over.
 * @throws AppError `not-found`, `forbidden`; `validation-failed` for a unit that the factor cannot be measured in, for another unit
 *   than its values are kept in, and for a factor that is expected from that day already
 */
export async function addFactor(
  env: Env,
  session: Session,
  id: number,
  body: Body<'addSiteFactor'>,
  origin: Origin,
): Promise<Answer<'addSiteFactor'>> {
  await managedSite(env, session, id);
  const known = (await listSiteFactors(env.store.db, [id])).find((one) => one.factor === body.factor);
  const wrong = wrongFactor(body, known);
  if (wrong !== null) throw new AppError('validation-failed', [wrong]);
  await addSiteFactors(env.store.db, [{ siteId: id, ...body }]);
  await audit(env, session.user, 'site.factor', String(id), { ...body }, origin.ip);
  return readSite(env, session, id);
}

function wrongFactor({ factor, unit, since }: Body<'addSiteFactor'>, known: SiteFactor | undefined) {
  const usual = factorOf(factor)?.unit;
  if (usual !== undefined && unitFactor(unit, usual) === null) {
    return problem(
      'unit',
      'unit',
      `“${unit}”不能作为该因子的单位，应可换算为 ${usual}。`,
      `“${unit}” cannot be the unit of this factor; expected one that converts to ${usual}.`,
    );
  }
  if (known === undefined) return null;
  if (known.unit !== unit) {
    return problem(
      'unit',
      'kept',
      `该因子的数值已按 ${known.unit} 保存，单位不能改。`,
      `The values of this factor are kept in ${known.unit}; the unit cannot change.`,
    );
  }
  if (known.since > since) return null;
  const ended = typeof known.until === 'string';
  return problem(
    'factor',
    'taken',
    ended
      ? `该因子 ${known.since} 至 ${known.until} 监测过。继续监测请撤回停测。`
      : `该点位自 ${known.since} 起已监测此因子。`,
    ended
      ? `It was monitored from ${known.since} to ${known.until}. To go on, take its end back.`
      : `The site has this factor since ${known.since}.`,
  );
}

/**
 * Ends a factor with a day, or takes its end back; its values stay.
 * @throws AppError `not-found`, `forbidden`; `validation-failed` for a day before its first
 */
export async function endFactor(
  env: Env,
  session: Session,
  id: number,
  { factor, lastDay }: { factor: string; lastDay: string | null },
  origin: Origin,
): Promise<Answer<'endSiteFactor'>> {
  await managedSite(env, session, id);
  const known = (await listSiteFactors(env.store.db, [id])).find((one) => one.factor === factor);
  if (known === undefined) throw new AppError('not-found');
  if (lastDay !== null && lastDay < known.since) {
    throw new AppError('validation-failed', [
      problem(
        'lastDay',
        'order',
        `停测日期不能早于开始日期 ${known.since}。`,
        `It cannot end before it begins on ${known.since}.`,
      ),
    ]);
  }
  await endSiteFactor(env.store.db, { siteId: id, factor, until: lastDay });
  const detail = { factor, lastDay: { before: known.until ?? null, after: lastDay } };
  await audit(env, session.user, 'site.factor.end', String(id), detail, origin.ip);
  return readSite(env, session, id);
}
