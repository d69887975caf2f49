import type { airRoutes } from '@huanzhi/contract';
import { issueAirNote } from '../../reports/air/daily-note.ts';
import { exportAirCalendar, exportAirHours, exportAirRanking } from '../../reports/air/export-air.ts';
import type { Env } from '../../services/env.ts';
import { airCalendar } from '../../services/monitoring/air/calendar.ts';
import { airDay } from '../../services/monitoring/air/day.ts';
import { airHeadroom } from '../../services/monitoring/air/headroom.ts';
import { readMapBase, saveMapBase } from '../../services/monitoring/air/map-base.ts';
import { airNow } from '../../services/monitoring/air/now.ts';
import { airRanking } from '../../services/monitoring/air/ranking.ts';
import { airSitePage } from '../../services/monitoring/air/site-page.ts';
import { airYear } from '../../services/monitoring/air/site-year.ts';
import type { Handlers } from '../call.ts';

/** Handlers of air. */
export function airHandlers(env: Env): Handlers<keyof typeof airRoutes> {
  return {
    airNow: () => airNow(env),
    airCalendar: ({ query }) => airCalendar(env, query.site, query.year),
    airDay: ({ params, query }) => airDay(env, query.site, params.day),
    airSite: ({ params, query }) => airSitePage(env, params.site, query),
    airYear: ({ query }) => airYear(env, query.site, query.year),
    airRanking: ({ query }) => airRanking(env, query),
    airHeadroom: ({ query }) => airHeadroom(env, query),
    exportAirCalendar: ({ session, query, origin }) => exportAirCalendar(env, session, query, origin),
    exportAirRanking: ({ session, query, origin }) => exportAirRanking(env, session, query, origin),
    exportAirHours: ({ session, params, query, origin }) =>
      exportAirHours(env, session, params.site, query, origin),
    issueAirNote: ({ session, body, origin }) => issueAirNote(env, session, body.day, origin),
    mapBase: () => readMapBase(env),
    saveMapBase: ({ session, query, files, origin }) => saveMapBase(env, session, query, files(), origin),
  };
}
