import type { reviewRoutes } from '@huanzhi/contract';
import type { Permission } from '../../services/access.ts';
import type { RouteAccess } from './access.ts';

const reviewers: readonly Permission[] = ['data.review'];
/** The service shows each only its own outlets. */
const enterprises: readonly Permission[] = ['monitor.own'];

/** Who may call the routes of review. */
export const reviewAccess: Record<keyof typeof reviewRoutes, RouteAccess> = {
  reviewDay: reviewers,
  checkReviewDay: reviewers,
  reviewSeries: reviewers,
  previewVerdict: reviewers,
  judgeHours: reviewers,
  undoReviewStep: reviewers,
  lockReviewDay: reviewers,
  proposeChange: reviewers,
  decideProposal: reviewers,
  reviewHistory: ['monitor.read', 'monitor.own'],
  reviewRates: reviewers,
  exportReviewDay: reviewers,
  ownMarks: enterprises,
  addOwnMark: enterprises,
  removeOwnMark: enterprises,
};
