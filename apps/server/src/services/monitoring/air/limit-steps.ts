import {
  airLimit,
  formatDecimal,
  type LimitPeriod,
  NoEditionError,
  type Pollutant,
} from '@huanzhi/standards';

/** A limit over a stretch of days. */
export interface LimitStep {
  from: string;
  to: string;
  value: string;
  period: '1h' | '8h' | '24h' | 'year';
  edition: string;
}

/** Limits that hours are drawn with: PM has none for an hour, so the daily one stands for it, named as such. */
const drawnPeriods: Record<Pollutant, Extract<LimitPeriod, LimitStep['period']>> = {
  'PM2.5': '24h',
  PM10: '24h',
  O3: '1h',
  NO2: '1h',
  SO2: '1h',
  CO: '1h',
};

/**
 * The class II limits of GB 3095 in force over days, as steps: a change of edition or phase ends one and begins the
 * next. Days before the first edition have none.
 */
export function limitSteps(
  pollutant: Pollutant,
  days: readonly string[],
  period: LimitStep['period'] = drawnPeriods[pollutant],
): LimitStep[] {
  const steps: LimitStep[] = [];
  for (const day of days) {
    const found = limitOn(pollutant, period, day);
    if (found === undefined) continue;
    const last = steps.at(-1);
    if (last?.edition === found.edition.id) last.to = day;
    else {
      steps.push({
        from: day,
        to: day,
        value: formatDecimal(found.limit),
        period,
        edition: found.edition.id,
      });
    }
  }
  return steps;
}

function limitOn(pollutant: Pollutant, period: LimitPeriod, day: string) {
  try {
    return airLimit(pollutant, period, 2, { at: day });
  } catch (error) {
    if (error instanceof NoEditionError) return undefined;
    throw error;
  }
}
