import { addDays, hourEnd, pollutantOf } from '@huanzhi/monitoring';
import { aqiLevel, healthText, type Pollutant, sensitiveGroupsZh } from '@huanzhi/standards';
import { type LatestHour, latestHours } from '../../../store/monitoring/hours.queries.ts';
import type { Site } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { listAirSites, siteShower } from './air-sites.ts';
import { readDaily } from './daily.ts';
import { districtSeries } from './day-series.ts';
import { districtHour, stationHour } from './hour-index.ts';
import { type AirHours, readAirHours } from './hours.ts';
import { stateWords } from './reasons.ts';

interface HourLabel {
  day: string;
  hour: number;
}

/**
 * Air now: the newest hour for which the district has enough stations (else the newest hour that came), every
 * station at its own newest hour of the last day, and the day before.
 */
export async function airNow(env: Env) {
  const sites = await listAirSites(env);
  const shown = await siteShower(env);
  const latest = await newestBySite(env, sites);
  const newest = [...latest.values()].sort(later)[0];
  if (newest === undefined) {
    return {
      at: null,
      ageHours: 0,
      edition: null,
      district: null,
      yesterday: null,
      stations: sites.map((site) => ({
        site: shown(site),
        at: null,
        ageHours: null,
        index: {
          value: null,
          level: null,
          primary: [],
          published: [],
          state: 'missing' as const,
          reason: stateWords.missing,
        },
        figures: [],
      })),
    };
  }
  const hours = await readAirHours(env, sites, addDays(newest.day, -1), newest.day);
  const assessed = sites.filter((site) => site.assessed);
  const at = districtHourLabel(hours, assessed, newest);
  const age = (label: HourLabel) =>
    Math.max(0, Math.floor((env.clock().getTime() - hourEnd(label.day, label.hour)) / 3_600_000));
  const now = districtHour(hours, assessed, at.day, at.hour);
  return {
    at,
    ageHours: age(at),
    edition: now.edition,
    district: assessed.length === 0 ? null : { ...now, ...describe(now, assessed.length) },
    yesterday: await yesterday(env, hours, assessed, at),
    stations: sites.map((site) => {
      const own = latest.get(site.id);
      // A station that has been silent for a day is shown as missing at the common hour.
      const label = own !== undefined && own.day >= addDays(newest.day, -1) ? own : at;
      const { index, figures } = stationHour(hours, site, label.day, label.hour);
      return {
        site: shown(site),
        at: own === undefined ? null : { day: own.day, hour: own.hour },
        ageHours: own === undefined ? null : age(own),
        index,
        figures,
      };
    }),
  };
}

async function newestBySite(env: Env, sites: readonly Site[]): Promise<Map<number, HourLabel>> {
  const rows = await latestHours(
    env.store.db,
    sites.map((site) => site.id),
  );
  const newest = new Map<number, LatestHour>();
  for (const row of rows) {
    if (pollutantOf(row.factor) === undefined) continue;
    const other = newest.get(row.siteId);
    if (other === undefined || later(row, other) < 0) newest.set(row.siteId, row);
  }
  return newest;
}

/** Sorts the newest hour first. */
function later(a: HourLabel, b: HourLabel): number {
  return hourEnd(b.day, b.hour) - hourEnd(a.day, a.hour);
}

/** At most this many hours back for one with enough stations. */
const lookBack = 3;

function districtHourLabel(hours: AirHours, assessed: readonly Site[], newest: HourLabel): HourLabel {
  for (let back = 0; back <= lookBack; back++) {
    const hour = newest.hour - back;
    const label = hour >= 1 ? { day: newest.day, hour } : { day: addDays(newest.day, -1), hour: hour + 24 };
    if (districtHour(hours, assessed, label.day, label.hour).index.value !== null) return label;
  }
  return { day: newest.day, hour: newest.hour };
}

function describe(now: ReturnType<typeof districtHour>, assessed: number) {
  const { index, edition, figures } = now;
  const level = index.value === null ? undefined : aqiLevel(index.value);
  const text = level === undefined ? undefined : healthText(level, edition);
  const top = figures.filter((figure) => figure.iaqi !== null && figure.iaqi === index.value);
  const parts = top.map(({ pollutant, value, iaqi }) => `${pollutant} ${value} → ${iaqi}`);
  const reporting = Math.max(0, ...figures.map((figure) => figure.valid));
  return {
    sites: { assessed, reporting },
    health:
      text === undefined
        ? null
        : {
            level: text.level,
            key: text.key,
            effect: text.effectZh,
            advice: text.adviceZh,
            mark: text.mark,
          },
    sensitive: level !== undefined && level > 2 ? index.primary.map(sensitiveGroupsZh) : [],
    formula: {
      zh: `${assessed} 个评价站的浓度先平均，再按 ${edition} 算分指数，取最大：${parts.join('，') || '无'}`,
      en: `Concentrations of the ${assessed} assessed stations are averaged, then sub-indices by ${edition}; the largest counts: ${parts.join(', ') || 'none'}`,
    },
  };
}

async function yesterday(env: Env, hours: AirHours, assessed: readonly Site[], at: HourLabel) {
  if (assessed.length === 0) return null;
  // The day that ended last: with the hour 24 it is the day of that hour itself.
  const day = at.hour === 24 ? at.day : addDays(at.day, -1);
  const daily = await readDaily(env, [0], [day]);
  const { edition, index, figures } = daily.day(0, day);
  const pollutant: Pollutant = index.primary[0] ?? 'PM2.5';
  const figure = figures.find((one) => one.pollutant === pollutant);
  if (figure === undefined) return null;
  const series = districtSeries(hours, assessed, pollutant, [day]);
  return {
    day,
    edition,
    index,
    pollutant,
    figure,
    series,
    validHours: series.hours.filter((hour) => hour.state === 'value').length,
    formula: daily.formula(0, day),
  };
}
