import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SiteDetail, siteQuery } from './queries.ts';

/** A change of a site that answers with the site; every page that shows it is asked again. */
export function useSiteChange<T>(change: (given: T) => Promise<SiteDetail>, done: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (site) => {
      client.invalidateQueries();
      client.setQueryData(siteQuery(site.id).queryKey, site);
      done();
    },
  });
}
