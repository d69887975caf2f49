import type { Answer, Query } from '@huanzhi/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';

export type SiteRow = Answer<'sites'>['items'][number];
export type SiteDetail = Answer<'site'>;
export type SiteHours = Answer<'siteHours'>;

export const sitesQuery = (query: Query<'sites'>) =>
  queryOptions({
    queryKey: ['sites', 'list', query],
    queryFn: () => call('sites', { query }),
    placeholderData: keepPreviousData,
  });

export const siteQuery = (id: number) =>
  queryOptions({ queryKey: ['sites', id], queryFn: () => call('site', { params: { id } }) });

export const factorChoicesQuery = (kind: Query<'siteFactorChoices'>['kind']) =>
  queryOptions({
    queryKey: ['sites', 'factors', kind],
    queryFn: () => call('siteFactorChoices', { query: { kind } }),
    staleTime: 3_600_000,
  });

export const mapBaseQuery = queryOptions({
  queryKey: ['map', 'base'],
  queryFn: () => call('mapBase', {}),
  staleTime: 600_000,
});

export const siteHoursQuery = (id: number, day: string) =>
  queryOptions({
    queryKey: ['sites', id, 'hours', day],
    queryFn: () => call('siteHours', { params: { id }, query: { from: day, to: day } }),
  });

export const siteFiguresQuery = (id: number, query: Query<'siteFigures'>) =>
  queryOptions({
    queryKey: ['sites', id, 'figures', query],
    queryFn: () => call('siteFigures', { params: { id }, query }),
  });

export const sitePacketsQuery = (id: number, query: Query<'sitePackets'>) =>
  queryOptions({
    queryKey: ['sites', id, 'packets', query],
    queryFn: () => call('sitePackets', { params: { id }, query }),
  });
