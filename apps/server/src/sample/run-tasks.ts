import { Readable } from 'node:stream';
import type { Programme, RegistryRecord } from '@huanzhi/registry';
import { type Env, localDay } from '../services/env.ts';
import { storeTransition } from '../services/records/change-records.ts';
import { attachEvidence } from '../services/records/evidence.ts';
import { programmeOf } from '../services/records/kernel.ts';
import type { Session } from '../services/session.ts';
import { findVersion } from '../store/plans/plans.queries.ts';
import { listRecords } from '../store/records/list-records.queries.ts';
import type { SamplePlans } from './make-plans.ts';
import { at, daysBefore, monthAfter, monthsBetween, morningOf } from './sample-time.ts';

/** How a task of the sample goes. */
type Course = 'on-plan' | 'behind' | 'far-behind' | 'silent' | 'finished';

/** Courses of the tasks that their units have signed for, in turn. */
const courses: readonly Course[] = [
  'on-plan',
  'behind',
  'on-plan',
  'far-behind',
  'on-plan',
  'silent',
  'on-plan',
];
/** Percentage points behind plan. */
const lag: Record<Course, number> = { 'on-plan': 0, behind: 9, 'far-behind': 28, silent: 4, finished: 0 };

/** Who acts in the sample: the coordination office, and clerk and head of the units that have accounts. */
export interface SampleStaff {
  coord: Session;
  /** By organisation id. */
  units: ReadonlyMap<string, { clerk: Session; head: Session }>;
}

interface Scene {
  env: Env;
  programme: Programme;
  staff: SampleStaff;
}

/**
 * Issues the tasks of the published plans and plays the last months: signing for, monthly reports with
 * confirmation, completion with verification. Lights follow from what was done, none is set.
 */
export async function runTasks(env: Env, plans: SamplePlans, staff: SampleStaff): Promise<void> {
  const scene: Scene = { env, programme: programmeOf(env, 'task'), staff };
  const now = env.clock();
  const yearly = await tasksOf(env, plans.yearly);
  const threeYear = await tasksOf(env, plans.threeYear);
  const today = localDay(now);
  for (const [index, task] of yearly.entries()) {
    const due = String(task.data.dueDate ?? '');
    // One task of those that are due stays open, so that an overdue one can be seen.
    const isDone = due !== '' && due < today && index % 5 !== 4;
    await play(
      scene,
      task,
      daysBefore(now, 230),
      isDone ? 'finished' : (courses[index % courses.length] ?? 'on-plan'),
    );
  }
  for (const [index, task] of threeYear.entries()) {
    // Some still wait to be issued.
    if (index % 9 === 8) continue;
    await play(scene, task, daysBefore(now, 125), courses[index % courses.length] ?? 'on-plan');
  }
}

async function tasksOf(env: Env, versionId: string): Promise<RegistryRecord[]> {
  const plan = (await findVersion(env.store.db, versionId))?.planId ?? versionId;
  const page = await listRecords(
    env.store.db,
    { registry: 'task', scope: 'all', plan },
    { by: 'createdAt', descending: false },
    { limit: 500 },
  );
  return page.items.sort((a, b) => (a.source?.offset ?? 0) - (b.source?.offset ?? 0));
}

async function play(scene: Scene, task: RegistryRecord, start: Date, course: Course): Promise<void> {
  const { env, staff } = scene;
  const unit = staff.units.get(task.ownerOrg ?? '');
  const now = env.clock();
  if (task.data.dueDate === undefined) return;
  // Units without an account in the sample were only just told.
  if (unit === undefined) return step(scene, staff.coord, task, 'issue', daysBefore(now, 2), {});
  await step(scene, staff.coord, task, 'issue', start, {});
  const signed = daysBefore(start, -2);
  await step(scene, unit.clerk, task, 'sign-for', signed, {});

  const due = String(task.data.dueDate);
  const end = course === 'finished' ? morningOf(due) : now;
  const lastMonth = localDay(daysBefore(end, Number(localDay(end).slice(8)))).slice(0, 7);
  const months = monthsBetween(localDay(signed).slice(0, 7), lastMonth).filter(
    (month) => month >= String(task.data.startDate ?? '').slice(0, 7),
  );
  const reported = course === 'silent' ? months.slice(0, -2) : months;
  for (const month of reported) await report(scene, unit, task, month, course);
  if (course === 'finished') await finish(scene, unit, task, due);
}

async function report(
  scene: Scene,
  unit: { clerk: Session; head: Session },
  task: RegistryRecord,
  month: string,
  course: Course,
): Promise<void> {
  const day = morningOf(`${monthAfter(month)}-03`);
  // The first days of a month: the report of the last one is not written yet.
  if (day > scene.env.clock()) return;
  const progress = Math.max(0, Math.round(planned(task, day) - lag[course]));
  const inputs = {
    month,
    progress,
    text: `示例进展：按计划推进，累计完成 ${progress}%。`,
    ...(lag[course] > 5 ? { problems: '示例问题：前期手续办理较慢，已安排专人跟进。' } : {}),
  };
  await step(scene, unit.clerk, task, 'report', day, inputs, { key: month });
  const checked = daysBefore(day, -1);
  if (checked < scene.env.clock()) {
    await step(scene, unit.head, task, 'confirm-report', checked, { month }, { key: month });
  }
}

async function finish(
  scene: Scene,
  unit: { clerk: Session; head: Session },
  task: RegistryRecord,
  due: string,
): Promise<void> {
  const last = daysBefore(morningOf(due), 2);
  const month = localDay(last).slice(0, 7);
  await step(
    scene,
    unit.clerk,
    task,
    'report',
    last,
    { month, progress: 100, text: '示例进展：全部完成。' },
    { key: 'last' },
  );
  const { items } = await attachEvidence(at(scene.env, last), unit.clerk, 'task', task.id, evidence(task));
  const files = items.map((item) => item.id);
  await step(scene, unit.clerk, task, 'submit-completion', daysBefore(last, -1), {}, { evidence: files });
  await step(
    scene,
    scene.staff.coord,
    task,
    'verify-completion',
    daysBefore(last, -5),
    {},
    { opinion: '示例：现场抽查，情况属实。' },
  );
}

async function* evidence(task: RegistryRecord) {
  const text = `示例佐证材料（虚构）：${task.title}`;
  yield { fileName: '完成情况说明.txt', stream: Readable.from([Buffer.from(text, 'utf8')]) };
}

/** The plan's progress on a day: linear from start to due. */
function planned(task: RegistryRecord, day: Date): number {
  const [from, to] = [String(task.data.startDate ?? ''), String(task.data.dueDate ?? '')].map((text) =>
    Date.parse(text),
  );
  if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to)) return 0;
  return Math.min(95, Math.max(0, ((day.getTime() - from) / (to - from)) * 100));
}

async function step(
  scene: Scene,
  who: Session,
  task: RegistryRecord,
  name: string,
  when: Date,
  inputs: Record<string, unknown>,
  more: { key?: string; opinion?: string; evidence?: string[] } = {},
): Promise<void> {
  const env = at(scene.env, when);
  await storeTransition(env, env.store.db, scene.programme, who.actor, {
    recordId: task.id,
    idempotencyKey: `sample:${more.key ?? name}`,
    name,
    input: {
      inputs,
      ...(more.opinion === undefined ? {} : { opinion: more.opinion }),
      ...(more.evidence === undefined ? {} : { evidence: more.evidence }),
    },
  });
}
