import type { Query } from '@huanzhi/contract';
import { type Env, localDay } from '../services/env.ts';
import { everyAlert } from '../services/monitoring/alerts/list-alerts.ts';
import { audit, type Origin, type Session } from '../services/session.ts';
import { type SheetCell, writeSheets, xlsxType } from '../services/tables/write-sheet.ts';
import { captionOf } from './export-records.ts';

const words: Record<string, string> = {
  withdrawn: '已撤回',
  closed: '已关闭',
  'closed-late': '已关闭（逾期处理）',
  recovered: '已恢复，待处理',
  overdue: '逾期未处理',
  lead: '已转线索',
  verdict: '超标',
  warning: '预警',
  fault: '异常',
};

const local = (instant: string | null) =>
  instant === null
    ? null
    : new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** The list of alerts with the filters of the page, as Excel. */
export async function exportAlerts(env: Env, session: Session, query: Query<'exportAlerts'>, origin: Origin) {
  await audit(env, session.user, 'alerts.export', '', { ...query }, origin.ip);
  return {
    fileName: `告警-${localDay(env.clock())}.xlsx`,
    mime: xlsxType,
    body: writeSheets([
      {
        name: '告警',
        caption: captionOf(env, session),
        columns: [
          { title: '点位', width: 28 },
          { title: '编号', width: 18 },
          { title: '因子', width: 16 },
          { title: '类型', width: 18 },
          { title: '状态', width: 16 },
          { title: '开始', width: 18 },
          { title: '结束', width: 18 },
          { title: '时段数', width: 8 },
          { title: '最高', width: 12 },
          { title: '限值', width: 12 },
          { title: '单位', width: 10 },
          { title: '处理时限', width: 18 },
          { title: '处理时间', width: 18 },
          { title: '说明', width: 48 },
          { title: '撤回原因', width: 36 },
          { title: '判定规则', width: 36 },
        ],
        rows: rows(env, session, query),
      },
    ]),
  };
}

async function* rows(env: Env, session: Session, query: Query<'exportAlerts'>): AsyncGenerator<SheetCell[]> {
  for await (const alert of everyAlert(env, session, query)) {
    yield [
      alert.site.name,
      alert.site.code,
      alert.factorName.zh,
      alert.kindName.zh,
      words[alert.word] ?? alert.word,
      local(alert.firstAt),
      local(alert.lastAt),
      alert.count,
      alert.peak,
      alert.limit,
      alert.unit,
      local(alert.due),
      local(alert.handledAt),
      alert.explanation,
      alert.reason,
      alert.rule,
    ];
  }
}
