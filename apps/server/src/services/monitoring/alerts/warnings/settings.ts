import type { Body } from '@huanzhi/contract';
import { WARNING_PLAN_2024, WARNING_PLANS, type WarningColour, type WarningPlan } from '@huanzhi/standards';
import { getSetting, setSetting } from '../../../../store/settings.queries.ts';
import type { Env } from '../../../env.ts';
import { audit, type Origin, type Session } from '../../../session.ts';

const key = 'warnings.settings';

/** A measure that a level asks for, and who answers for it. */
export interface Measure {
  colour: WarningColour;
  text: string;
  orgId: string | null;
}

/** Thresholds and measures of the district. */
export interface WarningSettings {
  plan: WarningPlan;
  /** The thresholds are no longer those of the plan named. */
  edited: boolean;
  measures: Measure[];
}

/**
 * Measures to begin with: after the kinds that plans name (public notice, industry, dust, vehicles), without a unit.
 * A district replaces them by those of its own plan.
 */
const firstMeasures: readonly Measure[] = [
  { colour: 'yellow', text: '发布健康提示，建议减少户外活动', orgId: null },
  { colour: 'yellow', text: '工业企业按“一厂一策”落实三级响应减排', orgId: null },
  { colour: 'yellow', text: '建筑工地停止土石方作业，裸土覆盖，增加洒水', orgId: null },
  { colour: 'yellow', text: '主要道路增加机扫和洒水频次', orgId: null },
  { colour: 'orange', text: '工业企业落实二级响应减排', orgId: null },
  { colour: 'orange', text: '建筑垃圾和渣土运输车停运', orgId: null },
  { colour: 'orange', text: '中小学、幼儿园停止户外活动', orgId: null },
  { colour: 'red', text: '工业企业落实一级响应减排', orgId: null },
  { colour: 'red', text: '停止大型户外活动，中小学、幼儿园弹性停课', orgId: null },
];

interface Stored {
  plan: Pick<WarningPlan, 'id' | 'levels' | 'ozoneRaisesWarning'>;
  measures: Measure[];
}

/** The district's thresholds and measures; without any the plan of 2024 and measures to begin with. */
export async function readWarningSettings(env: Env): Promise<WarningSettings> {
  const stored = (await getSetting(env.store.db, key)) as Stored | undefined;
  if (stored === undefined) return { plan: WARNING_PLAN_2024, edited: false, measures: [...firstMeasures] };
  const base = WARNING_PLANS.find((plan) => plan.id === stored.plan.id) ?? WARNING_PLAN_2024;
  const edited =
    JSON.stringify(base.levels) !== JSON.stringify(stored.plan.levels) ||
    base.ozoneRaisesWarning !== stored.plan.ozoneRaisesWarning;
  return { plan: { ...base, ...stored.plan }, edited, measures: stored.measures };
}

/** Changes thresholds and measures; warnings that were issued keep theirs. */
export async function saveWarningSettings(
  env: Env,
  session: Session,
  body: Body<'saveWarningSettings'>,
  origin: Origin,
): Promise<void> {
  await setSetting(env.store.db, key, body, session.user.id);
  await audit(env, session.user, 'warnings.settings', key, { plan: body.plan.id }, origin.ip);
}
