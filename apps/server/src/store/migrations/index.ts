import { foundation } from './0001-foundation.ts';
import { readings } from './0002-readings.ts';
import { lists } from './0003-lists.ts';
import { monitoring } from './0004-monitoring.ts';
import { measurementImports } from './0005-measurement-imports.ts';
import { review } from './0006-review.ts';
import { alerts } from './0007-alerts.ts';
import { reportTemplates } from './0008-report-templates.ts';
import { indicators } from './0009-indicators.ts';
import { gateway } from './0010-gateway.ts';
import { daysToJudge } from './0011-days-to-judge.ts';
import { publishedDays } from './0012-published-days.ts';
import { pushKeys } from './0013-push-keys.ts';
import { siteChanges } from './0014-site-changes.ts';
import { retention } from './0015-retention.ts';
import { quarterMeans } from './0016-quarter-means.ts';
import type { Migration } from './migration.ts';

/** All migrations in order. */
export const migrations: readonly Migration[] = [
  foundation,
  readings,
  lists,
  monitoring,
  measurementImports,
  review,
  alerts,
  reportTemplates,
  indicators,
  gateway,
  daysToJudge,
  publishedDays,
  pushKeys,
  siteChanges,
  retention,
  quarterMeans,
];
