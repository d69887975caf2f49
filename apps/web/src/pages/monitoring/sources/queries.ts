import type { Answer, Query } from '@huanzhi/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';

export type SourceList = Answer<'sources'>;
export type SourcePage = Answer<'source'>;
export type SourceSeries = SourcePage['series'][number];
export type SourceDay = SourcePage['days'][number];
export type NoisePage = Answer<'noise'>;

export const sourcesQuery = (day: string | undefined) =>
  queryOptions({
    queryKey: ['sources', 'list', day ?? ''],
    queryFn: () => call('sources', { query: { day } }),
  });

export const sourceQuery = (id: number, span: Query<'source'>) =>
  queryOptions({
    queryKey: ['sources', 'one', id, span],
    queryFn: () => call('source', { params: { id }, query: span }),
  });

export const noiseQuery = (day: string | undefined) =>
  queryOptions({
    queryKey: ['sources', 'noise', day ?? ''],
    queryFn: () => call('noise', { query: { day } }),
  });
