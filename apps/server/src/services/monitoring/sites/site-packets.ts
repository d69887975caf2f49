import type { Answer, Query } from '@huanzhi/contract';
import { hourEnd } from '@huanzhi/monitoring';
import { listSiteStations, rawPackets } from '../../../store/readings/touched-hours.queries.ts';
import type { Env } from '../../env.ts';
import type { Session } from '../../session.ts';
import { maskText } from '../gateway/mask.ts';
import { siteFor } from './own-sites.ts';

const shownAtMost = 200;

/** The raw packets whose time lies in an hour, secrets masked. @throws AppError `not-found` */
export async function sitePackets(
  env: Env,
  session: Session,
  id: number,
  { day, hour }: Query<'sitePackets'>,
): Promise<Answer<'sitePackets'>> {
  const site = await siteFor(env, session, id);
  const stations = await listSiteStations(env.store.db, { siteIds: [id] });
  const end = hourEnd(day, hour);
  // By label: [start, end) or (start, end].
  const shift = site.props.packetLabel === 'end' ? 1 : 0;
  const found = await rawPackets(
    env.store.db,
    stations.map((one) => one.id),
    end - 3_600_000 + shift,
    end - 1 + shift,
    shownAtMost + 1,
  );
  return {
    items: found.slice(0, shownAtMost).map((one) => ({
      mn: one.mn,
      cn: one.cn,
      at: one.at,
      receivedAt: one.receivedAt,
      repairs: one.repairs === null ? [] : one.repairs.split(','),
      text: maskText(one.raw.toString('utf8')),
    })),
    more: found.length > shownAtMost,
  };
}
