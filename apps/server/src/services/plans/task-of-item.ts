import type { NewRecord, Problem, Programme } from '@huanzhi/registry';
import type { PlanItem } from '../../store/plans/plan-items.queries.ts';
import { problem } from '../errors.ts';
import { meansEveryTown, type OrgIndex } from '../org-index.ts';
import { type DocumentData, taskData } from './item-data.ts';
import { matchedUnits } from './shown-plan.ts';

/** Names of the units that answer for a task: its leads, or, where none is named, those responsible. */
function accountable(item: PlanItem, orgs: OrgIndex) {
  const units = matchedUnits(item, orgs);
  const leads = units.filter((unit) => unit.role === 'lead');
  return leads.length > 0 ? leads : units.filter((unit) => unit.role === 'responsible');
}

/**
 * The organisation that answers for a goal: the first lead of the smallest task whose text holds the goal's;
 * null for a goal outside every task, a person decides then.
 */
export function leadOfGoal(goal: PlanItem, tasks: readonly PlanItem[], orgs: OrgIndex): string | null {
  const [around] = tasks
    .filter((task) => task.spanStart <= goal.spanStart && goal.spanEnd <= task.spanEnd)
    .sort((a, b) => a.spanEnd - a.spanStart - (b.spanEnd - b.spanStart));
  return around === undefined ? null : (accountable(around, orgs)[0]?.orgId ?? null);
}

/**
 * Why a task cannot be published yet: a lead that the text names is no organisation. A task without a lead can:
 * it waits as a draft until somebody is named, because nothing is issued to nobody.
 */
export function leadProblems(item: PlanItem, orgs: OrgIndex): Problem[] {
  const title = String(item.current.title ?? item.path);
  return accountable(item, orgs)
    .filter((unit) => unit.orgId === null)
    .map((unit) =>
      problem(
        item.id,
        'lead-unmatched',
        `“${title}”的牵头单位“${unit.name}”没有对应到单位`,
        `“${unit.name}”, lead of “${title}”, matches no organisation`,
      ),
    );
}

/**
 * The record that a reviewed task becomes. Units that match no organisation stay readable in the text of the
 * plan; “each town” means every town.
 */
export function taskOfItem(
  item: PlanItem,
  context: {
    programme: Programme;
    orgs: OrgIndex;
    document: DocumentData | undefined;
    areaCode: string;
    text: string;
    source: { plan: string; planVersion: string };
  },
): Omit<NewRecord, 'id'> {
  const { orgs, document } = context;
  const task = taskData.parse(item.current);
  const leads = distinct(accountable(item, orgs).map((unit) => unit.orgId));
  const others = matchedUnits(item, orgs).flatMap((unit) => {
    if (unit.orgId !== null) return [unit.orgId];
    if (!meansEveryTown(unit.name)) return [];
    return orgs.all.filter((org) => org.kind === 'town' && org.active).map((org) => org.id);
  });
  const assists = distinct(others).filter((id) => !leads.includes(id));
  const dueDate = dueOf(task.deadlines) ?? endOf(document?.period.end);
  const start = startOf(document);
  const data: Record<string, unknown> = {
    taskNo: item.path.slice(0, 60),
    content: task.content.slice(0, 4000),
    leads,
    assists,
    towns: assists.filter((id) => orgs.byId(id)?.kind === 'town'),
    ...(dueDate === null ? {} : { dueDate }),
    ...(start !== null && dueDate !== null && start <= dueDate ? { startDate: start } : {}),
    sectionPath: item.path,
    sourceText: context.text.slice(item.spanStart, item.spanEnd).slice(0, 8000),
  };
  const known = new Set(context.programme.definition.fields.map((field) => field.key));
  return {
    title: task.title.slice(0, 200),
    summary: task.content.slice(0, 200),
    areaCode: context.areaCode,
    ownerOrg: leads[0] ?? null,
    coOrgs: [...leads.slice(1), ...assists],
    source: {
      system: 'plan',
      ...context.source,
      item: item.id,
      offset: item.spanStart,
    },
    data: Object.fromEntries(Object.entries(data).filter(([key]) => known.has(key))),
  };
}

function distinct(ids: (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

/** The last day that the text sets; what recurs has no end of its own, 年度 and 秋冬季 are no deadlines. */
function dueOf(
  deadlines: { kind: string; date: string | null; end: string | null; optional?: unknown }[],
): string | null {
  const days = deadlines
    .filter((deadline) => deadline.kind !== 'recurring' && deadline.optional !== true)
    .flatMap((deadline) => deadline.date ?? deadline.end ?? []);
  return days.sort().at(-1) ?? null;
}

/** `2027` → the last day of the year; a month → its last day; a day stays. */
function endOf(text: string | null | undefined): string | null {
  if (text == null) return null;
  if (/^\d{4}$/.test(text)) return `${text}-12-31`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const month = /^(\d{4})-(\d{2})$/.exec(text);
  return month === null
    ? null
    : new Date(Date.UTC(Number(month[1]), Number(month[2]), 0)).toISOString().slice(0, 10);
}

/** The day of issue, else the first day of the period. */
function startOf(document: DocumentData | undefined): string | null {
  if (document === undefined) return null;
  if (document.issueDate !== null) return document.issueDate;
  const first = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(document.period.start ?? '');
  return first === null ? null : `${first[1]}-${first[2] ?? '01'}-${first[3] ?? '01'}`;
}
