import type { Answer, Body, Query } from '@huanzhi/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';

export type Review = Answer<'reviewDay'>;
export type Item = Review['items'][number];
export type Proposal = Review['proposals'][number];
export type Series = Answer<'reviewSeries'>;
export type Effect = Answer<'previewVerdict'>['effects'][number];
export type OwnMarks = Answer<'ownMarks'>;

export const reviewQuery = (day: string) =>
  queryOptions({
    queryKey: ['review', 'day', day],
    queryFn: () => call('reviewDay', { query: { day } }),
    refetchInterval: 30_000,
  });

export const seriesQuery = (query: Query<'reviewSeries'>) =>
  queryOptions({ queryKey: ['review', 'series', query], queryFn: () => call('reviewSeries', { query }) });

export const effectQuery = (body: Body<'previewVerdict'>) =>
  queryOptions({ queryKey: ['review', 'effect', body], queryFn: () => call('previewVerdict', { body }) });

export const historyQuery = (query: Query<'reviewHistory'>) =>
  queryOptions({ queryKey: ['review', 'history', query], queryFn: () => call('reviewHistory', { query }) });

export const ratesQuery = (day: string) =>
  queryOptions({
    queryKey: ['review', 'rates', day],
    queryFn: () => call('reviewRates', { query: { day } }),
  });

export const ownMarksQuery = (day: string) =>
  queryOptions({ queryKey: ['own-marks', day], queryFn: () => call('ownMarks', { query: { day } }) });
