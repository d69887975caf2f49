export { chinaHolidays } from './china-holidays.ts';
export { type HolidayTable, HolidayTableError, type HolidayYear } from './holiday-table.ts';
export {
  createCalendar,
  type PeriodOptions,
  type PeriodUnit,
  type WorkingDayCalendar,
} from './work-calendar.ts';
