/** Months are `YYYY-MM`; in the store they are their first day. */

/** The first day of a month. */
export const firstDay = (month: string): string => `${month}-01`;

/** The month of a day. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The month `by` months later (earlier when negative). */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = year * 12 + number - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** All months from one to another, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = shiftMonth(month, 1)) months.push(month);
  return months;
}

/** January to a month of the same year. */
export const yearUntil = (month: string): string[] => monthsBetween(`${month.slice(0, 4)}-01`, month);

/** `2026年10月` */
export function monthText(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return `${year}年${number}月`;
}
