import { addDays, statisticalHourOf } from '@huanzhi/monitoring';
import type { Env } from '../../services/env.ts';
import { type HourEntry, putHours } from '../../store/monitoring/hours.queries.ts';
import { addSiteFactors, addSiteLimit, saveSite } from '../../store/monitoring/sites.queries.ts';
import { listOrgs } from '../../store/people/orgs.queries.ts';
import { getSetting, setSetting } from '../../store/settings.queries.ts';
import { sampleDistrict, sampleOrgs } from '../organisations.ts';
import { type SamplePlace, samplePlaces } from './places.ts';
import { randomStream } from './random.ts';
import { type SampleSeries, seriesOf } from './series.ts';
import { makeStations } from './stations.ts';

const done = 'sample.monitoring';
const dayMs = 86_400_000;
/** Days of one commit: large enough to be quick, small enough to stop between two. */
const chunkDays = 90;

/**
 * Gives the sample district its places and their invented values up to the last full hour: air and water since the
 * year before, the rest for some weeks. It runs beside the pages after the start; a start that was killed goes on
 * where it stopped, since putting the same hours again changes nothing.
 * @param signal stops it between two commits
 */
export async function fillSampleMonitoring(env: Env, signal: AbortSignal): Promise<void> {
  const { db } = env.store;
  if (!env.sample || (await getSetting(db, done)) === true) return;
  const now = statisticalHourOf(Math.floor(env.clock().getTime() / 3_600_000) * 3_600_000);
  const places = await makePlaces(env);
  const ids = new Map([...places].map(([{ code }, id]) => [code, id]));
  await makeStations(db, (code) => ids.get(code) ?? null);
  await env.gateway?.refreshStations();
  // The latest weeks of every place first: that is what the pages show before the rest is there.
  for (let back = 0; back < 24; back += 1) {
    for (const [place, siteId] of places) {
      for (const series of seriesOf(place)) {
        if (signal.aborted) return;
        const entries = entriesOf(siteId, place, series, now, back * chunkDays, (back + 1) * chunkDays);
        if (entries.length > 0) await putHours(db, entries);
      }
    }
  }
  await setSetting(db, done, true, null);
}

async function makePlaces(env: Env): Promise<Map<SamplePlace, number>> {
  const { db } = env.store;
  const orgs = await listOrgs(db);
  const idOf = (key: string) => {
    const name = sampleOrgs.find((one) => one.key === key)?.name;
    return orgs.find((one) => one.name === name)?.id ?? null;
  };
  const today = new Date(env.clock().getTime()).toISOString().slice(0, 10);
  const ids = new Map<SamplePlace, number>();
  for (const place of samplePlaces) {
    const { town, enterprise, level: _level, limits = [], ...site } = place;
    const areaCode = sampleOrgs.find((one) => one.key === town)?.areaCode ?? sampleDistrict.code;
    const id = await saveSite(db, {
      ...site,
      areaCode,
      ownerOrg: idOf(town),
      enterpriseOrg: enterprise === undefined ? null : idOf(enterprise),
      active: true,
    });
    ids.set(place, id);
    await addSiteFactors(
      db,
      seriesOf(place).map(({ factor, unit, days }) => ({
        siteId: id,
        factor,
        unit,
        since: addDays(today, 1 - days),
      })),
    );
    if ((await getSetting(db, `${done}.limits.${place.code}`)) === true) continue;
    for (const { factor, period, lower = null, upper = null } of limits) {
      await addSiteLimit(
        db,
        {
          siteId: id,
          factor,
          period,
          lower,
          upper,
          validFrom: '2024-01-01',
          validTo: null,
          basis: '示例许可证（虚构）',
          mark: 'local',
        },
        null,
      );
    }
    await setSetting(db, `${done}.limits.${place.code}`, true, null);
  }
  return ids;
}

/** The hours of a series from `near` to `far` days back; one hour in 200 did not come. */
function entriesOf(
  siteId: number,
  place: SamplePlace,
  series: SampleSeries,
  now: { day: string; hour: number },
  near: number,
  far: number,
): HourEntry[] {
  const entries: HourEntry[] = [];
  const { factor, days, hours, value } = series;
  for (let back = Math.min(far, days) - 1; back >= near; back -= 1) {
    const day = addDays(now.day, -back);
    const number = Date.parse(`${day}T00:00:00Z`) / dayMs;
    const gaps = randomStream(`${place.code} ${day}`);
    for (let hour = 1; hour <= 24; hour += 1) {
      const missing = gaps.uniform() < 0.005;
      if (missing || (hours !== undefined && !hours.includes(hour))) continue;
      if (back === 0 && hour > now.hour) break;
      entries.push({ siteId, factor, day, hour, value: value(number, hour), mark: 'N', source: 'g' });
    }
  }
  return entries;
}
