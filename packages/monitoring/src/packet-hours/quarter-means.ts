import { periodMean, rationalToNumber } from '@huanzhi/standards';
import { byMinute, type HourPacket, minutesDue, type PacketRules, samplesOf } from './hours-of-station.ts';

const minuteMs = 60_000;

/** Share of the minutes due that a mean of 15 minutes needs, in %; as an hour needs 45 of 60. Mark: recall. */
const sharePercent = 75;

/**
 * The four means of 15 minutes of one factor in an hour, from minute packets (2051, else 2011); null where fewer than
 * 75 % of the minutes due have a normal value, and all null where packets come in a rhythm that does not divide 15
 * minutes. Hourly packets make none.
 * @param packets those whose period lies in the hour; those of the two hours before tell how many minutes are due
 * @param start of the hour, ms since 1970 UTC
 * @returns in the unit of the site's factor
 * Source: DB31/964-2016 counts means of 15 minutes (single source); the share is a rule of this project.
 */
export function quarterMeans(
  packets: readonly HourPacket[],
  start: number,
  rules: PacketRules,
  factor: string,
): (number | null)[] {
  const samples = samplesOf(packets, rules, () => {});
  for (const cn of [2051, 2011]) {
    const all = samples.get(cn)?.get(factor) ?? [];
    const due = minutesDue(all, start, rules.label) / 4;
    const own = all.filter(({ at }) => at >= start && at < start + 60 * minuteMs);
    if (own.length === 0 || !Number.isInteger(due)) continue;
    const minutes = byMinute(factor, own, rules.medium);
    return [0, 1, 2, 3].map((quarter) => {
      const values = minutes.flatMap(({ minute, value, mark }) =>
        Math.floor((minute - start / minuteMs) / 15) === quarter && mark === 'N' && value !== null
          ? [value]
          : [],
      );
      const mean = values.length * 100 >= due * sharePercent ? periodMean(values) : null;
      return mean === null ? null : rationalToNumber(mean);
    });
  }
  return [null, null, null, null];
}
