import type { waterRoutes } from '@huanzhi/contract';
import type { RouteAccess } from './access.ts';

/** Who may call the routes of water. */
export const waterAccess: Record<keyof typeof waterRoutes, RouteAccess> = {
  waterYear: ['monitor.read'],
  exportWater: ['monitor.read'],
  waterSection: ['monitor.read'],
  waterSeries: ['monitor.read'],
  saveSectionNote: ['site.manage'],
  saveWaterSettings: ['report.make'],
  waterWarnings: ['monitor.read'],
  issueWaterWarning: ['report.make'],
  waterReport: ['monitor.read'],
  issueWaterReport: ['report.make'],
  reportTemplates: ['monitor.read'],
  reportTemplateFile: ['monitor.read'],
  uploadReportTemplate: ['report.make'],
  issuedReports: ['monitor.read'],
  issuedReport: ['monitor.read'],
  issuedReportFile: ['monitor.read'],
};
