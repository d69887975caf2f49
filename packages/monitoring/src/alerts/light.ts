import type { AlertKind, AlertSeverity } from './types.ts';

/** What the light of an alert is made from. Instants in ms. */
export interface AlertStanding {
  kind: AlertKind;
  severity: AlertSeverity;
  state: 'open' | 'closed' | 'withdrawn';
  /** Until when it is to be explained or acknowledged; null: nobody has to. */
  due: number | null;
  /** When that was done. */
  handledAt: number | null;
  /** A lead was made of it. */
  lead: boolean;
}

/** Light and the key of its word. */
export interface AlertLight {
  light: 'grey' | 'green' | 'yellow' | 'red' | 'blue';
  word:
    | 'withdrawn'
    | 'closed'
    | 'closed-late'
    | 'recovered'
    | 'overdue'
    | 'lead'
    | 'verdict'
    | 'warning'
    | 'fault';
}

/**
 * The light of an alert. Red: over by verdict, or not handled in time; yellow: a warning, a fault, or a lead under
 * way; green: the data have recovered and there is still time to handle it; blue: closed; grey: withdrawn. What was
 * handled late stays so.
 */
export function alertLight(alert: AlertStanding, now: number): AlertLight {
  if (alert.state === 'withdrawn') return { light: 'grey', word: 'withdrawn' };
  const handled = alert.handledAt !== null || alert.due === null;
  if (!handled && alert.due !== null && now > alert.due) return { light: 'red', word: 'overdue' };
  if (alert.state === 'closed') {
    if (!handled) return { light: 'green', word: 'recovered' };
    const late = alert.due !== null && alert.handledAt !== null && alert.handledAt > alert.due;
    return { light: 'blue', word: late ? 'closed-late' : 'closed' };
  }
  if (alert.lead) return { light: 'yellow', word: 'lead' };
  return alert.severity === 'verdict'
    ? { light: 'red', word: 'verdict' }
    : { light: 'yellow', word: alert.severity };
}
