export * from './hour-day.ts';
