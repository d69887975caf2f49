import { type Edition, type ObservationTime, observationInstant, shanghaiDate } from '../edition.ts';

/** What a mark says about the data of its time. */
export interface MarkKind {
  readonly name: string;
  /** `device`: data are not valid; `condition`: a non-normal working condition of the plant. */
  readonly scope: 'device' | 'condition';
  /** Industry of a condition mark. */
  readonly industry?: string;
  /** The plant or its monitoring stands still: no data are due. */
  readonly stops?: true;
}

/** The marking rule as data. */
export interface MarkingRule extends Edition {
  readonly marks: readonly MarkKind[];
  /** Hour of the next day at which manual marks of a day close. */
  readonly closesAtHour: number;
}

/** Marks of a standstill: that nothing is due while they last is recall, as their names are. */
const standstills = ['停用', '停运'];
const kind = (name: string, more: Omit<MarkKind, 'name'>): MarkKind =>
  standstills.includes(name) ? { name, ...more, stops: true } : { name, ...more };

function device(names: string): MarkKind[] {
  return names.split(' ').map((name) => kind(name, { scope: 'device' }));
}

function condition(industry: string, names: string): MarkKind[] {
  return names.split(' ').map((name) => kind(name, { scope: 'condition', industry }));
}

/** 公告2022年第21号, since 2023-01-01: structure and effect single source, names of marks recall. */
export const MARKING_RULE: MarkingRule = /* @__PURE__ */ (() => ({
  id: '公告2022年第21号',
  title: '污染物排放自动监测设备标记规则',
  effectiveFrom: '2023-01-01',
  clause: '1+N: device rule and industry rules',
  mark: 'single source' as const,
  note: 'names of marks, and which of them mean a standstill, are recall: align them with the announcement',
  closesAtHour: 12,
  marks: [
    ...device('设备故障 维护 校准/校验 调试 停用 通讯中断/数据缺失'),
    ...condition('生活垃圾焚烧', '烘炉 启炉 停炉 停炉降温 停运 故障 事故'),
    ...condition('火电', '并网/供能 解列 停运 故障/事故'),
    ...condition('水泥', '点火/启窑 停窑 停运 故障'),
    ...condition('造纸', '停运 故障'),
  ],
}))();

/** A mark on a time of data. */
export interface DataMark {
  readonly mark: string;
  /** Whether the mark lies within the time that the rule allows for this condition. */
  readonly withinLimitTime?: boolean;
  /** Whether treatment ran as required; default true. */
  readonly treatmentRan?: boolean;
}

/** Whether marked data may be used to judge exceedance. */
export interface MarkEffect {
  readonly usedForJudgement: boolean;
  readonly reason: string;
}

/**
 * Whether data under a mark are used to judge exceedance: not when a device mark makes them invalid; not in a marked
 * non-normal condition, if treatment ran as required and within the allowed time. No mark means no objection.
 * A false mark is a lead on falsification: this function takes the mark as given.
 * Source: 公告2022年第21号 of 生态环境部, from 2023-01-01 (single source; article not read).
 */
export function markEffect(mark: DataMark | null | undefined, rule: MarkingRule = MARKING_RULE): MarkEffect {
  if (mark === null || mark === undefined) return { usedForJudgement: true, reason: 'no mark: no objection' };
  const kinds = rule.marks.filter((kind) => kind.name === mark.mark);
  if (kinds.length === 0) return { usedForJudgement: true, reason: `unknown mark "${mark.mark}": no effect` };
  if (kinds.some((kind) => kind.scope === 'device')) {
    return { usedForJudgement: false, reason: `device mark "${mark.mark}": data invalid` };
  }
  if (mark.treatmentRan === false)
    return { usedForJudgement: true, reason: 'treatment did not run as required' };
  if (mark.withinLimitTime !== true) return { usedForJudgement: true, reason: 'beyond the allowed time' };
  return { usedForJudgement: false, reason: `condition "${mark.mark}" within the allowed time` };
}

/**
 * Whether a manual mark came in time: by 12:00 (Asia/Shanghai) of the day after the data.
 * @throws ObservationTimeError when a time cannot be read.
 * Source: 公告2022年第21号 of 生态环境部, from 2023-01-01 (single source; article not read).
 */
export function markInTime(
  dataTime: ObservationTime,
  markedAt: ObservationTime,
  rule: MarkingRule = MARKING_RULE,
): boolean {
  const dayEnd = observationInstant(shanghaiDate(dataTime)) + 86_400_000;
  return observationInstant(markedAt) <= dayEnd + rule.closesAtHour * 3_600_000;
}
