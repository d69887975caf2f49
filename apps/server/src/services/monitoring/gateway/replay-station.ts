import type { Body } from '@huanzhi/contract';
import { markReplayed, openPieces } from '../../../store/monitoring/gateway/quarantined.queries.ts';
import { saveStation } from '../../../store/readings/stations.queries.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';
import { audit, type Origin, type Session } from '../../session.ts';
import { managedStation } from './save-station.ts';

const batch = 500;
/** Pieces of one call at most, so that it ends in time. */
const most = 5_000;

/**
 * Changes the check value of an instrument when asked, then judges its quarantined pieces again, oldest first. What
 * is brought in is marked so in quarantine; its bytes, reason and time stay there.
 * @throws AppError `not-found`, `forbidden`, `gateway-off`
 */
export async function replayStation(
  env: Env,
  session: Session,
  id: number,
  { crc }: Body<'replayStation'>,
  origin: Origin,
) {
  const { gateway } = env;
  const { db } = env.store;
  const station = await managedStation(env, session, id);
  if (!gateway) throw new AppError('gateway-off');
  if (crc !== undefined && crc !== station.crc) {
    await saveStation(db, { ...station, crc });
    const change = { from: station.crc, to: crc };
    await audit(env, session.user, 'gateway.crc', station.mn, change, origin.ip);
  }
  await gateway.refreshStations();
  const refused: Record<string, number> = {};
  let stored = 0;
  let seen = 0;
  let after: string | null = null;
  for (;;) {
    const pieces = await openPieces(db, station.mn, after, batch);
    const outcomes = await gateway.replay(
      pieces.map(({ raw, peer, receivedAt }) => ({ raw, peer, receivedAt: Date.parse(receivedAt) })),
    );
    const done = pieces.filter((_, index) => outcomes[index]?.kind === 'stored');
    if (done.length > 0) {
      const ids = done.map((piece) => piece.id);
      await markReplayed(db, ids, session.user.id, env.clock(), 'stored');
    }
    for (const outcome of outcomes) {
      if (outcome.kind === 'refused') refused[outcome.reason] = (refused[outcome.reason] ?? 0) + 1;
    }
    stored += done.length;
    seen += pieces.length;
    after = pieces.at(-1)?.id ?? null;
    if (pieces.length < batch || seen >= most) break;
  }
  await audit(env, session.user, 'gateway.replay', station.mn, { stored, refused }, origin.ip);
  return { stored, refused, more: seen >= most };
}
