import { addDays, daysBetween } from '@huanzhi/monitoring';
import { type WarningColour, type WarningPlan, type WarningVerdict, warningLevel } from '@huanzhi/standards';

/** What a series asks for. */
export interface Proposal {
  source: 'forecast' | 'observed';
  colour: WarningColour | null;
  because: WarningVerdict['because'][number][];
  fromDay: string | null;
  toDay: string | null;
  withheld: boolean;
}

/** The level that the forecast of the coming days asks for. @param forecast AQI by day */
export function fromForecast(
  plan: WarningPlan,
  forecast: ReadonlyMap<string, number>,
  today: string,
): Proposal {
  const last = [...forecast.keys()].sort().at(-1);
  const days = last === undefined || last < today ? [] : daysBetween(today, last);
  const verdict = warningLevel(
    days.map((day) => forecast.get(day) ?? null),
    plan,
  );
  return proposalOf('forecast', verdict, (index) => addDays(today, index));
}

/** The level that the last hours ask for. @param running AQI of the 24 hours that end with each hour */
export function fromObservation(
  plan: WarningPlan,
  running: readonly { at: string; aqi: number | null }[],
): Proposal {
  const verdict = warningLevel(
    running.map((one) => one.aqi),
    plan,
    { stepHours: 1 },
  );
  const dayOf = (index: number) =>
    new Date(Date.parse(running[index]?.at ?? '') + 8 * 3_600_000 - 1).toISOString().slice(0, 10);
  return proposalOf('observed', verdict, dayOf);
}

function proposalOf(
  source: Proposal['source'],
  verdict: WarningVerdict,
  dayOf: (index: number) => string,
): Proposal {
  return {
    source,
    colour: verdict.colour,
    because: [...verdict.because],
    fromDay: verdict.fromIndex === null ? null : dayOf(verdict.fromIndex),
    toDay: verdict.toIndex === null ? null : dayOf(verdict.toIndex),
    withheld: verdict.withheld !== undefined,
  };
}
