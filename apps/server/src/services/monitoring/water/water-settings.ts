import { DEFAULT_WARNING_RULES, type WarningRules } from '@huanzhi/standards';
import { getSetting, setSetting } from '../../../store/settings.queries.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { audit, type Origin, type Session } from '../../session.ts';

/** What a district decides about its sections. Nothing of it is law; the page says so. */
export interface WaterSettings {
  /** Share of Ⅰ–Ⅲ that the year must reach, decimal text in %; null: none entered. */
  goodShare: string | null;
  /** Where that share is required, e.g. the plan and its number. */
  basis: string;
  /** A section is near its limit below this share of it, decimal text in %. */
  nearPercent: string;
  /** Days that a warned unit has to answer. */
  replyDays: number;
  /** Thresholds of warning notices: a proposal (recall), no official ones were found. */
  rules: Omit<WarningRules, 'mark'>;
}

const { mark: _, ...proposedRules } = DEFAULT_WARNING_RULES;

/** In force until the district sets others. */
export const defaultWaterSettings: WaterSettings = {
  goodShare: null,
  basis: '',
  nearPercent: '5',
  replyDays: 10,
  rules: proposedRules,
};

const key = 'monitoring.water';

/** The settings in force. */
export async function waterSettings(env: Env): Promise<WaterSettings> {
  const stored = (await getSetting(env.store.db, key)) as Partial<WaterSettings> | undefined;
  return { ...defaultWaterSettings, ...stored, rules: { ...proposedRules, ...stored?.rules } };
}

/**
 * Sets them; the security log keeps what they were.
 * @throws AppError `validation-failed` for a share without its basis, and for levels that need fewer months the graver
 *   they are
 */
export async function saveWaterSettings(
  env: Env,
  session: Session,
  settings: WaterSettings,
  origin: Origin,
): Promise<WaterSettings> {
  const wrong = wrongSettings(settings);
  if (wrong.length > 0) throw new AppError('validation-failed', wrong);
  const before = await waterSettings(env);
  await setSetting(env.store.db, key, settings, session.user.id);
  await audit(env, session.user, 'water.settings', key, { before, after: settings }, origin.ip);
  return waterSettings(env);
}

function wrongSettings({ goodShare, basis, rules }: WaterSettings) {
  const order = (path: string) =>
    problem(
      path,
      'order',
      '提醒、预警、督办的月数应依次不减。',
      'The months must not fall from reminder to warning to supervision.',
    );
  return [
    ...(goodShare !== null && basis.trim() === ''
      ? [
          problem(
            'basis',
            'required',
            '填了年度比例要求，请填写依据。',
            'A required share needs the place where it is required.',
          ),
        ]
      : []),
    ...(rules.warnMonths < rules.remindMonths ? [order('rules.warnMonths')] : []),
    ...(rules.superviseMonths < rules.warnMonths ? [order('rules.superviseMonths')] : []),
  ];
}
