import { daysWithHours, markDirty } from '../../../store/monitoring/hours.queries.ts';
import { daysWithPublished } from '../../../store/monitoring/measurements/published-days.queries.ts';
import { type Site, saveSite } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { loadOrgIndex } from '../../org-index.ts';
import { audit, type Origin, type Session } from '../../session.ts';
import { bounds } from '../air/geojson.ts';

/** A site with what a person says of it. */
type SaidSite = Omit<Site, 'id'>;

/** What day, month and year figures are made by; when one changes, they are made again. */
const figured: readonly (keyof SaidSite)[] = ['kind', 'assessed', 'intervalHours', 'props', 'active'];

/** @throws AppError `validation-failed` for half a place or one outside China, `org-unknown` */
export async function checkSite(
  env: Env,
  site: Pick<Site, 'lon' | 'lat' | 'ownerOrg' | 'enterpriseOrg'>,
): Promise<void> {
  const wrong = wrongPlace(site);
  if (wrong.length > 0) throw new AppError('validation-failed', wrong);
  const orgs = await loadOrgIndex(env);
  for (const id of [site.ownerOrg, site.enterpriseOrg])
    if (id !== null && orgs.byId(id) === undefined) throw new AppError('org-unknown');
}

/** What is wrong with a place: both coordinates or none, in degrees within China; else they were mixed up or projected. */
export function wrongPlace({ lon, lat }: Pick<Site, 'lon' | 'lat'>): ReturnType<typeof problem>[] {
  return (['lon', 'lat'] as const).flatMap((key) => {
    const value = { lon, lat }[key];
    if (value === null) {
      return lon === null && lat === null
        ? []
        : [problem(key, 'required', '经度和纬度须同时填写。', 'Give both longitude and latitude.')];
    }
    const [low, high] = key === 'lon' ? [bounds.west, bounds.east] : [bounds.south, bounds.north];
    if (value >= low && value <= high) return [];
    const [zh, en] = key === 'lon' ? ['经度', 'longitude'] : ['纬度', 'latitude'];
    return [
      problem(
        key,
        'range',
        `${zh}须在 ${low} 至 ${high} 度之间（国内），现为 ${value}。`,
        `The ${en} must lie between ${low} and ${high} degrees (China), found ${value}.`,
      ),
    ];
  });
}

/** Adds a site that was checked; the security log keeps all of it. @returns its number */
export async function storeNew(env: Env, session: Session, site: SaidSite, origin: Origin): Promise<number> {
  const id = await saveSite(env.store.db, site);
  await audit(env, session.user, 'site.add', String(id), { ...site }, origin.ip);
  return id;
}

/** Changes a site that was checked; days whose figures depend on it wait to be made again. Nothing when it is the same. */
export async function storeChanged(
  env: Env,
  session: Session,
  { id, ...before }: Site,
  after: SaidSite,
  origin: Origin,
): Promise<void> {
  const keys = Object.keys(before) as (keyof SaidSite)[];
  const changed = keys.filter((key) => canonical(before[key]) !== canonical(after[key]));
  if (changed.length === 0) return;
  await env.store.transaction(async (trx) => {
    await saveSite(trx, after);
    if (changed.some((key) => figured.includes(key)))
      await markDirty(trx, [
        ...(await daysWithHours(trx, [id], '1900-01-01', '9999-12-31')),
        ...(await daysWithPublished(trx, [id], '1900-01-01', '9999-12-31')),
      ]);
  });
  const detail = Object.fromEntries(changed.map((key) => [key, { before: before[key], after: after[key] }]));
  await audit(env, session.user, 'site.change', String(id), detail, origin.ip);
}

/** Whether two sites say the same. */
export function sameSite(one: SaidSite, other: SaidSite): boolean {
  return (Object.keys(one) as (keyof SaidSite)[]).every(
    (key) => canonical(one[key]) === canonical(other[key]),
  );
}

/** The order of properties says nothing. */
const canonical = (value: unknown): string =>
  JSON.stringify(typeof value === 'object' && value !== null ? Object.entries(value).sort() : value);
