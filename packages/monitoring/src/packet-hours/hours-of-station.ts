import {
  equivalentLevel,
  hourValidity,
  periodMean,
  roundHalfEvenNumber,
  roundHalfEvenText,
} from '@huanzhi/standards';
import type { HourMark } from '../hours/index.ts';
import { convertUnit } from '../units/units.ts';
import { type PacketMedium, valueFields } from './factor-of-field.ts';
import { hourMark, markOfMinutes } from './marks.ts';

/** A packet of 2011, 2051 or 2061 as the store keeps it. */
export interface HourPacket {
  cn: number;
  /** DataTime, ms since 1970 UTC. */
  at: number;
  receivedAt: number;
  /** `w01018-Avg` … */
  fields: readonly string[];
  readings: readonly (number | null)[];
  /** One a field; null: all N. */
  marks: readonly string[] | null;
}

/** How the packets of one station become hours of its site. */
export interface PacketRules {
  medium: PacketMedium;
  edition: '2005' | '2017' | '2025';
  /** Whether DataTime names the start (HJ 212) or the end of a period. */
  label: 'start' | 'end';
  /** Unit by code as sent, as agreed with the operator. */
  units: Readonly<Record<string, { unit: string }>>;
  /** Factors of the site with the units in which their hours are kept; others stay in the packets. */
  factors: readonly { factor: string; unit: string }[];
}

/** An hour made from packets. */
export interface PacketHour {
  factor: string;
  value: number | null;
  mark: HourMark;
}

