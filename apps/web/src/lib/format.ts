/** Texts of dates, numbers and sizes. Days are `YYYY-MM-DD`, instants ISO 8601; shown in China Standard Time. */
export type Language = 'zh' | 'en';

const zone = 'Asia/Shanghai';
const dayParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const timeParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

/** The calendar day of an instant in China. */
export function dayOf(instant: string | Date): string {
  if (typeof instant === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(instant)) return instant;
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? '' : dayParts.format(date);
}

/** Today in China. */
export function today(): string {
  return dayOf(new Date());
}

/** Days from one day to another; negative when `to` lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** `11月20日` this year, else `2027-01-06`; `20 Nov` in English. Unreadable input comes back as it is. */
export function formatDay(value: string, language: Language, now = today()): string {
  const day = dayOf(value);
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return value;
  if (day.slice(0, 4) !== now.slice(0, 4)) return day;
  return language === 'zh' ? `${month}月${date}日` : `${date} ${months[month - 1]}`;
}

/** The weekday, only where it helps: from today to three weeks on. Else empty. */
export function weekdaySoon(value: string, language: Language, now = today()): string {
  const day = dayOf(value);
  const away = daysBetween(now, day);
  if (!(away >= 0 && away <= 21)) return '';
  return weekdays[language][new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
}

/** The weekday of a day. */
export function weekday(day: string, language: Language): string {
  return weekdays[language][new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
}

/** `09:12` today, else `11月6日 02:00`. */
export function formatInstant(value: string, language: Language, now = today()): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return value;
  const time = timeParts.format(date);
  return dayOf(date) === now ? time : `${formatDay(dayOf(date), language, now)} ${time}`;
}

/** `2026-11-20 14:06`, for evidence and logs. */
export function formatExact(value: string): string {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : `${dayOf(date)} ${timeParts.format(date)}`;
}

/** Thousands with a comma, the true minus sign, no rounding beyond six decimals. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 }).format(value).replace('-', '−');
}

/** `820 B`, `2.1 MB`. */
export function formatSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}

/** `9f2c…41ab`: the ends of a long hash. */
export function shortHash(hash: string): string {
  return hash.length > 10 ? `${hash.slice(0, 4)}…${hash.slice(-4)}` : hash;
}

/** `≥`, `≤` … of a comparator word as the plan reader writes it; an unknown word stays. */
export function comparatorSign(comparator: string): string {
  const signs: Record<string, string> = {
    '>=': '≥',
    '<=': '≤',
    '>': '>',
    '<': '<',
    '=': '=',
    '==': '=',
    gte: '≥',
    lte: '≤',
    gt: '>',
    lt: '<',
    eq: '=',
    approx: '≈',
    '~': '≈',
    range: '',
    between: '',
  };
  return signs[comparator] ?? comparator;
}
