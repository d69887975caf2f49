import { z } from 'zod';
import { route } from '../route.ts';

const change = z.object({
  seq: z.number(),
  at: z.string(),
  by: z.string(),
  /** `site.add`, `site.limit.end`, `water.settings` … */
  action: z.string(),
  /** What was set, one line a field; `before` is null where there was nothing, or where the log keeps the new one only. */
  fields: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});
const changes = z.object({
  items: z.array(change),
  /** There are older ones than those shown. */
  more: z.boolean(),
});

/** Settings whose changes are shown beside them. */
export const settingKey = z.enum(['map.base', 'monitoring.water']);

/** Who changed what, from the security log: 修改记录. */
export const changesRoutes = {
  siteChanges: route({
    method: 'GET',
    path: '/api/sites/:id/changes',
    summary: 'Who changed a site, its factors and limits, newest first',
    tag: 'sites',
    params: z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) }),
    response: changes,
  }),
  settingChanges: route({
    method: 'GET',
    path: '/api/monitoring/settings/:key/changes',
    summary: 'Who changed a setting of monitoring, newest first',
    tag: 'sites',
    params: z.object({ key: settingKey }),
    response: changes,
  }),
} as const;
