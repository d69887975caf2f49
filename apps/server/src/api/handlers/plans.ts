import type { Env } from '../../services/env.ts';
import { compareVersions } from '../../services/plans/compare-versions.ts';
import { publishPlan } from '../../services/plans/publish-plan.ts';
import { reviewPlan } from '../../services/plans/review-plan.ts';
import { listPlans, planDetail } from '../../services/plans/shown-plan.ts';
import { openPlanFile, retryPlan, uploadPlans } from '../../services/plans/upload-plans.ts';
import * as targets from '../../services/targets.ts';
import type { Handlers } from '../call.ts';

/** Plans from upload to publication, and their targets. */
export function planHandlers(
  env: Env,
): Handlers<
  | 'plans'
  | 'uploadPlans'
  | 'retryPlan'
  | 'plan'
  | 'planFile'
  | 'reviewItems'
  | 'publishPlan'
  | 'comparePlans'
  | 'targets'
  | 'target'
  | 'changeTarget'
  | 'addTargetValue'
> {
  return {
    plans: async () => ({ items: await listPlans(env) }),
    uploadPlans: ({ session, query, files, origin }) =>
      uploadPlans(env, session, files(), query.supersedes, origin),
    retryPlan: ({ params }) => retryPlan(env, params.id),
    plan: ({ params }) => planDetail(env, params.id),
    planFile: ({ params }) => openPlanFile(env, params.id),
    reviewItems: ({ session, params, body }) => reviewPlan(env, session, params.id, body),
    publishPlan: ({ session, params, origin }) => publishPlan(env, session, params.id, origin),
    comparePlans: ({ params }) => compareVersions(env, params.id, params.other),
    targets: ({ query }) => targets.shownTargets(env, query),
    target: ({ params }) => targets.readTarget(env, params.id),
    changeTarget: ({ session, params, body, origin }) =>
      targets.assignTarget(env, session, params.id, body.ownerOrg, origin),
    addTargetValue: ({ session, params, body, origin }) =>
      targets.enterValue(env, session, params.id, body, origin),
  };
}
