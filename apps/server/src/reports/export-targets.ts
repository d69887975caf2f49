import type { Answer, Query } from '@huanzhi/contract';
import { type Env, localDay } from '../services/env.ts';
import { planRow, versionFor } from '../services/plans/shown-plan.ts';
import { programmeOf, scopeOf } from '../services/records/kernel.ts';
import { audit, type Origin, type Session } from '../services/session.ts';
import { type SheetContent, writeSheets, xlsxType } from '../services/tables/write-sheet.ts';
import { shownTargets } from '../services/targets.ts';
import { captionOf, recordSheet } from './export-records.ts';

type Target = Answer<'targets'>['items'][number];

/** Words of a target's status, as the pages say them. */
const statusWords = {
  none: '暂不能判定',
  met: '已达到',
  'on-course': '可望达到',
  'at-risk': '有风险',
  missed: '未达到',
};

/** The word of a target's status; a miss that lies ahead is 预计不达. */
export function statusWord({ status, bound }: Pick<Target, 'status' | 'bound'>): string {
  return status === 'missed' && bound?.open ? '预计不达' : statusWords[status];
}

const comparatorWords: Record<string, string> = {
  '>=': '≥',
  '<=': '≤',
  '>': '>',
  '<': '<',
  '=': '=',
  '~': '左右',
  between: '介于',
  qualitative: '定性',
};

/** Targets with status and reason, as Excel. */
export async function exportTargets(
  env: Env,
  session: Session,
  query: Query<'exportTargets'>,
  origin: Origin,
) {
  await audit(env, session.user, 'targets.export', query.plan ?? '', { ...query }, origin.ip);
  return {
    fileName: `目标-${localDay(env.clock())}.xlsx`,
    mime: xlsxType,
    body: writeSheets([await targetSheet(env, session, query)]),
  };
}

/** Tasks in the offices' form and goals of one plan, two sheets of one workbook. */
export async function exportPlan(env: Env, session: Session, id: string, origin: Origin) {
  const version = await versionFor(env, id);
  const programme = programmeOf(env, 'task');
  const filter = {
    registry: programme.definition.id,
    scope: scopeOf(programme, session.actor),
    plan: version.planId,
  };
  const { title } = await planRow(env, version.id);
  await audit(env, session.user, 'plan.export', version.id, {}, origin.ip);
  const tasks = await recordSheet(env, session, programme, filter, 'createdAt');
  const caption = `${title}　${captionOf(env, session)}`;
  const goals = await targetSheet(env, session, { plan: version.id });
  return {
    fileName: `${title.slice(0, 80)}.xlsx`,
    mime: xlsxType,
    body: writeSheets([
      { ...tasks, caption },
      { ...goals, caption },
    ]),
  };
}

async function targetSheet(env: Env, session: Session, query: Query<'targets'>): Promise<SheetContent> {
  const { items } = await shownTargets(env, query);
  return {
    name: '目标',
    caption: captionOf(env, session),
    columns: [
      { title: '序号', width: 6 },
      { title: '指标', width: 36 },
      { title: '对象', width: 20 },
      { title: '要求', width: 10 },
      { title: '目标值', width: 14 },
      { title: '单位', width: 14 },
      { title: '完成时限', width: 14 },
      { title: '最新值', width: 12 },
      { title: '数据日期', width: 14 },
      { title: '年底预测', width: 12 },
      { title: '余量 / 缺口', width: 20 },
      { title: '状态', width: 12 },
      { title: '说明', width: 48 },
      { title: '计划', width: 36 },
      { title: '原文', width: 48 },
    ],
    rows: items.map((target, index) => [
      index + 1,
      target.stretch ? `${target.name}（力争）` : target.name,
      target.subject,
      comparatorWords[target.comparator] ?? target.comparator,
      target.value2 === null ? (target.value ?? target.raw) : `${target.value}—${target.value2}`,
      target.unit,
      target.deadline,
      target.current?.value ?? null,
      target.current?.asOf ?? null,
      target.bound?.projected == null ? null : Number(target.bound.projected.value),
      target.bound?.short?.zh ?? null,
      statusWord(target),
      target.reason.zh,
      target.planTitle,
      target.source,
    ]),
  };
}
