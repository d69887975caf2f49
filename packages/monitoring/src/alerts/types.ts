/**
 * What an alert (告警) is about. `exceed-hour`: an hour over its limit; `exceed-day`: a valid day mean over its
 * limit; `over-class`: a section's month worse than its target class; `noise-day`, `noise-night`: a zone's level over
 * its limit; `dust`: means of a construction site over the limits more often than allowed; `missing`: expected
 * values did not come; `offline`: the gateway hears nothing; `out-of-range`: values an instrument cannot measure.
 */
export type AlertKind =
  | 'exceed-hour'
  | 'exceed-day'
  | 'over-class'
  | 'noise-day'
  | 'noise-night'
  | 'dust'
  | 'missing'
  | 'offline'
  | 'out-of-range';

/** All kinds, in the order in which lists show them. */
export const ALERT_KINDS: readonly AlertKind[] = [
  'exceed-day',
  'exceed-hour',
  'over-class',
  'noise-day',
  'noise-night',
  'dust',
  'missing',
  'offline',
  'out-of-range',
];

/**
 * What an alert means: `verdict` the standard's deciding figure is over (超标); `warning` a figure that does not
 * decide is over (预警); `fault` the data fail, not the environment (异常).
 */
export type AlertSeverity = 'verdict' | 'warning' | 'fault';

/** One figure of a series as the judgement of a kind sees it: an hour, a day, a month, a slot of expected data. */
export interface AlertPoint {
  /** Start and end of the period, ms since 1970 UTC. */
  from: number;
  to: number;
  /** `unknown`: nothing can be said (invalid, not monitored, not complete): neither lengthens nor ends an alert. */
  state: 'over' | 'within' | 'unknown';
  /** Decimal text; null where the kind has no figure. */
  value: string | null;
  /** The bound that was broken, decimal text. */
  limit: string | null;
  /** How far over the bound, to find the peak: 0.2 is 20 %. */
  excess: number;
  severity: AlertSeverity;
  /** The rule that decided, for the page. */
  rule?: string;
}

/** When a run of points opens an alert and when it closes it. */
export interface RunRule {
  /** Points over in a row. */
  openAfter: number;
  /** Points within in a row; unknown ones between them do not count. */
  closeAfter: number;
}

/** The worst point of a run. */
export interface AlertPeak {
  value: string | null;
  limit: string | null;
  /** End of its period, ms. */
  at: number;
  excess: number;
  rule: string | null;
}

/** One alert as the data tell it. */
export interface AlertRun {
  /** Start of the first period over, ms. */
  first: number;
  /** End of the last period over, ms. */
  last: number;
  /** Periods over. */
  count: number;
  peak: AlertPeak;
  severity: AlertSeverity;
  /** End of the period that closed it, ms; null while it is open. */
  closedAt: number | null;
}
