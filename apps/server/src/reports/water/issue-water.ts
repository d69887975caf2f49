import type { Answer, Body } from '@huanzhi/contract';
import { addDays } from '@huanzhi/monitoring';
import { district } from '../../services/district.ts';
import { type Env, localDay } from '../../services/env.ts';
import { AppError, problem } from '../../services/errors.ts';
import { shownSection } from '../../services/monitoring/water/shown-water.ts';
import { warnedSections } from '../../services/monitoring/water/warnings.ts';
import { waterSettings } from '../../services/monitoring/water/water-settings.ts';
import { waterYear } from '../../services/monitoring/water/water-year.ts';
import type { Origin, Session } from '../../services/session.ts';
import { issueReport } from '../templates/issue-report.ts';
import type { ReportContent } from '../templates/report-kind.ts';
import { templateOf } from '../templates/templates.ts';
import { type Issuer, monthlyContent } from './monthly-content.ts';
import { waterMonthlyKind } from './monthly-fields.ts';
import { rulesText, warningContent } from './warning-content.ts';
import { waterWarningKind } from './warning-kind.ts';

async function issuer(env: Env, session: Session, replyDays: number): Promise<Issuer> {
  const day = localDay(env.clock());
  const { name } = await district(env);
  return { district: name, org: session.user.orgName, day, replyBy: addDays(day, replyDays) };
}

/** A month that is not over has no report: its data are automatic and unreviewed. */
function refuseRunning(env: Env, month: string): void {
  if (month < localDay(env.clock()).slice(0, 7)) return;
  throw new AppError('validation-failed', [
    problem('month', 'month-not-over', `${month} 还没有结束，不能出专报。`, `${month} is not over yet.`),
  ]);
}

async function monthly(env: Env, session: Session, month: string): Promise<ReportContent> {
  refuseRunning(env, month);
  const [year, warned] = await Promise.all([waterYear(env, month), warnedSections(env, month)]);
  if (year.assessed.length === 0)
    throw new AppError('validation-failed', [
      problem(
        'sections',
        'no-sections',
        '没有参评且设有目标类别的断面，请先在“点位”中登记。',
        'No assessed section has a target class: enter them under Sites.',
      ),
    ]);
  return monthlyContent(year, warned.sections, await issuer(env, session, year.settings.replyDays));
}

/** The figures of a month's report, and the template it would be written from. */
export async function waterReportFigures(
  env: Env,
  session: Session,
  month: string,
): Promise<Answer<'waterReport'>> {
  const { title, figures } = await monthly(env, session, month);
  const { version } = await templateOf(env, waterMonthlyKind.id);
  return { title, templateVersion: version, figures };
}

/** Issues the report of a month. @throws AppError `validation-failed` for a running month or without sections */
export async function issueWaterReport(env: Env, session: Session, month: string, origin: Origin) {
  return issueReport(env, session, waterMonthlyKind.id, await monthly(env, session, month), origin);
}

/** Sections for which a notice is due in a month that is over. */
export async function shownWarnings(env: Env, month: string): Promise<Answer<'waterWarnings'>> {
  refuseRunning(env, month);
  const { sections, settings } = await warnedSections(env, month);
  return {
    items: sections.map(({ section, level, items }) => ({
      section: shownSection(section),
      level,
      items: items.map(({ months: _, ...item }) => item),
    })),
    rules: rulesText(settings),
    settings,
    replyBy: addDays(localDay(env.clock()), settings.replyDays),
  };
}

/** Issues a notice about a section. @throws AppError `not-found` when none is due for it */
export async function issueWaterWarning(
  env: Env,
  session: Session,
  id: number,
  { month, ...choice }: Body<'issueWaterWarning'>,
  origin: Origin,
) {
  refuseRunning(env, month);
  const [{ sections }, year, settings] = await Promise.all([
    warnedSections(env, month, [id]),
    waterYear(env, month, [id]),
    waterSettings(env),
  ]);
  const [warned] = sections;
  if (warned === undefined) throw new AppError('not-found');
  const cls = year.sections[0]?.current.cls ?? null;
  const by = await issuer(env, session, settings.replyDays);
  const content = warningContent(warned, cls, month, choice, settings, by);
  return issueReport(env, session, waterWarningKind.id, content, origin);
}
