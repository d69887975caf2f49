import type { VerificationMark } from '../edition.ts';

/** States of a parcel's life-cycle (names are a design proposal; duties are law). */
export type ParcelState =
  | 'SUSPECTED'
  | 'PRELIM_DUE'
  | 'PRELIM_REVIEW'
  | 'CLEARED'
  | 'DETAILED'
  | 'RISK_ASSESSMENT'
  | 'RA_REVIEW'
  | 'LISTED'
  | 'RISK_CONTROL'
  | 'REMEDIATION_PLAN'
  | 'REMEDIATION'
  | 'EFFECT_EVALUATION'
  | 'EFFECT_REVIEW'
  | 'DELISTED'
  | 'AFTERCARE';

/** What somebody wants to do with a parcel. */
export type ParcelAction =
  | 'change use'
  | 'supply land'
  | 'start unrelated works'
  | 'approve environmental impact assessment'
  | 'transfer key unit land'
  | 'evaluate effect';

/** The six gates. */
export type ParcelGate = 'G1' | 'G2' | 'G3' | 'G4' | 'G5' | 'G6';

/** Text and basis of each gate; bases of facts before 2026-08-15 come from `legalBasis`. */
export const PARCEL_GATES: Readonly<
  Record<ParcelGate, { readonly text: string; readonly basis: string; readonly mark: VerificationMark }>
> = {
  G1: { text: '用途变更为居住、公共管理与公共服务用地前须完成调查', basis: '法典454', mark: 'single source' },
  G2: { text: '名录内地块不得作为居住、公共管理与公共服务用地', basis: '法典456', mark: 'single source' },
  G3: {
    text: '未达目标或未按规定调查、评估、管控、修复、效果评估的地块，禁止开工建设与管控修复无关的项目；已开工的立即停止',
    basis: '法典461',
    mark: 'single source',
  },
  G4: { text: '未修复或未达标的污染地块，不批环评', basis: '环境保护部令第42号 27', mark: 'verified' },
  G5: {
    text: '重点监管单位用途变更、收回、转让前须调查，报告送不动产登记机构',
    basis: '法典462',
    mark: 'single source',
  },
  G6: { text: '效果评估单位须不同于修复、管控单位', basis: '法典460', mark: 'single source' },
};

/** A wish to use or change a parcel. */
export interface ParcelRequest {
  readonly state: ParcelState;
  readonly action: ParcelAction;
  /** Planned use, for example 居住用地. */
  readonly plannedUse?: string;
  /** For `evaluate effect`: whether the evaluator is the remediation or control body. */
  readonly evaluatorIsRemediator?: boolean;
}

/** The answer, with the gate that closed. */
export interface ParcelDecision {
  readonly allowed: boolean;
  readonly gate?: ParcelGate;
  readonly reason?: string;
}

const BEFORE_INVESTIGATION: readonly ParcelState[] = ['SUSPECTED', 'PRELIM_DUE', 'PRELIM_REVIEW'];
const ON_THE_LIST: readonly ParcelState[] = [
  'LISTED',
  'RISK_CONTROL',
  'REMEDIATION_PLAN',
  'REMEDIATION',
  'EFFECT_EVALUATION',
  'EFFECT_REVIEW',
];
const FREE: readonly ParcelState[] = ['CLEARED', 'DELISTED', 'AFTERCARE'];

/**
 * Whether an action is open in a parcel's state, by the six gates.
 * Source: 生态环境法典 arts 454, 456, 460-462 (single source); 环境保护部令第42号 art. 27 (verified).
 */
export function parcelGate(request: ParcelRequest): ParcelDecision {
  const { state, action } = request;
  const closed = (gate: ParcelGate): ParcelDecision => ({
    allowed: false,
    gate,
    reason: PARCEL_GATES[gate].text,
  });
  if (action === 'evaluate effect')
    return request.evaluatorIsRemediator === true ? closed('G6') : { allowed: true };
  if (FREE.includes(state)) return { allowed: true };
  if (action === 'start unrelated works') return closed('G3');
  if (action === 'approve environmental impact assessment') return closed('G4');
  if (action === 'transfer key unit land') {
    return BEFORE_INVESTIGATION.includes(state) ? closed('G5') : { allowed: true };
  }
  if (!isSensitiveUse(request.plannedUse)) return { allowed: true };
  return closed(ON_THE_LIST.includes(state) ? 'G2' : 'G1');
}

/**
 * Whether a planned use is 居住用地 or 公共管理与公共服务用地 (一住两公).
 * Source: 土壤污染防治法 art. 59 (一住两公; article recall).
 */
export function isSensitiveUse(plannedUse: string | undefined): boolean {
  return plannedUse !== undefined && /居住|住宅|公共管理|公共服务/.test(plannedUse);
}
