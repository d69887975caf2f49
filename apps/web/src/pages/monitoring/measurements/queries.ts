import type { Answer } from '@huanzhi/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';
import { paths } from '../../../lib/paths.ts';

export type MeasurementImport = Answer<'measurementImport'>;
export type ImportStatus = MeasurementImport['status'];
export type ImportRow = MeasurementImport['rows'][number];

/** The server works in the background while an import has one of these states. */
export function isBusy(status: ImportStatus | undefined): boolean {
  return status === 'checking' || status === 'committing' || status === 'withdrawing';
}

/** Address of one import. */
export const importPath = (id: string) => `${paths.measurements}/${encodeURIComponent(id)}`;

export const importsQuery = queryOptions({
  queryKey: ['measurement-imports'],
  queryFn: () => call('measurementImports', {}),
  refetchInterval: ({ state }) => (state.data?.items.some((one) => isBusy(one.status)) ? 1_000 : false),
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['measurement-import', id],
    queryFn: () => call('measurementImport', { params: { id } }),
    refetchInterval: ({ state }) => (isBusy(state.data?.status) ? 1_000 : false),
  });

export const sitesQuery = queryOptions({
  queryKey: ['measurement-import-sites'],
  queryFn: () => call('sites', { query: {} }),
  staleTime: 60_000,
});
