import type { Answer } from '@huanzhi/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

export type Progress = Answer<'targetProgress'>;

/** How a bound target stands; with a day as it stood then. */
export const progressQuery = (id: string, asOf?: string) =>
  queryOptions({
    queryKey: ['target', id, 'progress', asOf ?? ''],
    queryFn: () => call('targetProgress', { params: { id }, query: asOf ? { asOf } : {} }),
  });

/** Every indicator, and whether it can answer what a target asks. */
export const indicatorsQuery = (target: string) =>
  queryOptions({
    queryKey: ['indicators', target],
    queryFn: () => call('indicators', { query: { target } }),
  });
