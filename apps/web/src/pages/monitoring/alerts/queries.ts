import type { Answer, Query } from '@huanzhi/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';

/** How often the page asks, ms: with a second for the hours to be made and one to judge them, an alert shows within 5 s. */
const every = 2_000;

export type AlertRow = Answer<'alerts'>['items'][number];
export type AlertDetail = Answer<'alert'>;
export type WarningsPage = Answer<'warnings'>;
export type Warning = WarningsPage['past'][number];

export const alertsQuery = (query: Query<'exportAlerts'>) =>
  infiniteQueryOptions({
    queryKey: ['alerts', query],
    queryFn: ({ pageParam }) =>
      call('alerts', { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.page.next,
    refetchInterval: every,
  });

export const alertQuery = (id: string) =>
  queryOptions({
    queryKey: ['alert', id],
    queryFn: () => call('alert', { params: { id } }),
    refetchInterval: every,
  });

export const alertRulesQuery = queryOptions({
  queryKey: ['alert-rules'],
  queryFn: () => call('alertRules', {}),
});

export const warningsQuery = queryOptions({
  queryKey: ['warnings'],
  queryFn: () => call('warnings', {}),
  refetchInterval: 60_000,
});
