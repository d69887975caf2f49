import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { orgsQuery } from '../api/queries.ts';

/** Short names of organisations by id; an unknown id is shown as it is. */
export function useOrgNames(): (id: string) => string {
  const { data } = useQuery(orgsQuery);
  return useMemo(() => {
    const names = new Map(data?.items.map((org) => [org.id, org.shortName || org.name]));
    return (id: string) => names.get(id) ?? id;
  }, [data]);
}
