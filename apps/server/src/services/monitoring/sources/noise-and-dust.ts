import type { Answer } from '@huanzhi/contract';
import {
  convertUnit,
  DUST_FACTOR,
  effectiveHours,
  emptyHourDay,
  exactOf,
  type HourDay,
  judgeDustDayOf,
} from '@huanzhi/monitoring';
import {
  type Edition,
  GB3096_EDITIONS,
  judgeZoneNoise,
  type NoisePeriod,
  type NoiseZone,
  roundHalfEvenText,
  SHANGHAI_DUST,
} from '@huanzhi/standards';
import { latestHours, readHourDays } from '../../../store/monitoring/hours.queries.ts';
import { type PeriodValue, readPeriodValues } from '../../../store/monitoring/period-values.queries.ts';
import { readQuarterDays } from '../../../store/monitoring/quarter-means.queries.ts';
import { listSiteFactors, listSites, type Site } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { loadOrgIndex } from '../../org-index.ts';
import { endedDay, later } from './list-sources.ts';

type Page = Answer<'noise'>;
type Point = Page['points'][number];
type Dust = Page['dust'][number];

const zones: readonly string[] = Object.keys(GB3096_EDITIONS[0]?.zones ?? {});

/**
 * Noise points with Ld and Ln of a day against the limits of their zones, and dust sites by the counting rule: by their
 * means of 15 minutes; where only hours came the count is a lower bound, which can show a breach and never rule one out.
 * Source: `judgeZoneNoise` (GB 3096-2008), `judgeDustDayOf` with the mark of its rule.
 */
export async function noiseAndDust(env: Env, asked: string | undefined): Promise<Page> {
  const { db } = env.store;
  const sites = (await listSites(db)).filter((one) => one.kind === 'noise' || one.kind === 'dust');
  const siteIds = sites.map((one) => one.id);
  const last = (await latestHours(db, siteIds)).map((one) => one.day).reduce<string | null>(later, null);
  const day = asked ?? endedDay(env, last);
  const [orgs, figures, factors, blocks, quarters] = await Promise.all([
    loadOrgIndex(env),
    readPeriodValues(db, {
      siteIds,
      period: 'day',
      from: day,
      to: day,
      statistics: ['leq-d', 'leq-n', 'ldn'],
    }),
    listSiteFactors(db, siteIds),
    readHourDays(db, { siteIds, factors: [DUST_FACTOR], from: day, to: day }),
    readQuarterDays(db, { siteIds, factor: DUST_FACTOR, from: day, to: day }),
  ]);
  const place = ({ id, code, name, ownerOrg }: Site) => ({
    id,
    code,
    name,
    ownerName: ownerOrg === null ? null : orgs.nameOf(ownerOrg),
  });
  const points = sites
    .filter((one) => one.kind === 'noise')
    .map((site): Point => {
      const own = figures.filter((one) => one.siteId === site.id);
      const ldn = own.find((one) => one.statistic === 'ldn');
      return {
        ...place(site),
        zone: site.props.zoneClass ?? null,
        day: levelOf(site, 'day', day, own),
        night: levelOf(site, 'night', day, own),
        ldn: ldn === undefined ? null : levelText(ldn),
      };
    });
  const dust = sites
    .filter((one) => one.kind === 'dust')
    .map((site): Dust => {
      const unit = factors.find((one) => one.siteId === site.id && one.factor === DUST_FACTOR)?.unit;
      const block = blocks.find((one) => one.siteId === site.id) ?? emptyHourDay(site.id, DUST_FACTOR, day);
      const means = quarters.find((one) => one.siteId === site.id)?.means;
      return { ...place(site), ...dustOf(unit, block, means) };
    });
  const share = (period: NoisePeriod) => ({
    met: points.filter((one) => one[period].outcome === 'within').length,
    judged: points.filter((one) => one[period].outcome !== 'not-judged').length,
  });
  return {
    day,
    last,
    points,
    compliance: { day: share('day'), night: share('night') },
    noiseStandard: standardOf(GB3096_EDITIONS[0] as Edition),
    dust,
    dustRule: {
      ...standardOf(SHANGHAI_DUST),
      unit: SHANGHAI_DUST.unit,
      averagingMinutes: SHANGHAI_DUST.averagingMinutes,
    },
  };
}

const standardOf = ({ id, title, clause, mark }: Edition) => ({ id, title, clause: clause ?? '', mark });

/** A level of a whole day or night, one digit; null when hours are absent. */
function levelText(figure: PeriodValue): string | null {
  const exact = figure.complete ? exactOf(figure) : null;
  return exact === null ? null : roundHalfEvenText(exact, 1);
}

function levelOf(
  site: Site,
  period: NoisePeriod,
  day: string,
  figures: readonly PeriodValue[],
): Point['day'] {
  const figure = figures.find((one) => one.statistic === (period === 'day' ? 'leq-d' : 'leq-n'));
  const zone = zones.find((one) => one === site.props.zoneClass);
  const exact = figure?.complete === true ? exactOf(figure) : null;
  const verdict =
    zone === undefined ? null : judgeZoneNoise({ zone: zone as NoiseZone, period, leq: exact, at: day });
  return {
    value: figure === undefined ? null : levelText(figure),
    valid: figure?.valid ?? 0,
    expected: figure?.expected ?? (period === 'day' ? 16 : 8),
    limit: verdict?.limit ?? null,
    outcome: verdict?.ok == null ? 'not-judged' : verdict.ok ? 'within' : 'exceeds',
  };
}

function dustOf(
  unit: string | undefined,
  block: HourDay,
  means: readonly (number | null)[] | undefined,
): Omit<Dust, 'id' | 'code' | 'name' | 'ownerName'> {
  const rule = SHANGHAI_DUST;
  const scale = unit === undefined ? null : convertUnit(1, unit, rule.unit);
  // In the unit of the rule, so that figures and limits can be read side by side.
  const hours = effectiveHours(block).map(({ value }) =>
    value === null || unit === undefined ? null : convertUnit(value, unit, rule.unit),
  );
  const valued = hours.flatMap((value, index) => (value === null ? [] : [{ hour: index + 1, value }]));
  const judged = judgeDustDayOf(
    scale === null ? emptyHourDay(block.siteId, block.factor, block.day) : block,
    scale === null ? undefined : means,
    scale ?? 1,
    rule,
  );
  return {
    unit: rule.unit,
    hours,
    valid: valued.length,
    latest: valued.at(-1) ?? null,
    highest: valued.toSorted((a, b) => b.value - a.value)[0] ?? null,
    counts: judged.counts.map(({ limit, count, allowed }) => ({
      limit: String(limit),
      count,
      allowed,
      over: count > allowed,
    })),
    means: { used: judged.used, due: judged.due, hours: judged.hours },
    outcome: judged.outcome,
  };
}
