import type { Answer } from '@huanzhi/contract';
import { newId } from '../../../store/ids.ts';
import { findSite } from '../../../store/monitoring/sites.queries.ts';
import { addSectionNote } from '../../../store/monitoring/water/section-notes.queries.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';
import { audit, type Origin, type Session } from '../../session.ts';
import { requireOwnArea } from '../sites/own-sites.ts';
import { factorOfItem, waterItem } from './items.ts';
import { judgeMonth } from './judge-section.ts';
import { loadSections, type Section } from './load-sections.ts';
import { firstDay, monthsBetween, shiftMonth } from './months.ts';
import { shownItem, shownMonth, shownSection } from './shown-water.ts';
import { overText, waterYear } from './water-year.ts';

/** The section with a number. @throws AppError `not-found` */
export async function sectionOr404(env: Env, id: number) {
  const site = await findSite(env.store.db, id);
  if (site?.kind !== 'section') throw new AppError('not-found');
  return site;
}

/** A section with its items by month and the history of its judgements. @throws AppError `not-found` */
export async function shownSectionPage(
  env: Env,
  id: number,
  month?: string,
): Promise<Answer<'waterSection'>> {
  await sectionOr404(env, id);
  const year = await waterYear(env, month, [id]);
  const [one] = year.sections;
  if (one === undefined) throw new AppError('not-found');
  const { section, months, current, cumulative } = one;
  const keys = [...new Set(months.flatMap((each) => each.items.map((item) => item.key)))].sort(
    (a, b) => waterItem(a).no - waterItem(b).no,
  );
  return {
    section: shownSection(section),
    month: year.month,
    running: year.running,
    items: keys.map((key) => {
      const ofKey = months.map((each) => each.items.find((item) => item.key === key));
      const total = cumulative.items.find((item) => item.key === key);
      const row = waterItem(key);
      return {
        key,
        factor: factorOfItem(key),
        name: row.name,
        unit: row.unit === '1' ? '' : row.unit,
        limit: ofKey.find((item) => item !== undefined)?.limit ?? '',
        months: months.map(({ month: name }, index) => ({
          month: name,
          text: ofKey[index]?.text ?? null,
          cls: ofKey[index]?.cls ?? null,
          over: ofKey[index]?.over ?? false,
          multipleToTarget: ofKey[index]?.multipleToTarget ?? null,
        })),
        cumulative: total === undefined ? null : shownItem(total),
      };
    }),
    cumulative: { cls: cumulative.cls, meets: cumulative.meets, months: cumulative.months },
    current: { ...shownMonth(current), deciding: current.deciding, primary: current.primary },
    monthOnMonth: one.monthOnMonth,
    yearOnYear: one.yearOnYear,
    history: await historyOf(env, section, year.month, year.running, year.settings.nearPercent),
  };
}

async function historyOf(env: Env, known: Section, month: string, running: string, near: string) {
  const from = shiftMonth(month, -23);
  const [section = known] = await loadSections(env, from, month, [known.id]);
  return monthsBetween(from, month)
    .reverse()
    .map((each) => {
      const judged = judgeMonth(section, each, running, near);
      return {
        ...shownMonth(judged),
        over: judged.over.map(overText),
        note: section.notes.get(each) ?? null,
      };
    });
}

/** Keeps why a section has no data in a month; an empty reason takes it back. @throws AppError `not-found`, `forbidden` */
export async function noteSection(
  env: Env,
  session: Session,
  id: number,
  month: string,
  reason: string,
  origin: Origin,
): Promise<void> {
  requireOwnArea(session, await sectionOr404(env, id));
  await addSectionNote(env.store.db, {
    id: newId(),
    siteId: id,
    month: firstDay(month),
    reason: reason.trim(),
    setBy: session.user.id,
    setAt: env.clock().toISOString(),
  });
  await audit(env, session.user, 'water.note', String(id), { month, reason }, origin.ip);
}
