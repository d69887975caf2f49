import type { Answer, Body } from '@huanzhi/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';

export type Sheet = Answer<'entrySheet'>;
export type SheetRow = Sheet['rows'][number];
export type Judged = Answer<'previewEntry'>;
export type JudgedRow = Judged['rows'][number];
export type Typed = Body<'previewEntry'>;

export const sheetQuery = (site: number, day: string) =>
  queryOptions({
    queryKey: ['entry-sheet', site, day],
    queryFn: () => call('entrySheet', { query: { site, day } }),
  });
