import { factor } from '@huanzhi/standards';
import { listRequests } from '../../../store/monitoring/gateway/conversation.queries.ts';
import { latestReadings } from '../../../store/readings/packets.queries.ts';
import type { GatewayStation } from '../../../store/readings/stations.queries.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';
import { userNames } from '../../user-names.ts';
import { surveyStations } from './list-stations.ts';

/** Name of a factor in Chinese, or null for a code that no table has. */
export const factorName = (code: string): string | null => factor(code)?.name ?? null;

/**
 * One instrument with settings, counts, requests and latest values. Password and key are told only as there or not.
 * @throws AppError `not-found`
 */
export async function readGatewayStation(env: Env, id: number) {
  const { db } = env.store;
  const { rows, stations, days, open } = await surveyStations(env);
  const row = rows.find((one) => one.id === id);
  const station = stations.get(id);
  if (row === undefined || station === undefined) throw new AppError('not-found');
  const [requests, latest, nameOf] = await Promise.all([
    listRequests(db, id, 20),
    latestReadings(db, id),
    userNames(env),
  ]);
  const today = days.find((day) => day.stationId === id);
  return {
    ...row,
    ...shownSettings(station),
    repairs: today?.repairs ?? {},
    reasons: today?.reasons ?? {},
    waiting: (open.get(station.mn) ?? []).map(({ reason, count, first, last }) => ({
      reason,
      count,
      first,
      last,
    })),
    requests: requests.map((one) => ({
      ...one,
      askedBy: one.askedBy === null ? null : nameOf(one.askedBy),
    })),
    latest: latest.map((one) => {
      const code = one.field.slice(0, one.field.lastIndexOf('-'));
      const { cn, field, at, value, mark } = one;
      return {
        cn,
        field,
        at,
        value,
        mark,
        name: factorName(code),
        unit: station.factors[code]?.unit ?? null,
      };
    }),
  };
}

function shownSettings(station: GatewayStation) {
  return {
    active: station.active,
    opening: station.opening,
    hasPassword: station.password !== null,
    hasSm4Key: station.sm4Key !== null,
    addresses: station.addresses,
    factors: Object.entries(station.factors).map(([code, { unit }]) => ({
      code,
      name: factorName(code),
      unit,
    })),
  };
}
