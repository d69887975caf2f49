import type { Query } from '@huanzhi/contract';
import type { RegistryDefinition } from '@huanzhi/registry';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** One registry that the user may see, with the definition as its own type. */
export interface RegistryEntry {
  definition: RegistryDefinition;
  can: string[];
  count: number;
}

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: () => call('health', {}),
  staleTime: 60_000,
});
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => call('me', {}), staleTime: 300_000 });
export const workbenchQuery = queryOptions({ queryKey: ['workbench'], queryFn: () => call('workbench', {}) });
export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: () => call('notifications', {}),
  refetchInterval: 120_000,
});
export const plansQuery = queryOptions({ queryKey: ['plans'], queryFn: () => call('plans', {}) });
export const orgsQuery = queryOptions({
  queryKey: ['orgs'],
  queryFn: () => call('orgs', {}),
  staleTime: 300_000,
});
export const usersQuery = queryOptions({ queryKey: ['users'], queryFn: () => call('users', {}) });
export const sessionsQuery = queryOptions({ queryKey: ['sessions'], queryFn: () => call('mySessions', {}) });

export const registriesQuery = queryOptions({
  queryKey: ['registries'],
  queryFn: async () => (await call('registries', {})).items as RegistryEntry[],
  staleTime: 60_000,
});

export const targetsQuery = (query: Query<'targets'>) =>
  queryOptions({ queryKey: ['targets', query], queryFn: () => call('targets', { query }) });

export const targetQuery = (id: string) =>
  queryOptions({ queryKey: ['target', id], queryFn: () => call('target', { params: { id } }) });

export const compareQuery = (id: string, other: string) =>
  queryOptions({
    queryKey: ['compare', id, other],
    queryFn: () => call('comparePlans', { params: { id, other } }),
  });

export const recordQueryFor = (registry: string, id: string) =>
  queryOptions({
    queryKey: ['record', registry, id],
    queryFn: () => call('record', { params: { registry, id } }),
  });

export const historyQuery = (registry: string, id: string) =>
  queryOptions({
    queryKey: ['history', registry, id],
    queryFn: () => call('history', { params: { registry, id } }),
  });

export const importQuery = (id: string) =>
  queryOptions({ queryKey: ['import', id], queryFn: () => call('importBatch', { params: { id } }) });

export const recordsQuery = (registry: string, query: Query<'records'>) =>
  infiniteQueryOptions({
    queryKey: ['records', registry, query],
    queryFn: ({ pageParam }) =>
      call('records', {
        params: { registry },
        query: { ...query, limit: 100, ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.page.next,
  });

export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam }) => call('auditLog', { query: pageParam ? { after: pageParam } : {} }),
  initialPageParam: '',
  getNextPageParam: (last) => last.page.next,
});
