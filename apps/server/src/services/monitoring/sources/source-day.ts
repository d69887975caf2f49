import type { Answer } from '@huanzhi/contract';
import {
  convertUnit,
  countDay,
  type EffectiveHour,
  effectiveHours,
  exactOf,
  type HourDay,
  isMonitored,
  judgeFigure,
  type MarkedHour,
  sumCounts,
} from '@huanzhi/monitoring';
import type { LocalText } from '@huanzhi/registry';
import { roundHalfEvenText, transmissionEffectiveRate } from '@huanzhi/standards';
import type { SiteFactor } from '../../../store/monitoring/sites.queries.ts';
import { hourReason } from '../air/reasons.ts';
import { factorWords } from '../alerts/words.ts';
import { figureText } from './figure-text.ts';
import { deciderOf, hourOutcomes, judgedSeries } from './judge-hours.ts';
import type { SourceData } from './load-sources.ts';

/** One day of an outlet as pages and files show it. */
export type SourceDay = Answer<'source'>['days'][number];
type DayFigure = SourceDay['figures'][number];

/** HJ 212-2017 code of the flow of waste water. */
const flowOfWater = 'w00000';

/**
 * A day of an outlet: figures against their limits, the verdict, hours that are left out and why, and the
 * transmission-effective rate. Waste water is judged by its valid day mean and hours over the limit are only
 * warnings; waste gas and pH are judged hour by hour. A day is within its limits only when everything that has a
 * limit could be judged. Hours that an enterprise marked count as `markedHours` says.
 * @param through last hour of the day that is over, 0 to 24
 * Source: `judgeFigure` and `transmissionEffectiveRate` with their marks.
 */
export function sourceDay(data: SourceData, day: string, through: number): SourceDay {
  const monitored = data.factors.filter((one) => isMonitored(one, day));
  const figures = monitored.map((one) => dayFigure(data, one, day));
  const deciding = figures.filter((one) => one.decidedBy !== null);
  const open = deciding.filter((one) => one.outcome === 'not-judged');
  const outcome = deciding.some((one) => one.outcome === 'exceeds')
    ? 'exceeds'
    : deciding.length === 0 || open.length > 0
      ? 'not-judged'
      : 'within';
  return {
    day,
    outcome,
    reason: deciding.length === 0 ? noLimit : open.length === 0 ? null : openReason(open),
    provisional: !data.locked.has(day),
    warnings: warnedHours(data, monitored, day),
    figures,
    discharge: dischargeOf(data, monitored, day),
    rate: rateOf(countsOf(data, monitored, day, through)),
    leftOut: leftOut(data, monitored, day, through),
  };
}

const noLimit: LocalText = { zh: '当日没有可据以判定的限值', en: 'no limit that decides on this day' };

function openReason(open: readonly DayFigure[]): LocalText {
  const one = (figure: DayFigure, language: 'zh' | 'en') => {
    const name = figure.name[language];
    if (figure.received === 0) return language === 'zh' ? `${name} 没有数据` : `${name}: no data`;
    return language === 'zh'
      ? `${name} 有效 ${figure.valid} ÷ 应有 ${figure.expected}，不足`
      : `${name}: ${figure.valid} valid of ${figure.expected} due, too few`;
  };
  return {
    zh: open.map((figure) => one(figure, 'zh')).join('；'),
    en: open.map((figure) => one(figure, 'en')).join('; '),
  };
}

function dayFigure(data: SourceData, { factor, unit }: SiteFactor, day: string): DayFigure {
  const series = judgedSeries(data.site, factor);
  const limits = data.limits.filter((one) => one.factor === factor);
  const weighted = series.medium === 'water' ? data.figure(factor, 'weighted', day) : undefined;
  const kept = weighted ?? data.figure(factor, 'mean', day);
  const decider = deciderOf(series, limits, day);
  const hours = hourOutcomes(series, limits, data.hours(factor, day));
  const exceeding = hours.filter((one) => one === 'exceeds').length;
  const warned = hours.filter((one) => one === 'warning').length;
  const complete = kept?.complete === true && kept.value !== null;
  const over =
    decider?.by === 'hours'
      ? exceeding > 0
      : complete &&
        judgeFigure(series, limits, { value: kept.value ?? '', period: 'day', day })?.over === true;
  const exact = kept === undefined || !complete ? null : exactOf(kept);
  return {
    factor,
    name: factorWords(factor),
    unit: unit === '1' ? '' : unit,
    statistic: kept === undefined ? null : weighted === undefined ? 'mean' : 'weighted',
    value: exact === null ? null : figureText(exact, decider?.limit ?? null),
    valid: kept?.valid ?? 0,
    received: kept?.received ?? 0,
    // A day on which nothing came has no figure, but its values were due all the same.
    expected:
      kept?.expected ?? (data.site.intervalHours === 0 ? 0 : Math.floor(24 / data.site.intervalHours)),
    complete,
    limit: decider === null ? null : { lower: decider.limit.lower, upper: decider.limit.upper },
    decidedBy: decider?.by ?? null,
    outcome: decider === null ? null : over ? 'exceeds' : complete ? 'within' : 'not-judged',
    hoursOver: exceeding + warned,
    hoursOverAre: exceeding > 0 ? 'verdict' : warned > 0 ? 'warning' : null,
  };
}

