export { type MarkedHour, type MarkUse, markedHours, withMarks } from './enterprise-marks.ts';
