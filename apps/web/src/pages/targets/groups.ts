import type { Target } from '../../lib/target-text.ts';

/** Statuses in the order in which they are shown. */
export const statuses = ['met', 'on-course', 'at-risk', 'missed', 'none'] as const;

/** Targets under their plans, both in the order in which they came. */
export function groupByPlan(targets: Target[]): { planId: string; title: string; targets: Target[] }[] {
  const groups = new Map<string, { planId: string; title: string; targets: Target[] }>();
  for (const target of targets) {
    const group = groups.get(target.planId) ?? {
      planId: target.planId,
      title: target.planTitle,
      targets: [],
    };
    group.targets.push(target);
    groups.set(target.planId, group);
  }
  return [...groups.values()];
}

const urgency = ['missed', 'at-risk', 'none', 'on-course', 'met'];

/** Pages of a meeting view: the urgent first, at most `size` rows each. */
export function projectorPages(targets: Target[], size: number): Target[][] {
  const sorted = [...targets].sort((a, b) => urgency.indexOf(a.status) - urgency.indexOf(b.status));
  const pages: Target[][] = [];
  for (let at = 0; at < sorted.length; at += size) pages.push(sorted.slice(at, at + size));
  return pages;
}
