import type { Body } from '@huanzhi/contract';
import { WARNING_PLANS, type WarningColour } from '@huanzhi/standards';
import { inTransaction } from '../../../../store/database.ts';
import { StoreError } from '../../../../store/errors.ts';
import { isId } from '../../../../store/ids.ts';
import {
  addWarning,
  addWarningEvent,
  addWarningItems,
  confirmItem,
  endWarning,
  listWarnings,
  lockWarning,
  putForecast,
  readForecast,
  type Warning,
  warningEvents,
  warningItems,
} from '../../../../store/monitoring/alerts/warnings.queries.ts';
import { notify } from '../../../../store/people/notifications.queries.ts';
import { userIdsOfOrgs, userIdsWithRole } from '../../../../store/people/users.queries.ts';
import { type Env, localDay } from '../../../env.ts';
import { AppError, problem } from '../../../errors.ts';
import { loadOrgIndex } from '../../../org-index.ts';
import { audit, type Origin, type Session } from '../../../session.ts';
import { userNames } from '../../../user-names.ts';
import { fromForecast, fromObservation } from './proposals.ts';
import { observedDays, runningDays, shownDays } from './series.ts';
import { readWarningSettings } from './settings.ts';

/** Warnings that the page shows at most. */
const shownWarnings = 20;
const colours: readonly WarningColour[] = ['blue', 'yellow', 'orange', 'red'];
const colourWords: Readonly<Record<WarningColour, { zh: string; en: string }>> = {
  blue: { zh: '蓝色', en: 'blue' },
  yellow: { zh: '黄色', en: 'yellow' },
  orange: { zh: '橙色', en: 'orange' },
  red: { zh: '红色', en: 'red' },
};
const link = '/monitoring/warnings';

/** Everything that the page of warnings shows to this person. */
export async function warningsPage(env: Env, session: Session) {
  const { db } = env.store;
  const today = localDay(env.clock());
  const days = shownDays(today);
  const [first = today] = days;
  const last = days.at(-1) ?? today;
  const [settings, observed, forecast, running, warnings, names] = await Promise.all([
    readWarningSettings(env),
    observedDays(env, first, last),
    readForecast(db, first),
    runningDays(env),
    listWarnings(db, shownWarnings),
    userNames(env),
  ]);
  const forecastOf = new Map(forecast.map((one) => [one.day, one]));
  const { plan, edited, measures } = settings;
  const coming = new Map(forecast.filter((one) => one.day >= today).map((one) => [one.day, one.aqi]));
  const shown = await showWarnings(env, session, warnings);
  return {
    today,
    can: { issue: session.permissions.includes('alert.handle') },
    days: days.map((day) => ({
      day,
      observed: observed.get(day) ?? null,
      forecast: forecastOf.get(day)?.aqi ?? null,
      enteredBy: namesOf(names, forecastOf.get(day)?.enteredBy ?? null),
    })),
    running,
    proposals: [fromForecast(plan, coming, today), fromObservation(plan, running)],
    current: shown.find((one) => one.state === 'issued') ?? null,
    past: shown.filter((one) => one.state === 'lifted'),
    settings: {
      plan: { ...planOf(plan), edited },
      plans: WARNING_PLANS.map(planOf),
      measures,
    },
  };
}

const planOf = ({ id, title, mark, ozoneRaisesWarning, levels }: (typeof WARNING_PLANS)[number]) => ({
  id,
  title,
  mark,
  ozoneRaisesWarning,
  levels: levels.map(({ colour, anyOf }) => ({
    colour,
    anyOf: anyOf.map((conditions) => conditions.map(({ above, hours }) => ({ above, hours }))),
  })),
});

const namesOf = (names: (id: string) => string, id: string | null) => (id === null ? null : names(id));

async function showWarnings(env: Env, session: Session, warnings: readonly Warning[]) {
  const ids = warnings.map((one) => one.id);
  const [items, events, orgs, names] = await Promise.all([
    warningItems(env.store.db, ids),
    warningEvents(env.store.db, ids),
    loadOrgIndex(env),
    userNames(env),
  ]);
  return warnings.map((one) => ({
    ...one,
    issuedBy: names(one.issuedBy),
    liftedBy: namesOf(names, one.liftedBy),
    items: items
      .filter((item) => item.warningId === one.id)
      .map(({ warningId: _, ...item }) => ({
        ...item,
        orgName: item.orgId === null ? null : orgs.nameOf(item.orgId),
        confirmedBy: namesOf(names, item.confirmedBy),
        canConfirm: one.state === 'issued' && item.confirmedAt === null && mayConfirm(session, item.orgId),
      })),
    events: events
      .filter((event) => event.warningId === one.id)
      .map(({ id, at, actorName, action, text }) => ({ id, at, actorName, action, text })),
  }));
}

/** A unit confirms its own measures; whoever handles alerts may confirm any. */
function mayConfirm(session: Session, orgId: string | null): boolean {
  return (
    session.permissions.includes('alert.handle') || (orgId !== null && session.actor.orgIds.includes(orgId))
  );
}

