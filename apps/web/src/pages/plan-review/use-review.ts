import type { Body } from '@huanzhi/contract';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { call } from '../../api/call.ts';
import { useUrlQuery } from '../../lib/url-query.ts';
import { type Filter, filters, type Item, nextItem, type Plan, passes } from './items.ts';

export type Step = Body<'reviewItems'>;

export const planQuery = (id: string) =>
  queryOptions({ queryKey: ['plan', id], queryFn: () => call('plan', { params: { id } }) });

/**
 * The review of one plan: its items, the filter and current item of the address, and the steps. A step's answer
 * replaces the items; the text stays.
 */
export function useReview(id: string) {
  const client = useQueryClient();
  const plan = useQuery(planQuery(id));
  const [query, setQuery] = useUrlQuery();
  const filter: Filter = filters.find((name) => name === query.show) ?? 'all';
  const items = plan.data?.items ?? none;
  const shown = useMemo(() => items.filter((item) => passes(item, filter)), [items, filter]);
  const current =
    items.find((item) => item.id === query.item) ??
    shown.find((item) => item.status === 'pending') ??
    shown[0] ??
    null;

  const go = useCallback((item: Item | null) => item && setQuery({ item: item.id }), [setQuery]);
  const step = useMutation({
    mutationFn: (body: Step) => call('reviewItems', { params: { id }, body }),
    onSuccess: (answer) => {
      client.setQueryData<Plan>(planQuery(id).queryKey, (before) => before && { ...before, ...answer });
      client.invalidateQueries({ queryKey: ['plans'] });
    },
  });

  return {
    plan,
    items,
    shown,
    current,
    filter,
    step,
    go,
    showOnly: (name: Filter) => setQuery({ show: name === 'all' ? undefined : name, item: undefined }),
    /** Accepts the current item and goes to the next that nobody has seen. */
    accept: () => {
      if (!current) return;
      const next = nextItem(shown, current.id, (item) => item.status === 'pending');
      step.mutate({ action: 'accept', items: [current.id] }, { onSuccess: () => go(next) });
    },
    /** Moves by one in the shown order. */
    move: (by: 1 | -1) => {
      const index = shown.findIndex((item) => item.id === current?.id);
      go(shown[Math.min(shown.length - 1, Math.max(0, index + by))] ?? null);
    },
    nextDoubt: () => go(nextItem(items, current?.id ?? null, (item) => passes(item, 'doubt'))),
  };
}

const none: Item[] = [];
export type Review = ReturnType<typeof useReview>;
