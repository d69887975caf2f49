import type { Answer, Query } from '@huanzhi/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';

export type AirNow = Answer<'airNow'>;
export type AirCalendar = Answer<'airCalendar'>;
export type AirDay = Answer<'airDay'>;
export type AirSitePage = Answer<'airSite'>;
export type AirRanking = Answer<'airRanking'>;
export type AirHeadroom = Answer<'airHeadroom'>;
export type AirIndex = AirNow['stations'][number]['index'];
export type AirFigure = AirDay['figures'][number];
export type AirSeries = AirDay['series'][number];

export const airNowQuery = queryOptions({
  queryKey: ['air', 'now'],
  queryFn: () => call('airNow', {}),
  refetchInterval: 60_000,
});

export const airCalendarQuery = (query: Query<'airCalendar'>) =>
  queryOptions({ queryKey: ['air', 'calendar', query], queryFn: () => call('airCalendar', { query }) });

export const airDayQuery = (day: string, site: number) =>
  queryOptions({
    queryKey: ['air', 'day', day, site],
    queryFn: () => call('airDay', { params: { day }, query: { site } }),
  });

export const airSiteQuery = (site: number, query: Query<'airSite'>) =>
  queryOptions({
    queryKey: ['air', 'site', site, query],
    queryFn: () => call('airSite', { params: { site }, query }),
  });

export const airYearQuery = (query: Query<'airYear'>) =>
  queryOptions({ queryKey: ['air', 'year', query], queryFn: () => call('airYear', { query }) });

export const airRankingQuery = (query: Query<'airRanking'>) =>
  queryOptions({ queryKey: ['air', 'ranking', query], queryFn: () => call('airRanking', { query }) });

export const airHeadroomQuery = (query: Query<'airHeadroom'>) =>
  queryOptions({ queryKey: ['air', 'headroom', query], queryFn: () => call('airHeadroom', { query }) });
