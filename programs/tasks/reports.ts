import { localDay, type WorkCalendar } from '@huanzhi/registry';
import { addMonths, type Report, type TaskData } from './task.ts';

/** The report of a month is due on this working day of the next month (月调度 [D]). */
export const DISPATCH_WORKING_DAY = 5;

/**
 * The day on which the report of a month is due: the 5th working day of the next month.
 * @param month `YYYY-MM`
 * @returns `YYYY-MM-DD`
 */
export function reportDueOn(month: string, calendar: WorkCalendar): string {
  const first = `${addMonths(month, 1)}-01`;
  const options = { excludeStartDay: false, rollIfHoliday: false };
  return calendar.add(first, DISPATCH_WORKING_DAY, 'wd', options).due;
}

/** The report that stands for a month: filed, and not returned. */
export function filedReport(task: TaskData, month: string): Report | undefined {
  return task.reports?.find((report) => report.month === month && report.status !== 'returned');
}

/** First month that has to be reported: that of the sign-for, or of a later start. `null` before it. */
export function firstReportMonth(task: TaskData): string | null {
  if (task.signedOn === undefined) return null;
  const later = [task.signedOn, task.startDate ?? ''].sort().at(-1) ?? '';
  return later.slice(0, 7);
}

/**
 * Months that have ended and must have been reported, oldest first: from the first up to the last month,
 * at most to the month before completion was submitted.
 */
export function endedMonths(task: TaskData, today: string): string[] {
  const months: string[] = [];
  const end = (task.submittedOn ?? today).slice(0, 7);
  for (let month = firstReportMonth(task) ?? end; month < end; month = addMonths(month, 1))
    months.push(month);
  return months;
}

/** Months whose report is overdue: the due day has passed and nothing valid is filed. */
export function missingReports(task: TaskData, now: Date, calendar: WorkCalendar): string[] {
  const today = localDay(now);
  return endedMonths(task, today).filter(
    (month) => filedReport(task, month) === undefined && reportDueOn(month, calendar) < today,
  );
}

/** Months that have ended and wait for a report, overdue or not. */
export function openMonths(task: TaskData, now: Date): string[] {
  return endedMonths(task, localDay(now)).filter((month) => filedReport(task, month) === undefined);
}

/** Reports that wait for confirmation, oldest month first. */
export function pendingReports(task: TaskData): Report[] {
  return (task.reports ?? [])
    .filter((report) => report.status === 'pending')
    .sort((a, b) => a.month.localeCompare(b.month));
}

/** The report of the latest month that stands. */
export function latestReport(task: TaskData): Report | undefined {
  return (task.reports ?? [])
    .filter((report) => report.status !== 'returned')
    .sort((a, b) => b.month.localeCompare(a.month))[0];
}

/** Progress as one line of the offices' form: “60%。text”. */
export function progressLine(report: Report): string {
  return `${report.progress}%。${report.text}`;
}
