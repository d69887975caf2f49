import { airNoteKind } from './air/note-kind.ts';
import type { ReportKind } from './templates/report-kind.ts';
import { waterMonthlyKind } from './water/monthly-fields.ts';
import { waterWarningKind } from './water/warning-kind.ts';

/** Every kind of report that is written from a template. */
export const reportKinds: readonly ReportKind[] = [waterMonthlyKind, waterWarningKind, airNoteKind];

/** The kind with an id, or undefined. */
export function reportKind(id: string): ReportKind | undefined {
  return reportKinds.find((kind) => kind.id === id);
}
