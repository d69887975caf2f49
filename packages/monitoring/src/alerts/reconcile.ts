import type { AlertPoint, AlertRun } from './types.ts';

/** An alert of one series and kind as it is stored. */
export interface StoredAlert extends AlertRun {
  id: string;
  state: 'open' | 'closed' | 'withdrawn';
  /** A withdrawn one: a person called it a false alarm, or the data no longer tell of it. */
  withdrawnBy: 'person' | 'data' | null;
}

/** What has to be done to the stored alerts so that they say what the data say. */
export type AlertChange =
  | { do: 'open'; run: AlertRun }
  /** It has grown or shrunk, was closed by data, or is open again because data changed. */
  | { do: 'update'; id: string; before: StoredAlert; run: AlertRun }
  /** `merged`: late data joined it to an earlier one; `data`: none of its hours is over any more. */
  | { do: 'withdraw'; id: string; reason: 'merged' | 'data'; into: string | null };

/**
 * Takes the hours that a person called a false alarm out of the judgement: they neither open nor close anything.
 * Later hours are judged again, since nobody has looked at them.
 */
export function withoutFalseAlarms(
  points: readonly AlertPoint[],
  stored: readonly StoredAlert[],
): AlertPoint[] {
  const spans = stored.filter((alert) => alert.state === 'withdrawn' && alert.withdrawnBy === 'person');
  if (spans.length === 0) return [...points];
  return points.map((point) =>
    point.state === 'over' && spans.some(({ first, last }) => point.from >= first && point.to <= last)
      ? { ...point, state: 'unknown' }
      : point,
  );
}

/**
 * Compares the runs of a span with the alerts that are stored for it. A run belongs to the earliest stored alert that
 * shares an hour with it; further ones were joined and are withdrawn; a run of no stored alert is a new one.
 * @param runs of one series and kind, oldest first
 * @param stored every alert of the series and kind that touches the span
 * @returns changes in an order that never has two open alerts at once; empty when nothing differs
 */
export function reconcile(runs: readonly AlertRun[], stored: readonly StoredAlert[]): AlertChange[] {
  const live = stored.filter((alert) => alert.state !== 'withdrawn').sort((a, b) => a.first - b.first);
  const taken = new Set<string>();
  const withdrawn: AlertChange[] = [];
  const updated: AlertChange[] = [];
  const opened: AlertChange[] = [];
  for (const run of runs) {
    const mine = live.filter(
      (alert) => !taken.has(alert.id) && alert.first < run.last && run.first < alert.last,
    );
    const [keeper, ...joined] = mine;
    if (keeper === undefined) {
      opened.push({ do: 'open', run });
      continue;
    }
    for (const alert of mine) taken.add(alert.id);
    for (const alert of joined)
      withdrawn.push({ do: 'withdraw', id: alert.id, reason: 'merged', into: keeper.id });
    if (!same(keeper, run)) updated.push({ do: 'update', id: keeper.id, before: keeper, run });
  }
  for (const alert of live)
    if (!taken.has(alert.id)) withdrawn.push({ do: 'withdraw', id: alert.id, reason: 'data', into: null });
  // What closes goes before what opens again: a series has at most one open alert at every moment.
  const closing = (change: AlertChange) => change.do === 'update' && change.run.closedAt !== null;
  return [
    ...withdrawn,
    ...updated.filter(closing),
    ...updated.filter((change) => !closing(change)),
    ...opened,
  ];
}

function same(alert: StoredAlert, run: AlertRun): boolean {
  return (
    alert.first === run.first &&
    alert.last === run.last &&
    alert.count === run.count &&
    alert.closedAt === run.closedAt &&
    alert.severity === run.severity &&
    alert.peak.value === run.peak.value &&
    alert.peak.limit === run.peak.limit &&
    alert.peak.at === run.peak.at
  );
}
