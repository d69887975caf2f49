import type { OutlineNode } from './outline-node.ts';

/** Titles of chapters that order nothing. A title of several parts counts when every part is one of these. */
const NOT_TASK =
  /^(?:(?:总的?|重要)?指导思想|总体(?:要求|思路|考虑)|(?:基本|工作|总体|主要|试点|编制|建设|实施)?原则|(?:总体|主要|工作|发展|建设|具体|阶段|阶段性|年度|试点|行动|规划|创建|整治|治理|实施|预期|重点|本市|全年)?(?:目标|指标|主要指标)(?:指标|任务)?(?:体系)?|(?:主要)?指标(?:体系)?|.{0,6}(?:背景|意义)|(?:面临|发展)?形势(?:分析)?|现状(?:与问题|分析|问题)?|(?:工作|发展|现实)?基础|(?:工作|主要|取得的?)?成效|(?:存在|主要|存在的?主要)问题|(?:困难|问题)与?挑战|机遇|(?:适用|实施|规划|工作|编制|整治|治理|试点|建设)?(?:范围|期限|依据|对象|时限)|.{0,4}类型|术语(?:和定义|解释)?|名词解释|定义|附则|前言|引言|概述|概况|基本情况|(?:工作|总结)?回顾|(?:申报|基本)条件)$/u;

/** Whether a heading belongs to the goals (its numbers are targets of the whole plan). */
const GOAL = /目标|指标|总体要求|总体思路/u;

/** Annexes that are plans themselves; the others (forms, guides, lists) are technical. */
const PLAN_ANNEX = /(?:方案|计划|措施|意见|要点|任务|工作安排|行动)$/u;

function parts(title: string): string[] {
  return title
    .replace(/^[“《]|[”》]$/gu, '')
    .split(/[、,和与及]/u)
    .filter((part) => part !== '');
}

/** Whether a chapter title says that nothing is ordered under it (指导思想, 原则, 目标, 现状…). */
export function isNonTaskTitle(title: string): boolean {
  const list = parts(title.replace(/\(.*?\)/gu, ''));
  return list.length > 0 && (NOT_TASK.test(title) || list.every((part) => NOT_TASK.test(part)));
}

/** Whether targets of the whole plan stand under a chapter with this title. */
export function isGoalTitle(title: string): boolean {
  return isNonTaskTitle(title) && GOAL.test(title);
}

/**
 * Whether a node may hold tasks: neither it nor a chapter above it is of the non-task kind, and an annex above
 * it is a plan.
 * @param titleOf the title of a node
 */
export function mayHoldTasks(node: OutlineNode, titleOf: (node: OutlineNode) => string): boolean {
  for (let at: OutlineNode | null = node; at; at = at.parent) {
    if (at.kind === 'annex') return at !== node && PLAN_ANNEX.test(titleOf(at).replace(/\([^()]*\)$/u, ''));
    if (isNonTaskTitle(titleOf(at))) return false;
  }
  return true;
}
