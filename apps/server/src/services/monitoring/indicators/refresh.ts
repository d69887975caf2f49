import { addDays, type Indicator, indicators, pollutantCodes } from '@huanzhi/monitoring';
import {
  addIndicatorValue,
  type IndicatorValue,
  latestIndicatorValues,
  reviewStepsOn,
  type ValueCause,
} from '../../../store/monitoring/indicators/indicator-values.queries.ts';
import { listSites, type Site } from '../../../store/monitoring/sites.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { waterFactors } from '../water/items.ts';
import { type Evaluated, evaluateIndicator, forgetEvaluated, seriesOf, storedFigures } from './evaluate.ts';
import { moveStatuses } from './move-statuses.ts';

/** A day of a site whose figures are new. */
interface SiteDay {
  siteId: number;
  day: string;
}

/** Days that a value names as its cause; how many there were is counted. */
const namedDays = 40;

/**
 * Computes the indicators anew that figures of these days go into, and appends a value where it differs from the newest
 * one, with the days and the reviewers' steps that changed it. Then the status of the targets bound to them. Doing
 * it again appends nothing.
 */
export async function refreshIndicators(env: Env, days: readonly SiteDay[]): Promise<void> {
  const yesterday = addDays(localDay(env.clock()), -1);
  const over = days.filter(({ day }) => day <= yesterday);
  if (over.length === 0) return;
  forgetEvaluated(env);
  const sites = await listSites(env.store.db, {
    ids: [...new Set(over.map((one) => one.siteId))],
    inactive: true,
  });
  const changed: string[] = [];
  for (const kind of ['air', 'section'] as const) {
    const taking = new Map(
      sites.filter((site) => site.kind === kind && site.assessed).map((one) => [one.id, one]),
    );
    const ofKind = over.filter(({ siteId }) => taking.has(siteId));
    const years = new Set(ofKind.map(({ day }) => Number(day.slice(0, 4))));
    for (const year of [...years].sort()) {
      const ofYear = ofKind.filter(({ day }) => day.startsWith(`${year}-`));
      changed.push(...(await refreshYear(env, kind, year, yesterday, ofYear, taking)));
    }
  }
  if (changed.length > 0) await moveStatuses(env, new Set(changed));
}

async function refreshYear(
  env: Env,
  kind: 'air' | 'section',
  year: number,
  yesterday: string,
  days: readonly SiteDay[],
  sites: ReadonlyMap<number, Site>,
): Promise<string[]> {
  const through = `${year}-12-31` < yesterday ? `${year}-12-31` : yesterday;
  const affected = indicators.filter(({ of }) => (of.family === 'sections') === (kind === 'section'));
  const known = new Map(
    (
      await latestIndicatorValues(
        env.store.db,
        affected.map((one) => one.key),
        [year],
      )
    ).map((one) => [one.indicator, one]),
  );
  const changed: string[] = [];
  for (const indicator of affected) {
    const taking = days.filter(({ siteId }) => takes(indicator, sites.get(siteId)));
    if (taking.length === 0) continue;
    const evaluated = await evaluateIndicator(env, indicator, year, through);
    if (await appendValue(env, evaluated, year, known.get(indicator.key), taking))
      changed.push(indicator.key);
  }
  return changed;
}

function takes({ of }: Indicator, site: Site | undefined): boolean {
  if (site === undefined) return false;
  return of.family !== 'sections' || of.tiers === null || of.tiers.includes(site.tier ?? '');
}

async function appendValue(
  env: Env,
  evaluated: Evaluated,
  year: number,
  before: IndicatorValue | undefined,
  days: readonly SiteDay[],
): Promise<boolean> {
  if (evaluated.kind === 'registry') return false;
  const { indicator, digest, figures } = evaluated;
  const now = storedFigures(evaluated);
  // Another figure of a pollutant that does not go in, or the same one again.
  if (before?.inputs.digest === digest && before.version === indicator.version && before.asOf === now.asOf)
    return false;
  if (before === undefined && now.value === null) return false;
  await addIndicatorValue(env.store.db, {
    indicator: indicator.key,
    year,
    version: indicator.version,
    ...now,
    inputs: {
      sites:
        evaluated.kind === 'sections'
          ? evaluated.figures.sections.map(({ section }) => section.siteId)
          : (await listSites(env.store.db, { kind: 'air' }))
              .filter((one) => one.assessed)
              .map((one) => one.id),
      from: `${year}-01-01`,
      through: figures.asOf ?? figures.through,
      digest,
    },
    cause: await causeOf(env, indicator, before, days),
    computedAt: env.clock().toISOString(),
  });
  return true;
}

async function causeOf(
  env: Env,
  indicator: Indicator,
  before: IndicatorValue | undefined,
  days: readonly SiteDay[],
): Promise<ValueCause> {
  const all = { days: days.slice(0, namedDays), count: days.length, steps: [] };
  if (before === undefined) return { kind: 'first', ...all };
  if (before.version !== indicator.version) return { kind: 'definition', ...all };
  const known = days.filter(({ day }) => before.asOf !== null && day <= before.asOf);
  if (known.length === 0) return { kind: 'days', ...all };
  const steps = await reviewStepsOn(
    env.store.db,
    known.slice(0, 500),
    factorsOf(indicator),
    before.computedAt,
  );
  const told = new Set(before.cause.steps.map(({ event }) => event));
  return {
    kind: 'revised',
    days: known.slice(0, namedDays),
    count: known.length,
    steps: steps.filter(({ event }) => !told.has(event)),
  };
}

function factorsOf({ of }: Indicator): readonly string[] {
  if (of.family === 'registry') return [];
  if (of.family === 'sections') return waterFactors;
  const { factor } = seriesOf(of);
  return factor === 'AQI' ? Object.values(pollutantCodes) : [factor];
}
