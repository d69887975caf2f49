import type { waterRoutes } from '@huanzhi/contract';
import { issuedFigures, issuedFile, issuedReports } from '../../reports/templates/issue-report.ts';
import { shownTemplates, templateFile, uploadTemplate } from '../../reports/templates/templates.ts';
import { exportWater } from '../../reports/water/export-water.ts';
import * as issue from '../../reports/water/issue-water.ts';
import type { Env } from '../../services/env.ts';
import { noteSection, shownSectionPage } from '../../services/monitoring/water/section-page.ts';
import { sectionSeries } from '../../services/monitoring/water/section-series.ts';
import { shownWaterYear } from '../../services/monitoring/water/shown-water.ts';
import { saveWaterSettings } from '../../services/monitoring/water/water-settings.ts';
import type { Handlers } from '../call.ts';

/** Handlers of water. */
export function waterHandlers(env: Env): Handlers<keyof typeof waterRoutes> {
  return {
    waterYear: ({ query }) => shownWaterYear(env, query.month),
    exportWater: ({ session, query, origin }) => exportWater(env, session, query, origin),
    waterSection: ({ params, query }) => shownSectionPage(env, params.id, query.month),
    waterSeries: ({ params, query }) => sectionSeries(env, params.id, query),
    saveSectionNote: async ({ session, params, body, origin }) => {
      await noteSection(env, session, params.id, params.month, body.reason, origin);
      return {};
    },
    saveWaterSettings: ({ session, body, origin }) => saveWaterSettings(env, session, body, origin),
    waterWarnings: ({ query }) => issue.shownWarnings(env, query.month),
    issueWaterWarning: ({ session, params, body, origin }) =>
      issue.issueWaterWarning(env, session, params.id, body, origin),
    waterReport: ({ session, query }) => issue.waterReportFigures(env, session, query.month),
    issueWaterReport: ({ session, body, origin }) => issue.issueWaterReport(env, session, body.month, origin),

    reportTemplates: () => shownTemplates(env),
    reportTemplateFile: ({ params, query }) => templateFile(env, params.kind, query.version),
    uploadReportTemplate: ({ session, params, query, files, origin }) =>
      uploadTemplate(env, session, params.kind, files(), query.note ?? '', origin),
    issuedReports: ({ query }) => issuedReports(env, { ...query } as { kind?: string; period?: string }),
    issuedReport: ({ params }) => issuedFigures(env, params.id),
    issuedReportFile: ({ params }) => issuedFile(env, params.id),
  };
}