/** Enters the forecast of days; past days stay as they were. @throws AppError `validation-failed` */
export async function saveForecast(
  env: Env,
  session: Session,
  body: Body<'saveForecast'>,
  origin: Origin,
): Promise<void> {
  const today = localDay(env.clock());
  const past = body.days.filter((one) => one.day < today);
  if (past.length > 0) {
    throw new AppError(
      'validation-failed',
      past.map(({ day }) =>
        problem(`days.${day}`, 'past', `${day} 已过，不能再填预报`, `${day} is past: no forecast any more`),
      ),
    );
  }
  await inTransaction(env.store.db, (trx) => putForecast(trx, body.days, session.user.id));
  await audit(
    env,
    session.user,
    'warnings.forecast',
    body.days[0]?.day ?? '',
    { days: body.days },
    origin.ip,
  );
}

/**
 * Issues a warning: it is stored with the figures and the rule that the plan's thresholds gave, and every measure up
 * to its level waits to be confirmed by its unit, which is told.
 * @throws AppError `validation-failed` when one is in force, or the days are the wrong way round
 */
export async function issueWarning(
  env: Env,
  session: Session,
  body: Body<'issueWarning'>,
  origin: Origin,
): Promise<void> {
  if (body.toDay < body.fromDay) {
    throw new AppError('validation-failed', [
      problem('toDay', 'before-start', '结束日期早于开始日期', 'The end lies before the beginning'),
    ]);
  }
  const page = await warningsPage(env, session);
  const { plan, measures } = await readWarningSettings(env);
  const proposal = page.proposals.find((one) => one.source === body.source);
  const list = measures.filter((one) => colours.indexOf(one.colour) <= colours.indexOf(body.colour));
  const now = env.clock().toISOString();
  try {
    await inTransaction(env.store.db, async (trx) => {
      const id = await addWarning(trx, {
        ...body,
        proposed: proposal?.colour ?? null,
        because: proposal?.because ?? [],
        plan: plan.id,
        series: body.source === 'observed' ? page.running : page.days,
        issuedAt: now,
        issuedBy: session.user.id,
      });
      await addWarningItems(
        trx,
        id,
        list.map(({ text, orgId }) => ({ measure: text, orgId })),
      );
      await addWarningEvent(trx, eventOf(session, id, now, 'issue', body.document));
      const units = [...new Set(list.flatMap((one) => one.orgId ?? []))];
      const told = [
        ...(units.length === 0 ? [] : await userIdsOfOrgs(trx, units)),
        ...(await userIdsWithRole(trx, 'MON')),
      ].filter((user) => user !== session.user.id);
      const word = colourWords[body.colour];
      await notify(trx, told, {
        zh: `重污染天气${word.zh}预警已发布（${body.fromDay} 至 ${body.toDay}），请确认响应措施`,
        en: `Heavy pollution: ${word.en} warning, ${body.fromDay} to ${body.toDay}. Confirm your measures`,
        link,
      });
    });
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'duplicate') throw error;
    throw new AppError('validation-failed', [
      problem(
        'colour',
        'in-force',
        '已有生效的预警，请先解除；升降级也须先解除再发布',
        'A warning is in force; lift it first, also to change the level',
      ),
    ]);
  }
  await audit(env, session.user, 'warnings.issue', body.colour, { ...body }, origin.ip);
}

/** Lifts a warning. @throws AppError `not-found`, `transition-refused` when it was lifted already */
export async function liftWarning(
  env: Env,
  session: Session,
  id: string,
  reason: string,
  origin: Origin,
): Promise<void> {
  await inTransaction(env.store.db, async (trx) => {
    await inForce(trx, id);
    const now = env.clock().toISOString();
    await endWarning(trx, id, { at: now, by: session.user.id, reason });
    await addWarningEvent(trx, eventOf(session, id, now, 'lift', reason));
  });
  await audit(env, session.user, 'warnings.lift', id, { reason }, origin.ip);
}

/**
 * Confirms a measure of the response list; a second time it stays as it was.
 * @throws AppError `not-found`; `forbidden` for another unit's measure; `transition-refused` after the end
 */
export async function confirmMeasure(
  env: Env,
  session: Session,
  id: string,
  itemId: string,
  note: string,
): Promise<void> {
  await inTransaction(env.store.db, async (trx) => {
    const warning = await inForce(trx, id);
    const item = (await warningItems(trx, [warning.id])).find((one) => one.id === itemId);
    if (item === undefined) throw new AppError('not-found');
    if (!mayConfirm(session, item.orgId)) throw new AppError('forbidden');
    const now = env.clock().toISOString();
    if (!(await confirmItem(trx, item.id, { at: now, by: session.user.id, note }))) return;
    await addWarningEvent(
      trx,
      eventOf(session, id, now, 'confirm', note === '' ? item.measure : `${item.measure}：${note}`),
    );
  });
}

async function inForce(trx: Env['store']['db'], id: string): Promise<Warning> {
  const warning = isId(id) ? await lockWarning(trx, id) : undefined;
  if (warning === undefined) throw new AppError('not-found');
  if (warning.state !== 'issued') throw new AppError('transition-refused');
  return warning;
}

function eventOf(session: Session, warningId: string, at: string, action: string, text: string) {
  return { warningId, at, actor: session.user.id, actorName: session.user.name, action, text };
}
