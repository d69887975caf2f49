import { createHash } from 'node:crypto';
import {
  type DayFamily,
  type DayFigure,
  type DayYear,
  evaluateDays,
  evaluateSections,
  exactOf,
  type Indicator,
  pollutantCodes,
  publishedIn,
  type SectionsYear,
} from '@huanzhi/monitoring';
import {
  type IndicatorValue,
  indicatorValueOn,
} from '../../../store/monitoring/indicators/indicator-values.queries.ts';
import { districtSite, readPeriodValues } from '../../../store/monitoring/period-values.queries.ts';
import { listSites } from '../../../store/monitoring/sites.queries.ts';
import type { Env, Kept } from '../../env.ts';
import { loadSections } from '../water/load-sections.ts';

/** An indicator with what a year so far says. */
export type Evaluated =
  | {
      kind: 'days';
      indicator: Indicator & { of: DayFamily };
      figures: DayYear;
      digest: string;
      /** Days whose figure rests on published day figures. */
      published: ReadonlySet<string>;
    }
  | { kind: 'sections'; indicator: Indicator; figures: SectionsYear; digest: string }
  | { kind: 'registry'; indicator: Indicator; year: number; stored: IndicatorValue | null };

/** Years before the one looked at that are read for its projection; the newest three usable ones count. */
const yearsBack = 5;
/** First year for which HJ 633 and GB 3095 hold an edition. */
const firstYear = 2016;
const keptAtMost = 300;

/**
 * What was evaluated, until figures change: one process serves a database (see `Kept`), and {@link forgetEvaluated} is
 * called with every change of a figure.
 */
const kept = new WeakMap<Kept, Map<string, Promise<Evaluated>>>();

/** Call it after figures of days, months or records have changed. */
export function forgetEvaluated(env: Env): void {
  kept.delete(env.kept);
}

/**
 * The year so far of an indicator.
 * @param through last day that counts, within the year
 */
export async function evaluateIndicator(
  env: Env,
  indicator: Indicator,
  year: number,
  through: string,
): Promise<Evaluated> {
  const { of } = indicator;
  if (of.family === 'registry') {
    const stored = (await indicatorValueOn(env.store.db, indicator.key, through)) ?? null;
    return { kind: 'registry', indicator, year, stored };
  }
  const places = of.family === 'sections' ? await sectionsKey(env) : '';
  const key = `${indicator.key} ${through} ${year} ${places}`;
  const known = kept.get(env.kept) ?? new Map<string, Promise<Evaluated>>();
  kept.set(env.kept, known);
  if (known.size > keptAtMost) known.clear();
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = evaluate(env, indicator, year, through);
  known.set(key, made);
  made.catch(() => known.delete(key));
  return made;
}

/** Changes with everything of a section that decides what it counts as. */
async function sectionsKey(env: Env): Promise<string> {
  const sites = await listSites(env.store.db, { kind: 'section' });
  return createHash('sha256')
    .update(JSON.stringify(sites.map(({ id, tier, assessed, props }) => [id, tier, assessed, props])))
    .digest('base64');
}

async function evaluate(env: Env, indicator: Indicator, year: number, through: string): Promise<Evaluated> {
  const { of } = indicator;
  switch (of.family) {
    case 'registry':
      throw new RangeError(`${indicator.key} is no indicator of monitoring`);
    case 'sections':
      return evaluateWater(env, indicator, year, through);
    default:
      return evaluateAir(env, { ...indicator, of }, year, through);
  }
}

/** Which daily figures of the district an indicator is made of. */
export function seriesOf(of: DayFamily): { factor: string; statistic: string } {
  switch (of.family) {
    case 'air-mean':
      return { factor: pollutantCodes[of.pollutant], statistic: 'mean' };
    case 'ozone-p90':
      return { factor: pollutantCodes.O3, statistic: 'mda8' };
    default:
      return { factor: 'AQI', statistic: 'index' };
  }
}

async function evaluateAir(
  env: Env,
  indicator: Indicator & { of: DayFamily },
  year: number,
  through: string,
): Promise<Evaluated> {
  const { factor, statistic } = seriesOf(indicator.of);
  const first = Math.max(firstYear, year - yearsBack);
  const rows = await readPeriodValues(env.store.db, {
    siteIds: [districtSite],
    period: 'day',
    from: `${first}-01-01`,
    to: `${year}-12-31`,
    factors: [factor],
    statistics: [statistic],
  });
  const byYear = new Map<number, DayFigure[]>();
  for (const row of rows) {
    const of = Number(row.start.slice(0, 4));
    const days = byYear.get(of) ?? [];
    days.push({ day: row.start, value: exactOf(row) });
    byYear.set(of, days);
  }
  const days = byYear.get(year) ?? [];
  byYear.delete(year);
  const past = [...byYear].map(([of, list]) => ({ year: of, days: list }));
  const used = rows.filter(({ start }) => start >= `${year}-01-01` && start <= through);
  return {
    kind: 'days',
    indicator,
    figures: evaluateDays(indicator.of, { year, through, days, past }),
    digest: digestOf(used.map(({ start, value, detail }) => [start, value, detail?.exact ?? null])),
    published: new Set(used.flatMap((row) => (publishedIn(row) > 0 ? [row.start] : []))),
  };
}

async function evaluateWater(
  env: Env,
  indicator: Indicator,
  year: number,
  through: string,
): Promise<Evaluated> {
  const { of } = indicator;
  if (of.family !== 'sections') throw new RangeError(`${indicator.key} counts no sections`);
  const sections = (await loadSections(env, `${year - yearsBack}-01`, `${year}-12`)).filter(
    ({ assessed, tier }) => assessed && (of.tiers === null || of.tiers.includes(tier)),
  );
  const years = [
    ...new Set(
      sections.flatMap(({ months }) => [...months.keys()].map((month) => Number(month.slice(0, 4)))),
    ),
  ].filter((one) => one < year);
  const input = sections.map(({ id, name, water, target, months }) => ({
    siteId: id,
    name,
    water,
    target,
    months: new Map([...months].map(([month, { values }]) => [month, values])),
  }));
  return {
    kind: 'sections',
    indicator,
    figures: evaluateSections(of.measure, { year, through, sections: input, past: years }),
    digest: digestOf(
      input.map(({ siteId, water, target, months }) => [
        siteId,
        water,
        target,
        [...months].filter(([month]) => month >= `${year}-01` && month <= through),
      ]),
    ),
  };
}

const digestOf = (figures: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(figures, (_, value) => (typeof value === 'bigint' ? String(value) : value)))
    .digest('hex');

/** What is stored of an evaluated indicator. */
export function storedFigures(evaluated: Evaluated) {
  if (evaluated.kind === 'registry') {
    const { stored } = evaluated;
    return {
      asOf: stored?.asOf ?? null,
      value: stored?.value ?? null,
      numerator: stored?.numerator ?? '0',
      denominator: stored?.denominator ?? '0',
    };
  }
  const { asOf, value, numerator, denominator } = evaluated.figures;
  return { asOf, value, numerator, denominator };
}

/** The share of a registry as it was stored. */
export function registryShare(stored: IndicatorValue): { numerator: number; denominator: number } {
  return { numerator: Number(stored.numerator), denominator: Number(stored.denominator) };
}
