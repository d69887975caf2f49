import type { Body } from '@huanzhi/contract';

type Settings = Body<'saveWaterSettings'>;

const monthKeys = ['remindMonths', 'warnMonths', 'superviseMonths'] as const;
const flagKeys = ['warnOnYearToDate', 'superviseOnInferior', 'superviseOnUnreachable'] as const;

/** The settings as they are typed. */
export type SettingsDraft = Record<
  'goodShare' | 'basis' | 'nearPercent' | 'replyDays' | (typeof monthKeys)[number],
  string
> &
  Record<(typeof flagKeys)[number], boolean>;

export { flagKeys, monthKeys };

export const draftOf = (settings: Settings): SettingsDraft => ({
  goodShare: settings.goodShare ?? '',
  basis: settings.basis,
  nearPercent: settings.nearPercent,
  replyDays: String(settings.replyDays),
  remindMonths: String(settings.rules.remindMonths),
  warnMonths: String(settings.rules.warnMonths),
  superviseMonths: String(settings.rules.superviseMonths),
  warnOnYearToDate: settings.rules.warnOnYearToDate,
  superviseOnInferior: settings.rules.superviseOnInferior,
  superviseOnUnreachable: settings.rules.superviseOnUnreachable,
});

export const settingsOf = (draft: SettingsDraft): Settings => ({
  goodShare: draft.goodShare.trim() || null,
  basis: draft.basis.trim(),
  nearPercent: draft.nearPercent.trim(),
  replyDays: Number(draft.replyDays),
  rules: {
    remindMonths: Number(draft.remindMonths),
    warnMonths: Number(draft.warnMonths),
    superviseMonths: Number(draft.superviseMonths),
    warnOnYearToDate: draft.warnOnYearToDate,
    superviseOnInferior: draft.superviseOnInferior,
    superviseOnUnreachable: draft.superviseOnUnreachable,
  },
});

/** Wrong fields by their path in the contract, in the order of the form. What belongs together the server checks too. */
export function mistakesOf(
  draft: SettingsDraft,
): { path: string; code: 'percent' | 'months' | 'days' | 'basis' }[] {
  const percent = /^(100|\d{1,2}(\.\d{1,2})?)$/;
  const whole = (text: string, most: number) =>
    /^\d{1,2}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;
  const share = draft.goodShare.trim();
  return [
    ...(share !== '' && !percent.test(share) ? [{ path: 'goodShare', code: 'percent' as const }] : []),
    ...(share !== '' && draft.basis.trim() === '' ? [{ path: 'basis', code: 'basis' as const }] : []),
    ...(percent.test(draft.nearPercent.trim()) ? [] : [{ path: 'nearPercent', code: 'percent' as const }]),
    ...(whole(draft.replyDays, 90) ? [] : [{ path: 'replyDays', code: 'days' as const }]),
    ...monthKeys
      .filter((key) => !whole(draft[key], 12))
      .map((key) => ({ path: `rules.${key}`, code: 'months' as const })),
  ];
}
