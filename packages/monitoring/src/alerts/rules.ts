import type { AlertKind, RunRule } from './types.ts';

/**
 * When alerts open, close and are due. None of it stands in a law: defaults of this project (本系统默认值), edited by
 * the district.
 */
export interface AlertRules {
  /** Valid hours within the limit in a row that close an hourly alert. */
  closeHours: number;
  /** Valid days within the limit in a row that close a daily alert. */
  closeDays: number;
  /** Expected values in a row that did not come: of hourly series, and of series with a longer rhythm. */
  missingHourly: number;
  missingSlower: number;
  /** Minutes without a packet after which a connection counts as silent. */
  silentMinutes: number;
  /** An hourly AQI above it opens an alert; null: none does. */
  aqiAbove: number | null;
  /** Hours in which an alert is to be explained by the enterprise, or acknowledged where there is none. */
  handleHours: number;
  /** Hours after which news is history: older alerts are stored without telling anybody and without a time limit. */
  freshHours: number;
}

/** The defaults. */
export const DEFAULT_ALERT_RULES: AlertRules = {
  closeHours: 3,
  closeDays: 1,
  missingHourly: 4,
  missingSlower: 2,
  silentMinutes: 60,
  aqiAbove: 150,
  handleHours: 24,
  freshHours: 72,
};

/** How runs of a kind open and close. @param intervalHours hours between two values of the site */
export function runRuleOf(kind: AlertKind, rules: AlertRules, intervalHours: number): RunRule {
  switch (kind) {
    case 'exceed-hour':
    case 'out-of-range':
      return { openAfter: 1, closeAfter: intervalHours > 1 ? 1 : rules.closeHours };
    case 'missing':
      return { openAfter: intervalHours > 1 ? rules.missingSlower : rules.missingHourly, closeAfter: 1 };
    case 'exceed-day':
    case 'noise-day':
    case 'noise-night':
    case 'dust':
      return { openAfter: 1, closeAfter: rules.closeDays };
    case 'over-class':
    case 'offline':
      return { openAfter: 1, closeAfter: 1 };
  }
}
