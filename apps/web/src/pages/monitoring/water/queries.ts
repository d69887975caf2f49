import type { Answer, Query } from '@huanzhi/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';

export type WaterYear = Answer<'waterYear'>;
export type SectionRow = WaterYear['sections'][number];
export type MonthCell = SectionRow['months'][number];
export type WaterClass = NonNullable<MonthCell['cls']>;
export type SectionPage = Answer<'waterSection'>;
export type WarnedSection = Answer<'waterWarnings'>['items'][number];

export const waterYearQuery = (month: string | undefined) =>
  queryOptions({
    queryKey: ['water', 'year', month ?? ''],
    queryFn: () => call('waterYear', { query: { month } }),
  });

export const sectionQuery = (id: number, month: string | undefined) =>
  queryOptions({
    queryKey: ['water', 'section', id, month ?? ''],
    queryFn: () => call('waterSection', { params: { id }, query: { month } }),
  });

export const seriesQuery = (id: number, query: Query<'waterSeries'>) =>
  queryOptions({
    queryKey: ['water', 'series', id, query],
    queryFn: () => call('waterSeries', { params: { id }, query }),
  });

export const warningsQuery = (month: string) =>
  queryOptions({
    queryKey: ['water', 'warnings', month],
    queryFn: () => call('waterWarnings', { query: { month } }),
  });

export const reportQuery = (month: string) =>
  queryOptions({
    queryKey: ['water', 'report', month],
    queryFn: () => call('waterReport', { query: { month } }),
  });

export const templatesQuery = queryOptions({
  queryKey: ['reports', 'templates'],
  queryFn: () => call('reportTemplates', {}),
});

export const issuedReportQuery = (id: string) =>
  queryOptions({
    queryKey: ['reports', 'figures', id],
    queryFn: () => call('issuedReport', { params: { id } }),
  });

export const issuedQuery = (query: Query<'issuedReports'>) =>
  queryOptions({
    queryKey: ['reports', 'issued', query],
    queryFn: () => call('issuedReports', { query }),
  });