/** What became of the packets of one hour. */
export interface StationHour {
  hours: PacketHour[];
  /** Codes as sent whose unit is not configured or cannot be converted; their hours have the mark `!`. */
  unknownUnits: string[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Levels are averaged by energy, directions by vector, rain is added up. */
const levels = new Set(['Leq', 'LA', 'a50001']);
const direction = 'a01008';
const rain = 'a06001';

/** One value of a packet in the unit of the site. */
export interface Sample {
  /** Within its period, ms. */
  at: number;
  receivedAt: number;
  value: number | null;
  mark: HourMark;
}

/**
 * The hours of one station's packets of one hour: the hourly packet (2061) where there is one, the one received last
 * when there are several; else the mean of the minutes (2051, else 2011) when there are at least 75 % of those due (45 of
 * 60). A value whose unit is unknown makes an hour with mark `!` and is never converted by guess.
 * @param packets those whose period lies in the hour; minute packets of the two hours before may be among them: they tell
 *   how many are due
 * @param start of the hour, ms since 1970 UTC
 * Source: HJ 212-2017 App. C and D (marks and completeness); GB 3095 table 4 (45 minutes).
 */
export function hoursOfStation(
  packets: readonly HourPacket[],
  start: number,
  rules: PacketRules,
): StationHour {
  const unknown = new Set<string>();
  const within = ({ at }: { at: number }) => at >= start && at < start + hourMs;
  const samples = samplesOf(packets, rules, (sent, at) => {
    if (within({ at })) unknown.add(sent);
  });
  const hours = rules.factors.flatMap(({ factor }): PacketHour[] => {
    const hourly = (samples.get(2061)?.get(factor) ?? []).filter(within);
    const last = hourly.reduce<Sample | undefined>(
      (best, one) => (best === undefined || one.receivedAt >= best.receivedAt ? one : best),
      undefined,
    );
    if (last !== undefined) return [{ factor, value: last.value, mark: last.mark }];
    for (const cn of [2051, 2011]) {
      const all = samples.get(cn)?.get(factor) ?? [];
      const own = all.filter(within);
      if (own.length > 0)
        return [hourOfMinutes(factor, own, minutesDue(all, start, rules.label), rules.medium)];
    }
    return [];
  });
  return { hours, unknownUnits: [...unknown].sort() };
}

/**
 * The values of packets by command and factor, in the units of the site.
 * @param unknown told of a number whose unit is not configured or cannot be converted
 */
export function samplesOf(
  packets: readonly HourPacket[],
  rules: PacketRules,
  unknown: (sent: string, at: number) => void,
): Map<number, Map<string, Sample[]>> {
  const wanted = new Map(rules.factors.map((one) => [one.factor, one.unit]));
  const samples = new Map<number, Map<string, Sample[]>>();
  for (const packet of packets) {
    const at = rules.label === 'start' ? packet.at : packet.at - 1;
    const ofCommand = samples.get(packet.cn) ?? new Map<string, Sample[]>();
    samples.set(packet.cn, ofCommand);
    for (const { sent, factor, index } of valueFields(packet.cn, packet.fields, rules.medium)) {
      const unit = wanted.get(factor);
      if (unit === undefined) continue;
      const list = ofCommand.get(factor) ?? [];
      ofCommand.set(factor, list);
      const reading = packet.readings[index] ?? null;
      const mark = hourMark(packet.marks?.[index] ?? 'N', rules.edition);
      const from = rules.units[sent]?.unit;
      const value = reading === null || from === undefined ? null : convertUnit(reading, from, unit);
      if (reading !== null && value === null) unknown(sent, at);
      list.push({
        at,
        receivedAt: packet.receivedAt,
        value,
        mark: value === null && mark === 'N' ? '!' : mark,
      });
    }
  }
  return samples;
}

/**
 * Minutes due in an hour, from the rhythm seen: the greatest interval that all minutes seen fit into. A value at the full
 * hour alone, three hours long, is an hourly rhythm.
 */
export function minutesDue(samples: readonly Sample[], start: number, label: 'start' | 'end'): number {
  const shift = label === 'start' ? 0 : 1;
  let interval = 60;
  for (const { at } of samples) {
    let a = interval;
    let b = Math.floor((at + shift - start) / minuteMs) % 60;
    if (b < 0) b += 60;
    while (b !== 0) [a, b] = [b, a % b];
    interval = a;
  }
  return 60 / interval;
}

/** The samples by minute: several in one minute are one value, normal ones before others. */
export function byMinute(
  factor: string,
  samples: readonly Sample[],
  medium: PacketMedium,
): { minute: number; value: number | null; mark: HourMark }[] {
  const minutes = new Map<number, Sample[]>();
  for (const sample of samples) {
    const minute = Math.floor(sample.at / minuteMs);
    const list = minutes.get(minute) ?? [];
    list.push(sample);
    minutes.set(minute, list);
  }
  return [...minutes].map(([minute, ofMinute]) => {
    const normal = ofMinute.filter((one) => one.mark === 'N' && one.value !== null);
    const counting = normal.length > 0 ? normal : ofMinute;
    const values = counting.flatMap((one) => (one.value === null ? [] : [one.value]));
    const odd = ofMinute.find((one) => one.mark !== 'N');
    const mark = medium === 'water' ? (odd?.mark ?? 'N') : normal.length > 0 ? 'N' : (odd?.mark ?? '!');
    return { minute, value: values.length === 0 ? null : meanOf(factor, values), mark };
  });
}

/** One hour from its minutes. */
function hourOfMinutes(
  factor: string,
  samples: readonly Sample[],
  due: number,
  medium: PacketMedium,
): PacketHour {
  const made = byMinute(factor, samples, medium);
  const normal = made.filter((one) => one.mark === 'N' && one.value !== null);
  const share = due === 60 ? hourValidity(normal.length).sufficient : normal.length * 4 >= due * 3;
  const mark = markOfMinutes(
    made.map((one) => one.mark),
    share,
    medium,
  );
  const values = (normal.length > 0 ? normal : made).flatMap((one) =>
    one.value === null ? [] : [one.value],
  );
  return { factor, value: values.length === 0 ? null : meanOf(factor, values), mark };
}

function meanOf(factor: string, values: readonly number[]): number {
  if (levels.has(factor)) return roundHalfEvenNumber(equivalentLevel(values), 4);
  if (factor === direction) return meanDirection(values);
  const mean = periodMean(values);
  if (mean === null) return 0;
  const exact = factor === rain ? { ...mean, numerator: mean.numerator * BigInt(values.length) } : mean;
  return Number(roundHalfEvenText(exact, 6));
}

function meanDirection(degrees: readonly number[]): number {
  let north = 0;
  let east = 0;
  for (const degree of degrees) {
    north += Math.cos((degree * Math.PI) / 180);
    east += Math.sin((degree * Math.PI) / 180);
  }
  const angle = (Math.atan2(east, north) * 180) / Math.PI;
  return roundHalfEvenNumber((angle + 360) % 360, 4);
}
