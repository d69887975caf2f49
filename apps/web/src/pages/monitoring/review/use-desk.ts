import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { call } from '../../../api/call.ts';
import { daysBetween, today } from '../../../lib/format.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { hoursOf } from './hours.ts';
import { type Item, type Review, reviewQuery } from './queries.ts';

/** What a reviewer is about to say. */
export interface Draft {
  verdict: 'V' | 'I' | 'Q' | 'late';
  reason: string;
  note: string;
}

/** Hours of one site that the page is about: an item, or hours that somebody chose in any series. */
export interface Subject {
  /** Null: chosen by hand. */
  item: Item | null;
  siteId: number;
  factors: string[];
  hours: number[];
}

/** Yesterday in China: the day that the machine checks in the morning. */
function yesterday(): string {
  const day = new Date(`${today()}T00:00:00Z`);
  return new Date(day.getTime() - 86_400_000).toISOString().slice(0, 10);
}

const validDay = (text: string | undefined) =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(daysBetween(text, text))
    ? text
    : null;

function subjectOf(review: Review | undefined, url: Record<string, string | undefined>): Subject | null {
  if (review === undefined) return null;
  const chosen = hoursOf(url.hours);
  const site = review.sites.find((one) => one.id === Number(url.site));
  if (site !== undefined && url.factor) {
    return { item: null, siteId: site.id, factors: [url.factor], hours: chosen };
  }
  const item =
    review.items.find((one) => one.id === url.item) ??
    review.items.find((one) => one.decidedAt === null) ??
    review.items[0];
  if (item === undefined) return null;
  return { item, siteId: item.siteId, factors: item.factors, hours: chosen.length > 0 ? chosen : item.hours };
}

/** The state of the review desk: the day, what is looked at (both in the address), the draft, and the acts. */
export function useDesk() {
  const client = useQueryClient();
  const [url, change] = useUrlQuery();
  const day = validDay(url.day) ?? yesterday();
  const query = useQuery(reviewQuery(day));
  const review = query.data;
  const onlyLeft = url.show === 'left';
  const subject = useMemo(() => subjectOf(review, url), [review, url]);
  const shown = (review?.items ?? []).filter(
    (item) => !onlyLeft || item.decidedAt === null || item.id === subject?.item?.id,
  );
  const item = subject?.item ?? null;
  const [draft, setDraft] = useState<Draft>({ verdict: 'I', reason: '', note: '' });
  const key = item === null ? `${subject?.siteId} ${subject?.factors.join()}` : item.id;
  const said = item?.verdict;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item brings its own words
  useEffect(() => {
    setDraft({
      verdict: said === 'V' || said === 'Q' ? said : 'I',
      reason: item?.reason ?? '',
      note: item?.note ?? '',
    });
  }, [key]);

  const refresh = () => client.invalidateQueries({ queryKey: ['review'] });
  const go = (to: Item | undefined) =>
    to && change({ item: to.id, site: undefined, factor: undefined, hours: undefined });
  const nextLeft = () => {
    const items = review?.items ?? [];
    const at = items.findIndex((one) => one.id === item?.id);
    return [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))].find((one) => one.decidedAt === null);
  };
  const judge = useMutation({
    mutationFn: async () => {
      if (subject === null || subject.hours.length === 0) return;
      const { siteId, hours, factors } = subject;
      const { verdict, reason, note } = draft;
      const [factor] = factors;
      if (review?.lockedAt != null && factor !== undefined) {
        await call('proposeChange', { body: { day, siteId, factor, hours, change: verdict, reason, note } });
      } else if (verdict !== 'late') {
        await call('judgeHours', { body: { day, siteId, factors, hours, verdict, reason, note } });
      }
    },
    onSuccess: async () => {
      const next = review?.lockedAt === null && item !== null ? nextLeft() : undefined;
      await refresh();
      go(next);
    },
  });
  const act = useMutation({ mutationFn: (run: () => Promise<unknown>) => run(), onSuccess: refresh });
  const move = (by: 1 | -1) => {
    const at = shown.findIndex((one) => one.id === item?.id);
    go(shown[Math.min(shown.length - 1, Math.max(0, at + by))]);
  };
  return {
    day,
    query,
    review,
    shown,
    onlyLeft,
    subject,
    item,
    draft,
    setDraft,
    judge,
    hasNext: nextLeft() !== undefined,
    move,
    select: (hours: readonly number[]) => change({ hours: hours.length > 0 ? hours.join(',') : undefined }),
    open: (siteId: number, factor: string, hours: readonly number[] = []) =>
      change({ site: String(siteId), factor, hours: hours.join(',') || undefined, item: undefined }),
    showDay: (to: string) =>
      change({ day: to, item: undefined, site: undefined, factor: undefined, hours: undefined }, 'push'),
    /** What went wrong last, of whatever was tried. */
    error: judge.error ?? act.error,
    busy: judge.isPending || act.isPending,
    check: () => act.mutate(() => call('checkReviewDay', { body: { day } })),
    lock: () => act.mutate(() => call('lockReviewDay', { body: { day } })),
    undo: () => act.mutate(() => call('undoReviewStep', { body: { day } })),
    decide: (id: string, action: 'confirm' | 'decline' | 'withdraw') =>
      act.mutate(() => call('decideProposal', { params: { id }, body: { action, note: '' } })),
  };
}

export type Desk = ReturnType<typeof useDesk>;
