import { countDay, sumCounts } from '@huanzhi/monitoring';
import { type TransmissionRate, transmissionEffectiveRate } from '@huanzhi/standards';
import { type EnterpriseMark, listMarks } from '../../../store/monitoring/review/enterprise-marks.queries.ts';
import { countDecided } from '../../../store/monitoring/review/items.queries.ts';
import type { Env } from '../../env.ts';
import type { Session } from '../../session.ts';
import { markBlocks } from '../marks/marked-days.ts';
import { hoursOver, type LoadedSite, loadDay } from './load-day.ts';
import { nextDayAt, reviewSettings } from './review-settings.ts';
import { reviewsSite } from './who.ts';

/** Counts and rates of one site and day, with the marks of its enterprise. */
function siteRates({ site, blocks }: LoadedSite, marks: EnterpriseMark[], through: number) {
  const own = marks.filter((mark) => mark.siteId === site.id);
  const judged = markBlocks([...blocks.values()], own).blocks;
  const counts = sumCounts(judged.map((block) => countDay(block, site.intervalHours, through)));
  const rate = transmissionEffectiveRate(counts);
  return { ...counts, ...texts(rate, site.kind === 'outlet') };
}

const percent = (part: TransmissionRate['transmission']) =>
  part === null
    ? null
    : Number((Number((part.numerator * 100_000n) / part.denominator) / 100_000).toFixed(2));

/** 传输有效率 is a figure of outlets only. */
const texts = (rate: TransmissionRate, outlet: boolean) => ({
  transmission: percent(rate.transmission),
  validity: percent(rate.validity),
  effective: outlet ? rate.text : null,
  meets: outlet ? rate.meets : null,
});

/**
 * 获取率 (received / due), 有效率 (valid / received) of every site that the person reviews, 传输有效率 of outlets, and
 * 审核及时率 of the day (items decided by the hour set for it / items).
 */
export async function dayRates(env: Env, session: Session, day: string) {
  const { db } = env.store;
  const { dueAtHour } = await reviewSettings(env);
  const dueAt = nextDayAt(day, dueAtHour);
  const through = hoursOver(day, env.clock());
  const loaded = [...(await loadDay(db, day)).values()].filter(({ site }) => reviewsSite(session, site));
  const { all, inTime } = await countDecided(db, day, dueAt);
  const marks = await listMarks(
    db,
    day,
    loaded.map(({ site }) => site.id),
  );
  return {
    day,
    items: loaded.map((one) => ({
      siteId: one.site.id,
      code: one.site.code,
      name: one.site.name,
      kind: one.site.kind,
      ...siteRates(one, marks, through),
    })),
    review: {
      items: all,
      inTime,
      dueAt,
      percent: all === 0 ? null : Number(((inTime * 100) / all).toFixed(2)),
    },
  };
}
