import {
  dayNightLevels,
  type FlowSample,
  factor as factorOf,
  flowWeightedMean,
  gasDayValid,
  periodMean,
  type Rational,
  rational,
  roundHalfEven,
  waterDayValid,
} from '@huanzhi/standards';
import type { HourDay } from '../hours/index.ts';
import { dueOnDay, type FactorDay, type FiguredSite, factorDay } from './day-input.ts';
import { type Figure, kept } from './figure.ts';

/** Rain is added up; a mean of wind directions or of percentile levels says nothing. */
const summed = new Set(['a06001']);
const noMean = new Set(['a01008', 'L5', 'L10', 'L50', 'L90', 'L95', 'LMx', 'LMn', 'Ld', 'Ln', 'Ldn']);

/** Factors that carry an hourly equivalent level, dB(A). */
const levels = new Set(['Leq', 'LA', 'a50001']);

/** Flow of waste water, by which its concentrations are weighted. */
const flowOfWater = 'w00000';

/**
 * Share of the due values that a day needs where no standard that was read says so: sections, dust sites, weather at
 * air stations. Mark: recall.
 */
const ownSharePercent = 75;

const figure = (
  block: HourDay,
  statistic: string,
  exact: Rational | null,
  counts: Pick<Figure, 'valid' | 'received' | 'expected' | 'complete'>,
): Figure => ({
  factor: block.factor,
  statistic,
  period: 'day',
  start: block.day,
  ...kept(exact),
  ...counts,
});

/**
 * Plain means (sums of rain) of one day for factors that no special rule takes.
 * @param incomplete give the mean of an incomplete day too: at a section all values make the month
 */
export function plainDayFigures(
  site: FiguredSite,
  blocks: readonly HourDay[],
  incomplete: boolean,
): Figure[] {
  return blocks
    .filter((block) => !noMean.has(block.factor))
    .map((block) => {
      const { values, received } = factorDay(block);
      const expected = dueOnDay(site, received);
      const complete = values.length > 0 && values.length * 100 >= expected * ownSharePercent;
      const mean = complete || incomplete ? periodMean(values) : null;
      const counts = { valid: values.length, received, expected, complete };
      if (!summed.has(block.factor) || mean === null) return figure(block, 'mean', mean, counts);
      const sum = { ...mean, numerator: mean.numerator * BigInt(values.length) };
      return figure(block, 'sum', sum, counts);
    });
}

/**
 * Figures of one day of an outlet: the plain mean of each factor, valid with 75 % of the running hours (gas) or of the
 * values due (water); for concentrations in waste water the flow-weighted mean too. Hours in which the source stood
 * still (mark F) are not due.
 * Source: HJ 75-2017 clause 12, HJ 356-2019 clauses 5 to 7 (both recall), through `@huanzhi/standards`.
 */
export function outletDayFigures(site: FiguredSite, blocks: readonly HourDay[]): Figure[] {
  const flowBlock = blocks.find((block) => block.factor === flowOfWater);
  const flow = flowBlock && factorDay(flowBlock);
  return blocks
    .filter((block) => !noMean.has(block.factor))
    .flatMap((block) => {
      const hours = factorDay(block);
      const { received, stopped } = hours;
      const expected = dueOnDay(site, received) - (site.intervalHours === 1 ? stopped : 0);
      const valid = hours.values.length;
      const validity =
        site.props.medium === 'gas' ? gasDayValid(valid, expected) : waterDayValid(valid, expected);
      const complete = validity.valid;
      const mean = figure(block, 'mean', complete ? periodMean(hours.values) : null, {
        valid,
        received,
        expected,
        complete,
      });
      const isConcentration = factorOf(block.factor)?.massUnit !== undefined && block.factor !== flowOfWater;
      return flow !== undefined && isConcentration
        ? [mean, weightedMean(block, hours, flow, expected)]
        : [mean];
    });
}

function weightedMean(block: HourDay, hours: FactorDay, flow: FactorDay, expected: number): Figure {
  const samples = hours.hours.map((c, index): FlowSample => ({ c, q: flow.hours[index] ?? 'missing' }));
  const { mean, leftOut } = flowWeightedMean(samples, expected);
  return figure(block, 'weighted', mean, {
    valid: samples.length - leftOut,
    received: hours.received,
    expected,
    complete: mean !== null,
  });
}

/** Night: 22:00 to 06:00. A city may shift it (生态环境法典 art. 572); this is the usual one. */
const nightHours = new Set([0, 1, 2, 3, 4, 5, 22, 23]);

/**
 * Ld, Ln and Ldn of one natural day from its hourly levels; complete only with all hours.
 * Source: as `dayNightLevels`; that the night is taken from one natural day is recall.
 */
export function noiseDayFigures(blocks: readonly HourDay[]): Figure[] {
  return blocks
    .filter((block) => levels.has(block.factor))
    .flatMap((block) => {
      const { hours, came } = factorDay(block);
      const all = hours.map((hour, index) => ({
        level: typeof hour === 'number' ? hour : null,
        came: came[index] === true,
      }));
      const day = all.filter((_, index) => !nightHours.has(index));
      const night = all.filter((_, index) => nightHours.has(index));
      const level = (one: { level: number | null }) => one.level;
      const { Ld, Ln, Ldn } = dayNightLevels(day.map(level), night.map(level));
      const one = (statistic: string, value: number | null, of: typeof all) =>
        figure(block, statistic, value === null ? null : rational(roundHalfEven(value, 4)), {
          valid: of.filter((hour) => hour.level !== null).length,
          received: of.filter((hour) => hour.came).length,
          expected: of.length,
          complete: of.every((hour) => hour.level !== null),
        });
      return [one('leq-d', Ld, day), one('leq-n', Ln, night), one('ldn', Ldn, all)];
    });
}
