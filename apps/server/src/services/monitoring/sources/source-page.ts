import type { Answer } from '@huanzhi/contract';
import { addDays, daysBetween, effectiveHours, hourEnd, sumCounts } from '@huanzhi/monitoring';
import { MARKING_RULE } from '@huanzhi/standards';
import { alertsOfSites } from '../../../store/monitoring/alerts/alerts.queries.ts';
import { latestHours } from '../../../store/monitoring/hours.queries.ts';
import { stationsOfSite } from '../../../store/monitoring/sites/site-stations.queries.ts';
import type { SiteFactor } from '../../../store/monitoring/sites.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { AppError } from '../../errors.ts';
import type { Session } from '../../session.ts';
import { checkedSpan } from '../air/site-page.ts';
import { shownAlert } from '../alerts/shown-alert.ts';
import { factorWords } from '../alerts/words.ts';
import { siteFor } from '../sites/own-sites.ts';
import { hourLimit, hourOutcomes, judgedSeries } from './judge-hours.ts';
import { hoursOver, later, rateRule, sourceShower } from './list-sources.ts';
import { loadSources, type SourceData } from './load-sources.ts';
import { rateOf, sourceDay, whyNot } from './source-day.ts';

type Page = Answer<'source'>;

/** Days of the rate and of the table of days, at least. */
const fewestDays = 30;

/**
 * An outlet over a span (default the last 3 days with data, at most 31): its hours against their limits, its days,
 * limits, open alerts and those that touch the span, and the transmission-effective rate.
 * @throws AppError `not-found`, also for an outlet that is not for this person; `validation-failed` for a bad span
 */
export async function sourcePage(
  env: Env,
  session: Session,
  id: number,
  asked: { from?: string | undefined; to?: string | undefined },
): Promise<Page> {
  const site = await siteFor(env, session, id);
  if (site.kind !== 'outlet') throw new AppError('not-found');
  const { db } = env.store;
  const latest = await latestHours(db, [id]);
  const last = latest.map((one) => one.day).reduce<string | null>(later, null);
  const to = asked.to ?? last ?? localDay(env.clock());
  const from = asked.from ?? addDays(to, -2);
  const days = checkedSpan(from, to);
  const first = [from, addDays(to, 1 - fewestDays)].sort()[0] ?? from;
  const [[data], alerts, show, stations] = await Promise.all([
    loadSources(env, [site], first, to),
    alertsOfSites(db, [id], {
      from: new Date(hourEnd(from, 0)).toISOString(),
      to: env.clock().toISOString(),
    }),
    sourceShower(env),
    stationsOfSite(db, id),
  ]);
  if (data === undefined) throw new AppError('not-found');
  const judged = daysBetween(first, to)
    .toReversed()
    .map((day) => sourceDay(data, day, hoursOver(env, day)));
  const month = judged.slice(0, fewestDays).map((one) => one.rate);
  const units = new Map(data.factors.map((one) => [one.factor, one.unit]));
  const now = env.clock();
  return {
    source: show(site),
    from,
    to,
    last,
    series: data.factors.map((factor) => seriesOf(data, factor, days)),
    days: judged,
    rate: {
      total: rateOf(sumCounts(month)),
      met: month.filter((one) => one.meets === true).length,
      judged: month.filter((one) => one.meets !== null).length,
      rule: rateRule,
    },
    limits: data.limits.map(({ siteId: _, ...one }) => ({
      ...one,
      name: factorWords(one.factor),
      unit: plainUnit(units.get(one.factor) ?? ''),
      inForce: one.validFrom <= to && (one.validTo === null || one.validTo >= to),
    })),
    marks: shownMarks(data, from, to),
    markingRule: {
      id: MARKING_RULE.id,
      title: MARKING_RULE.title,
      clause: MARKING_RULE.clause,
      mark: MARKING_RULE.mark,
    },
    alerts: alerts
      .filter((one) => one.state === 'open' || Date.parse(one.firstAt) < hourEnd(to, 24))
      .toReversed()
      .map((alert) => shownAlert(alert, site, now)),
    stations: stations
      .filter((one) => one.active)
      .map(({ mn, name, connected, lastHeard }) => ({ mn, name, connected, lastHeard })),
  };
}

const plainUnit = (unit: string) => (unit === '1' ? '' : unit);

function seriesOf(
  data: SourceData,
  { factor, unit }: SiteFactor,
  days: readonly string[],
): Page['series'][number] {
  const series = judgedSeries(data.site, factor);
  const limits = data.limits.filter((one) => one.factor === factor);
  return {
    factor,
    name: factorWords(factor),
    unit: plainUnit(unit),
    hours: days.flatMap((day) => {
      const block = data.hours(factor, day);
      const shown = block ?? data.empty(factor, day);
      const marked = data.marked(factor, day);
      const outcomes = hourOutcomes(series, limits, block);
      return effectiveHours(shown).map((hour, index) => ({
        day,
        hour: index + 1,
        value: hour.value,
        raw: shown.values[index] ?? null,
        state: hour.state,
        // Between two values of a slower rhythm nothing is due, so nothing is missing.
        reason:
          hour.state === 'missing' && data.site.intervalHours !== 1
            ? null
            : whyNot(marked[index] ?? null, shown, index, hour),
        mark: shown.marks[index] ?? '-',
        verdict: shown.verdicts[index] ?? '.',
        source: shown.sources[index] ?? '.',
        outcome: outcomes[index] ?? null,
      }));
    }),
    limits: stepsOf(days, (day) => hourLimit(series, limits, day)),
  };
}

/** What the enterprise marked in the span, the newest first, and what became of the hours. */
function shownMarks(data: SourceData, from: string, to: string): Page['marks'] {
  return data.marks
    .filter((one) => one.day >= from && one.day <= to)
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
    .map((one) => {
      const factors = one.factor === null ? data.factors.map(({ factor }) => factor) : [one.factor];
      const uses = new Map<string, Page['marks'][number]['uses'][number]>();
      for (const factor of factors) {
        const marked = data.marked(factor, one.day);
        for (const hour of one.hours) {
          const found = marked[hour - 1] ?? null;
          if (found === null || found.mark !== one.mark) continue;
          const known = uses.get(found.reason.zh) ?? { use: found.use, reason: found.reason, hours: [] };
          if (!known.hours.includes(hour)) known.hours.push(hour);
          uses.set(found.reason.zh, known);
        }
      }
      return {
        id: one.id,
        day: one.day,
        hours: one.hours,
        name: one.factor === null ? null : factorWords(one.factor),
        mark: one.mark,
        note: one.note,
        markedAt: one.markedAt,
        uses: [...uses.values()],
      };
    });
}

/** The limits of consecutive days as stretches. */
function stepsOf(
  days: readonly string[],
  limitOf: (day: string) => ReturnType<typeof hourLimit>,
): Page['series'][number]['limits'] {
  const steps: Page['series'][number]['limits'] = [];
  let before: string | undefined;
  for (const day of days) {
    const limit = limitOf(day);
    const last = steps.at(-1);
    if (limit !== undefined && limit.id === before && last !== undefined) last.to = day;
    else if (limit !== undefined) {
      const { lower, upper, period, mark } = limit;
      if (period !== 'month') steps.push({ from: day, to: day, lower, upper, period, mark });
    }
    before = limit?.id;
  }
  return steps;
}
