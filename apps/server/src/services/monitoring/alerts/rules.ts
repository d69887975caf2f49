import { type AlertRules, DEFAULT_ALERT_RULES } from '@huanzhi/monitoring';
import { getSetting, setSetting } from '../../../store/settings.queries.ts';
import type { Env } from '../../env.ts';
import { audit, type Origin, type Session } from '../../session.ts';

const key = 'alerts.rules';

/** When alerts open, close and are due: the district's own settings over the defaults. */
export async function readAlertRules(env: Env): Promise<AlertRules> {
  const stored = (await getSetting(env.store.db, key)) as Partial<AlertRules> | undefined;
  return { ...DEFAULT_ALERT_RULES, ...stored };
}

/** Changes the rules; what was judged before stays until its data are judged again. */
export async function saveAlertRules(
  env: Env,
  session: Session,
  rules: AlertRules,
  origin: Origin,
): Promise<{ rules: AlertRules; defaults: AlertRules }> {
  const before = await readAlertRules(env);
  await setSetting(env.store.db, key, rules, session.user.id);
  await audit(env, session.user, 'alerts.rules', key, { before, after: rules }, origin.ip);
  return { rules, defaults: DEFAULT_ALERT_RULES };
}