function warnedHours(data: SourceData, factors: readonly SiteFactor[], day: string): number {
  const all = factors.map(({ factor }) =>
    hourOutcomes(
      judgedSeries(data.site, factor),
      data.limits.filter((one) => one.factor === factor),
      data.hours(factor, day),
    ),
  );
  return Array.from({ length: 24 }, (_, index) => all.some((hours) => hours[index] === 'warning')).filter(
    Boolean,
  ).length;
}

/** Values due, received and valid over the factors of a day. */
export function countsOf(data: SourceData, factors: readonly SiteFactor[], day: string, through: number) {
  return sumCounts(
    factors.map((one) =>
      isMonitored(one, day)
        ? countDay(
            data.hours(one.factor, day) ?? data.empty(one.factor, day),
            data.site.intervalHours,
            through,
          )
        : { due: 0, received: 0, valid: 0 },
    ),
  );
}

/** 数据传输有效率 of counts. */
export function rateOf(counts: { due: number; received: number; valid: number }): SourceDay['rate'] {
  const { text, meets } = transmissionEffectiveRate(counts);
  return { ...counts, text, meets };
}

function dischargeOf(data: SourceData, factors: readonly SiteFactor[], day: string): SourceDay['discharge'] {
  const flow = factors.find((one) => one.factor === flowOfWater);
  const block = data.hours(flowOfWater, day);
  if (flow === undefined || block === undefined || data.site.intervalHours !== 1) return null;
  const volumes = effectiveHours(block).flatMap(({ value }) => {
    const volume = value === null ? null : convertUnit(value, flow.unit, 'm³/h');
    return volume === null ? [] : [volume];
  });
  if (volumes.length === 0) return null;
  const sum = volumes.reduce((total, one) => total + one, 0);
  return { value: roundHalfEvenText(Number(sum.toPrecision(12)), 1), hours: volumes.length };
}

/**
 * Why an hour does not count: the enterprise's mark where it took the hour out, else what the instrument or a reviewer
 * said; null when it counts.
 * @param block as it is judged, with the marks
 */
export function whyNot(
  marked: MarkedHour | null,
  block: HourDay | undefined,
  index: number,
  hour: EffectiveHour,
): LocalText | null {
  if (hour.state === 'value') return null;
  const byReviewer = block?.verdicts[index] === 'I';
  return marked !== null && marked.use !== 'none' && !byReviewer
    ? marked.reason
    : hourReason(block, index, hour);
}

function leftOut(
  data: SourceData,
  factors: readonly SiteFactor[],
  day: string,
  through: number,
): SourceDay['leftOut'] {
  const found = new Map<string, { reason: LocalText; hours: Set<number> }>();
  for (const { factor } of factors) {
    const block = data.hours(factor, day);
    const hours = effectiveHours(block ?? data.empty(factor, day));
    const marked = data.marked(factor, day);
    for (const [index, hour] of hours.entries()) {
      // Between two values of a slower rhythm nothing is due.
      if (index >= through || (hour.state === 'missing' && data.site.intervalHours !== 1)) continue;
      const reason = whyNot(marked[index] ?? null, block, index, hour);
      if (reason === null) continue;
      const known = found.get(reason.zh) ?? { reason, hours: new Set<number>() };
      known.hours.add(index);
      found.set(reason.zh, known);
    }
  }
  return [...found.values()].map(({ reason, hours }) => ({ reason, hours: hours.size }));
}
