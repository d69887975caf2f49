import { useLocation, useRouter } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { withQuery } from './paths.ts';

export type UrlQuery = Record<string, string | undefined>;

/** The query of the address as plain strings, and a way to change some of it. `undefined` removes a key. */
export function useUrlQuery(): [UrlQuery, (patch: UrlQuery, how?: 'push' | 'replace') => void] {
  const router = useRouter();
  const { pathname, searchStr } = useLocation();
  const query = useMemo<UrlQuery>(() => Object.fromEntries(new URLSearchParams(searchStr)), [searchStr]);
  const change = useCallback(
    (patch: UrlQuery, how: 'push' | 'replace' = 'replace') =>
      router.history[how](withQuery(pathname, { ...query, ...patch })),
    [router, pathname, query],
  );
  return [query, change];
}
