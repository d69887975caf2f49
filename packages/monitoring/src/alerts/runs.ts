import type { AlertPeak, AlertPoint, AlertRun, AlertSeverity, RunRule } from './types.ts';

/** What has been read of a series so far. */
export interface RunState {
  /** Closed runs, oldest first. */
  closed: AlertRun[];
  /** The run under way. */
  open: AlertRun | null;
  /** Points over that do not yet make an alert. */
  pending: AlertRun | null;
  /** Points within in a row since the last one over. */
  within: number;
}

const severities: readonly AlertSeverity[] = ['fault', 'warning', 'verdict'];

/** Nothing read, nothing open. */
export function emptyRunState(): RunState {
  return { closed: [], open: null, pending: null, within: 0 };
}

/**
 * Reads the next point of a series. Pure: the state given stays as it is, so that hour by hour gives the same as all
 * at once.
 * @param point ends after every point read before
 */
export function nextRunState(state: RunState, point: AlertPoint, rule: RunRule): RunState {
  if (point.state === 'unknown') return state;
  if (point.state === 'over') {
    if (state.open !== null) return { ...state, open: grown(state.open, point), within: 0 };
    const pending = state.pending === null ? begun(point) : grown(state.pending, point);
    return pending.count >= rule.openAfter
      ? { ...state, open: pending, pending: null, within: 0 }
      : { ...state, pending };
  }
  if (state.open === null) return state.pending === null ? state : { ...state, pending: null };
  const within = state.within + 1;
  if (within < rule.closeAfter) return { ...state, within };
  return {
    closed: [...state.closed, { ...state.open, closedAt: point.to }],
    open: null,
    pending: null,
    within: 0,
  };
}

/** The runs of a whole series, oldest first; only the last can be open. @param points in order of time */
export function runsOf(points: readonly AlertPoint[], rule: RunRule): AlertRun[] {
  const end = runStateOf(points, rule);
  return end.open === null ? end.closed : [...end.closed, end.open];
}

/** The state after a whole series. @param points in order of time */
export function runStateOf(points: readonly AlertPoint[], rule: RunRule): RunState {
  return points.reduce((state, point) => nextRunState(state, point, rule), emptyRunState());
}

function begun(point: AlertPoint): AlertRun {
  return {
    first: point.from,
    last: point.to,
    count: 1,
    peak: peakOf(point),
    severity: point.severity,
    closedAt: null,
  };
}

function grown(run: AlertRun, point: AlertPoint): AlertRun {
  return {
    ...run,
    last: point.to,
    count: run.count + 1,
    peak: point.excess > run.peak.excess ? peakOf(point) : run.peak,
    severity:
      severities.indexOf(point.severity) > severities.indexOf(run.severity) ? point.severity : run.severity,
  };
}

function peakOf(point: AlertPoint): AlertPeak {
  const { value, limit, excess, to, rule } = point;
  return { value, limit, excess, at: to, rule: rule ?? null };
}
