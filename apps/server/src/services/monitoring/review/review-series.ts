import { addDays, type CheckText, checkDay, dueHours, type HourDay } from '@huanzhi/monitoring';
import { parseWaterClass } from '@huanzhi/standards';
import { readHourDays } from '../../../store/monitoring/hours.queries.ts';
import { listMarks } from '../../../store/monitoring/review/enterprise-marks.queries.ts';
import { listLateHours } from '../../../store/monitoring/review/late-hours.queries.ts';
import { listSiteLimits, listSites, type Site } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';
import type { Session } from '../../session.ts';
import { itemLimit } from '../water/figures.ts';
import { inStandardUnit, waterItemKey } from '../water/items.ts';
import { factorName } from './factor-name.ts';
import { checkedSites, hoursOver, loadDay } from './load-day.ts';
import { reviewedSite } from './who.ts';

/**
 * The hours of a series on a day and the day before it, beside the same factor at neighbouring sites and the other
 * factors of the site; what the checks say about each hour; limits; what came after the lock.
 * @throws AppError `not-found`
 */
export async function reviewSeries(
  env: Env,
  session: Session,
  where: { day: string; site: number; factor: string },
) {
  const { db } = env.store;
  const { day, factor } = where;
  const site = await reviewedSite(env, session, where.site);
  const own = (await loadDay(db, day, [site.id])).get(site.id);
  const mine = own?.factors.find((one) => one.factor === factor);
  if (own === undefined || mine === undefined) throw new AppError('not-found');
  const near = await loadDay(db, day, [site.id, ...own.neighbours]);
  const through = hoursOver(day, env.clock());
  const flagged = checkDay(await checkedSites(db, day, near), through).filter(
    (hour) => hour.siteId === site.id && hour.factor === factor,
  );
  const marks = await listMarks(db, day, [site.id]);
  const block = own.blocks.get(factor);
  const due = new Set(dueHours(block ?? { marks: '' }, site.intervalHours, through).map(({ hour }) => hour));
  const neighbours = await listSites(db, { ids: own.neighbours });
  const others = await readHourDays(db, {
    siteIds: own.neighbours,
    factors: [factor],
    from: addDays(day, -1),
    to: day,
  });
  const valuesOf = (id: number, on: string) =>
    others.find((one) => one.siteId === id && one.day === on)?.values ?? empty;
  return {
    site: { id: site.id, name: site.name, kind: site.kind },
    factor,
    factorName: factorName(factor),
    unit: mine.unit === '1' ? '' : mine.unit,
    before: hoursOf(own.before.get(factor)),
    hours: hoursOf(block).map((hour, index) => ({
      ...hour,
      due: due.has(index + 1),
      flags: (flagged.find((one) => one.hour === index + 1)?.flags ?? []) as {
        kind: string;
        text: CheckText;
      }[],
      enterprise: marks
        .filter((mark) => (mark.factor === null || mark.factor === factor) && mark.hours.includes(index + 1))
        .map((mark) => (mark.note === '' ? mark.mark : `${mark.mark}（${mark.note}）`)),
    })),
    neighbours: own.neighbours.map((id) => ({
      id,
      name: neighbours.find((one) => one.id === id)?.name ?? '',
      before: valuesOf(id, addDays(day, -1)),
      values: valuesOf(id, day),
    })),
    companions: own.factors
      .filter((one) => one.factor !== factor)
      .map((one) => ({
        factor: one.factor,
        name: factorName(one.factor),
        unit: one.unit === '1' ? '' : one.unit,
        values: own.blocks.get(one.factor)?.values ?? empty,
      })),
    limits: await limitsOf(env, site, mine, day),
    late: (await listLateHours(db, { day, siteId: site.id, factor })).map(
      ({ hour, value, mark, arrivedAt }) => ({
        hour,
        value,
        mark,
        arrivedAt,
      }),
    ),
  };
}

const empty: (number | null)[] = Array.from({ length: 24 }, () => null);

const hoursOf = (block: HourDay | undefined) =>
  Array.from({ length: 24 }, (_, index) => ({
    hour: index + 1,
    value: block?.values[index] ?? null,
    mark: block?.marks[index] ?? '-',
    verdict: block?.verdicts[index] ?? '.',
  }));

/** Limits to draw: those of the site that hold on the day, and the target class of a section. */
async function limitsOf(
  env: Env,
  site: Site,
  { factor, unit }: { factor: string; unit: string },
  day: string,
): Promise<{ value: number; label: string }[]> {
  const own = (await listSiteLimits(env.store.db, [site.id], day))
    .filter((limit) => limit.factor === factor && limit.period !== 'month')
    .flatMap((limit) =>
      [limit.upper, limit.lower].flatMap((value) =>
        value === null ? [] : [{ value: Number(value), label: `${limit.basis} ${Number(value)}` }],
      ),
    );
  const key = waterItemKey(factor);
  const target = site.props.targetClass === undefined ? undefined : parseWaterClass(site.props.targetClass);
  if (site.kind !== 'section' || key === undefined || target === undefined) return own;
  const limit = itemLimit(key, site.props.water ?? 'river', target);
  const one = inStandardUnit(key, '1', unit);
  if (limit?.value == null || one === null) return own;
  return [
    ...own,
    { value: Number(limit.value) / Number(one), label: `${site.props.targetClass}类 ${limit.text}` },
  ];
}
