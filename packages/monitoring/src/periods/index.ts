export { aqiOfDay } from './air-days.ts';
export { airMonthFigures, airYearFigures, areaDayFigures, DayTable } from './air-periods.ts';
export { oxygenRule, pollutantCodes, pollutantOf, waterItemCodes, waterItemOf } from './codes.ts';
export { dayFigures } from './day-figures.ts';
export { type FactorDay, type FiguredSite, factorDay, isMonitored, type Monitored } from './day-input.ts';
export { exactOf, type Figure } from './figure.ts';
export { plainMonthFigures, sectionMonthFigures, sectionYearFigures } from './other-periods.ts';
export { type PublishedFigure, type PublishedStatistic, publishedIn } from './published.ts';
