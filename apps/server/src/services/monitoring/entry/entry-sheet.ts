import type { Answer, Query } from '@huanzhi/contract';
import { daysBetween, type HourDay, hourEnd } from '@huanzhi/monitoring';
import { factor as factorOf } from '@huanzhi/standards';
import { readHourDays } from '../../../store/monitoring/hours.queries.ts';
import { listReviewDays } from '../../../store/monitoring/review/days.queries.ts';
import { listSiteFactors, type Site } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import type { Session } from '../../session.ts';
import { userNames } from '../../user-names.ts';
import { reviewedSite } from '../review/who.ts';
import { isSampled } from './rhythm.ts';

type Sheet = Answer<'entrySheet'>;

/**
 * The sheet into which a person types: a row for each hour of a day, or for each day of a month at a site with one value
 * a day, with what stands there and which days are locked.
 * @throws AppError `not-found` for a site that is not for this person or not active
 */
export async function entrySheet(
  env: Env,
  session: Session,
  { site: id, day }: Query<'entrySheet'>,
): Promise<Sheet> {
  const site = await reviewedSite(env, session, id);
  const { db } = env.store;
  const [from, to] = isSampled(site) ? monthOf(day) : [day, day];
  const all = await listSiteFactors(db, [id]);
  const factors = all.filter(({ until }) => until == null || until >= from);
  const [blocks, reviewDays, names] = await Promise.all([
    readHourDays(db, { siteIds: [id], factors: factors.map(({ factor }) => factor), from, to }),
    listReviewDays(db, from, to),
    userNames(env),
  ]);
  const locked = reviewDays.flatMap(({ day: on, lockedAt, lockedBy }) =>
    lockedAt === null ? [] : [{ day: on, at: lockedAt, by: names(lockedBy ?? 'system') }],
  );
  const closed = new Set(locked.map((one) => one.day));
  const blockOf = new Map(blocks.map((block) => [`${block.factor} ${block.day}`, block]));
  const now = env.clock().getTime();
  const row = (on: string, hour: number | null) => ({
    day: on,
    hour,
    open: hourEnd(on, hour ?? 0) <= now,
    locked: closed.has(on),
    stands: factors.map(({ factor }) => standing(blockOf.get(`${factor} ${on}`), hour ?? 24)),
  });
  return {
    site: { id, code: site.code, name: site.name, kind: site.kind },
    rowIs: isSampled(site) ? 'day' : 'hour',
    from,
    to,
    factors: factors.map(({ factor, unit }) => ({ factor, name: factorOf(factor)?.name ?? factor, unit })),
    rows: isSampled(site)
      ? daysBetween(from, to).map((on) => row(on, null))
      : hoursOf(site, blocks).map((hour) => row(day, hour)),
    locked,
  };
}

/** Hours in which the site measures, and others in which something stands. */
function hoursOf(site: Site, blocks: readonly HourDay[]): number[] {
  return Array.from({ length: 24 }, (_, index) => index + 1).filter(
    (hour) =>
      hour % site.intervalHours === 0 || blocks.some(({ sources }) => (sources[hour - 1] ?? '.') !== '.'),
  );
}

function standing(block: HourDay | undefined, hour: number): Sheet['rows'][number]['stands'][number] {
  const source = block?.sources[hour - 1] ?? '.';
  if (block === undefined || source === '.') return null;
  return {
    value: block.values[hour - 1] ?? null,
    mark: block.marks[hour - 1] ?? '-',
    source,
    verdict: block.verdicts[hour - 1] ?? '.',
  };
}

/** First and last day of the month of a day. */
function monthOf(day: string): [from: string, to: string] {
  const [year = '', month = ''] = day.split('-');
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return [`${year}-${month}-01`, `${year}-${month}-${String(last).padStart(2, '0')}`];
}
