/** Status of a target. */
export type IndicatorStatus = 'none' | 'met' | 'on-course' | 'at-risk' | 'missed';

/** What the status of a target depends on. */
export interface StatusFacts {
  /** Data enough to say anything. */
  enough: boolean;
  /** The year that is looked at is over. */
  over: boolean;
  /** It is the year in which the target falls due (or the target names none). */
  last: boolean;
  /** The value so far is what the target asks. */
  meets: boolean;
  /** The best possible rest of the year still reaches it. */
  reachable: boolean;
  /** Even the worst possible rest of the year keeps it. */
  secured: boolean;
  /** The year's end as projected: in the middle, at the worse and at the better end; from how many past years. */
  projection: { meets: boolean; worst: boolean; best: boolean; years: number } | null;
}

/** From this number of past years on a projection may say that a target will be missed. */
const yearsToTell = 3;

/**
 * The status by a table of rules, the first that fits:
 *
 * | enough | over | last | | status |
 * |---|---|---|---|---|
 * | no | | | | none |
 * | yes | yes | yes | value meets / does not | met / missed |
 * | yes | yes | no | value meets / does not | on-course / at-risk |
 * | yes | no | yes / no | secured | met / on-course |
 * | yes | no | yes / no | out of reach | missed / at-risk |
 * | yes | no | | no projection: value meets / does not | on-course / at-risk |
 * | yes | no | | projection meets, its worse end too | on-course |
 * | yes | no | yes | not even its better end meets, from three or more past years | missed |
 * | yes | no | | else | at-risk |
 *
 * A rule of this project, no standard says it.
 */
export function indicatorStatus(facts: StatusFacts): IndicatorStatus {
  const { enough, over, last, projection } = facts;
  if (!enough) return 'none';
  if (over) return facts.meets ? (last ? 'met' : 'on-course') : last ? 'missed' : 'at-risk';
  if (facts.secured) return last ? 'met' : 'on-course';
  if (!facts.reachable) return last ? 'missed' : 'at-risk';
  if (projection === null) return facts.meets ? 'on-course' : 'at-risk';
  if (projection.meets && projection.worst) return 'on-course';
  if (last && !projection.best && projection.years >= yearsToTell) return 'missed';
  return 'at-risk';
}
