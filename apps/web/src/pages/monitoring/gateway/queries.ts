import type { Answer, Query } from '@huanzhi/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';

/** Instruments change by themselves: the page asks again. */
const live = 5_000;

export type StationList = Answer<'gatewayStations'>;
export type StationRow = StationList['items'][number];
export type StationDetail = Answer<'gatewayStation'>;
export type Piece = Answer<'gatewayPiece'>;
export type Sender = Answer<'gatewaySenders'>['items'][number];
export type LogLine = Answer<'gatewayLog'>['items'][number];

export const stationsQuery = (query: Query<'gatewayStations'>) =>
  queryOptions({
    queryKey: ['gateway', 'stations', query],
    queryFn: () => call('gatewayStations', { query }),
    refetchInterval: live,
    placeholderData: (before) => before,
  });

export const stationQuery = (id: number) =>
  queryOptions({
    queryKey: ['gateway', 'station', id],
    queryFn: () => call('gatewayStation', { params: { id } }),
    refetchInterval: live,
  });

export const piecesQuery = (mn: string) =>
  queryOptions({
    queryKey: ['gateway', 'pieces', mn],
    queryFn: () => call('gatewayPieces', { query: { mn, open: '1', limit: 50 } }),
    refetchInterval: live,
  });

export const pieceQuery = (id: string) =>
  queryOptions({
    queryKey: ['gateway', 'piece', id],
    queryFn: () => call('gatewayPiece', { params: { id } }),
    staleTime: 60_000,
  });

export const sendersQuery = queryOptions({
  queryKey: ['gateway', 'senders'],
  queryFn: () => call('gatewaySenders', {}),
  refetchInterval: live,
});

/** @param mn device number; empty: of all */
export const logQuery = (mn: string) =>
  infiniteQueryOptions({
    queryKey: ['gateway', 'log', mn],
    queryFn: ({ pageParam }) =>
      call('gatewayLog', {
        query: { limit: 100, ...(mn ? { mn } : {}), ...(pageParam ? { before: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    refetchInterval: live,
  });
