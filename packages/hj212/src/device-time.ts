/** HJ 212 times are China Standard Time without a zone. */
const offset = 8 * 3_600_000;

/**
 * An instant as devices write it.
 * @param at milliseconds since 1970 UTC
 * @returns `YYYYMMDDhhmmss` in UTC+8
 */
export function deviceTime(at: number): string {
  return new Date(at + offset).toISOString().replace(/\D/g, '').slice(0, 14);
}

/** The `QN` of an instant: `YYYYMMDDhhmmsszzz` in UTC+8 (HJ 212-2017 §6.3.2). */
export function qnOf(at: number): string {
  return new Date(at + offset).toISOString().replace(/\D/g, '').slice(0, 17);
}

/**
 * Reads `YYYYMMDDhhmmss`, with milliseconds or without.
 * @returns milliseconds since 1970 UTC, or null when it is no such time (13th month, 30 February, other length)
 */
export function readDeviceTime(text: string): number | null {
  if (text.length !== 14 && text.length !== 17) return null;
  const part = (from: number, to: number): number => {
    let value = 0;
    for (let index = from; index < to; index += 1) {
      const digit = text.charCodeAt(index) - 0x30;
      if (digit < 0 || digit > 9) return Number.NaN;
      value = value * 10 + digit;
    }
    return value;
  };
  const [year, month, day] = [part(0, 4), part(4, 6), part(6, 8)];
  const [hour, minute, second] = [part(8, 10), part(10, 12), part(12, 14)];
  const millisecond = text.length === 17 ? part(14, 17) : 0;
  if (!(year >= 1900 && month >= 1 && month <= 12 && day >= 1 && hour < 24 && minute < 60 && second < 60))
    return null;
  const at = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  if (Number.isNaN(at) || new Date(at).getUTCDate() !== day) return null;
  return at - offset;
}
