import type { reviewRoutes } from '@huanzhi/contract';
import { exportReviewDay } from '../../reports/export-review.ts';
import type { Env } from '../../services/env.ts';
import { previewEffect } from '../../services/monitoring/review/effect.ts';
import * as marks from '../../services/monitoring/review/enterprise-marks.ts';
import { reviewHistory } from '../../services/monitoring/review/history.ts';
import { judgeHours, undoStep } from '../../services/monitoring/review/judge.ts';
import { lockDay } from '../../services/monitoring/review/lock-day.ts';
import { decideProposal, proposeChange } from '../../services/monitoring/review/propose.ts';
import { dayRates } from '../../services/monitoring/review/rates.ts';
import { reviewDay } from '../../services/monitoring/review/review-day.ts';
import { reviewSeries } from '../../services/monitoring/review/review-series.ts';
import { runChecks } from '../../services/monitoring/review/run-checks.ts';
import type { Handlers } from '../call.ts';

/** Handlers of review. */
export function reviewHandlers(env: Env): Handlers<keyof typeof reviewRoutes> {
  return {
    reviewDay: ({ session, query }) => reviewDay(env, session, query.day),
    checkReviewDay: ({ body }) => runChecks(env, body.day),
    reviewSeries: ({ session, query }) => reviewSeries(env, session, query),
    previewVerdict: ({ session, body }) => previewEffect(env, session, body),
    judgeHours: ({ session, body }) => judgeHours(env, session, body),
    undoReviewStep: ({ session, body }) => undoStep(env, session, body.day),
    lockReviewDay: async ({ session, body }) => {
      await lockDay(env, session, body.day);
      return {};
    },
    proposeChange: ({ session, body }) => proposeChange(env, session, body),
    decideProposal: async ({ session, params, body }) => {
      await decideProposal(env, session, params.id, body);
      return {};
    },
    reviewHistory: ({ session, query }) => reviewHistory(env, session, query),
    reviewRates: ({ session, query }) => dayRates(env, session, query.day),
    exportReviewDay: ({ session, query, origin }) => exportReviewDay(env, session, query.day, origin),
    ownMarks: ({ session, query }) => marks.ownMarks(env, session, query.day),
    addOwnMark: ({ session, body }) => marks.addOwnMark(env, session, body),
    removeOwnMark: async ({ session, params }) => {
      await marks.removeOwnMark(env, session, params.id);
      return {};
    },
  };
}
