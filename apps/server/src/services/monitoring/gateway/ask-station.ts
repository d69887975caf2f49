import type { Body } from '@huanzhi/contract';
import { historyRequest, type Request, setTimeouts, standardPatience, timeCalibration } from '@huanzhi/hj212';
import { addRequest, endRequest } from '../../../store/monitoring/gateway/conversation.queries.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { audit, type Origin, type Session } from '../../session.ts';
import { managedStation } from './save-station.ts';

/** Longest span of one request, days: an instrument answers it packet by packet. */
const longest = { minute: 7, hour: 62, day: 400 };

/**
 * Asks an instrument for something and returns at once; the outcome is kept when it is known (up to minutes later).
 * @returns the number of the request
 * @throws AppError `not-found`, `forbidden`, `gateway-off`, `validation-failed` for a span that ends before it begins or is too long
 */
export async function askStation(
  env: Env,
  session: Session,
  id: number,
  body: Body<'requestStation'>,
  origin: Origin,
): Promise<{ id: string }> {
  const { gateway } = env;
  const { db } = env.store;
  const station = await managedStation(env, session, id);
  if (!gateway) throw new AppError('gateway-off');
  const request = requestOf(body);
  const { kind, ...detail } = body;
  const asked = { stationId: id, kind, detail, askedBy: session.user.id, askedAt: env.clock() };
  const requestId = await addRequest(db, asked);
  await audit(env, session.user, 'gateway.request', station.mn, body, origin.ip);
  void gateway
    .request(station.mn, request)
    .then((outcome) => {
      const code = 'code' in outcome ? outcome.code : null;
      return endRequest(db, requestId, { at: env.clock(), outcome: outcome.kind, code });
    })
    // Without a database the request stays open; the next start calls it interrupted.
    .catch(() => {});
  return { id: requestId };
}

function requestOf(body: Body<'requestStation'>): Request {
  if (body.kind === 'clock') return timeCalibration;
  if (body.kind === 'timeouts') return setTimeouts(standardPatience.answer / 1000, standardPatience.resends);
  const [from, to] = [Date.parse(body.from), Date.parse(body.to)];
  if (to < from)
    throw new AppError('validation-failed', [
      problem('to', 'order', '结束时间早于开始时间。', 'The end lies before the beginning.'),
    ]);
  const days = longest[body.of];
  if (to - from > days * 86_400_000)
    throw new AppError('validation-failed', [
      problem('to', 'span', `一次最多请求 ${days} 天，请分段。`, `At most ${days} days at once.`),
    ]);
  return historyRequest(body.of, from, to);
}
