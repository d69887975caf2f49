import { type FlagKind, flagWords } from '@huanzhi/monitoring';
import type { Env } from '../services/env.ts';
import { reviewHistory } from '../services/monitoring/review/history.ts';
import { dayRates } from '../services/monitoring/review/rates.ts';
import { reviewDay } from '../services/monitoring/review/review-day.ts';
import { audit, type Origin, type Session } from '../services/session.ts';
import { type SheetContent, writeSheets, xlsxType } from '../services/tables/write-sheet.ts';
import { captionOf } from './export-records.ts';

const verdictWords: Record<string, string> = { V: '有效', I: '无效', Q: '存疑', M: '各时不同', '.': '未判' };

const eventWords: Record<string, string> = {
  verdict: '判定',
  undo: '撤销',
  mark: '企业标记',
  unmark: '撤回企业标记',
  check: '机检',
  reopen: '数据变动，重新待判',
  'data-changed': '数据变动，判定作废',
  lock: '锁定',
  late: '锁定后到达',
  propose: '提出改判',
  confirm: '复核同意',
  decline: '复核不同意',
  withdraw: '撤回提议',
};

const two = (hour: number) => String(hour).padStart(2, '0');
const hoursOf = (hours: readonly number[]) => hours.map(two).join('、');
/** `VVI` as words; anything that is no row of verdicts stays as it is. */
const wordsOf = (text: string) =>
  /^[VIQM.]+$/.test(text)
    ? [...new Set(text)].map((letter) => verdictWords[letter] ?? letter).join('、')
    : text;
const local = (instant: string | null) =>
  instant === null
    ? null
    : new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** The review of a day as Excel: items with verdicts, shares of each site, the whole history. */
export async function exportReviewDay(env: Env, session: Session, day: string, origin: Origin) {
  await audit(env, session.user, 'review.export', day, {}, origin.ip);
  const review = await reviewDay(env, session, day);
  const lock =
    review.lockedAt === null ? '未锁定' : `${review.lockedBy ?? ''} ${local(review.lockedAt) ?? ''} 锁定`;
  const caption = `${day} 数据审核　${lock}　${captionOf(env, session)}`;
  return {
    fileName: `数据审核-${day}.xlsx`,
    mime: xlsxType,
    body: writeSheets(
      [
        itemSheet(review),
        rateSheet(await dayRates(env, session, day)),
        historySheet((await reviewHistory(env, session, { day })).items),
      ].map((sheet) => ({ ...sheet, caption })),
    ),
  };
}

const itemSheet = ({ items }: Awaited<ReturnType<typeof reviewDay>>): SheetContent => ({
  name: '审核项',
  columns: [
    { title: '点位', width: 24 },
    { title: '因子', width: 20 },
    { title: '小时', width: 16 },
    { title: '原始值', width: 10 },
    { title: '旗标', width: 18 },
    { title: '机检说明', width: 48 },
    { title: '判定', width: 10 },
    { title: '原因', width: 28 },
    { title: '说明', width: 28 },
    { title: '判定人', width: 14 },
    { title: '判定时间', width: 18 },
  ],
  rows: items.map((item) => [
    item.siteName,
    item.factorNames.map((name) => name.zh).join('、'),
    hoursOf(item.hours),
    item.value,
    item.kinds.map((kind) => flagWords[kind as FlagKind].zh).join('、'),
    item.why.map((one) => `${hoursOf(one.hours)} 时 ${one.text.zh}`).join('\n'),
    item.verdict === null ? '待判' : (verdictWords[item.verdict] ?? item.verdict),
    item.reason,
    item.note,
    item.decidedBy,
    local(item.decidedAt),
  ]),
});

const rateSheet = ({ items, review }: Awaited<ReturnType<typeof dayRates>>): SheetContent => ({
  name: '获取率与有效率',
  columns: [
    { title: '点位', width: 24 },
    { title: '编号', width: 16 },
    { title: '应有', width: 8 },
    { title: '收到', width: 8 },
    { title: '有效', width: 8 },
    { title: '获取率 %', width: 10 },
    { title: '有效率 %', width: 10 },
    { title: '传输有效率 %', width: 12 },
    { title: '达到 90 %', width: 10 },
  ],
  rows: [
    ...items.map((item) => [
      item.name,
      item.code,
      item.due,
      item.received,
      item.valid,
      item.transmission,
      item.validity,
      item.effective === null ? null : Number(item.effective),
      item.meets === null ? null : item.meets ? '是' : '否',
    ]),
    [
      '审核及时率（项）',
      `${local(review.dueAt) ?? ''} 前`,
      review.items,
      review.inTime,
      null,
      null,
      null,
      review.percent,
      null,
    ],
  ],
});

const historySheet = (events: Awaited<ReturnType<typeof reviewHistory>>['items']): SheetContent => ({
  name: '历程',
  columns: [
    { title: '时间', width: 18 },
    { title: '谁', width: 14 },
    { title: '做了什么', width: 18 },
    { title: '点位', width: 24 },
    { title: '因子', width: 16 },
    { title: '小时', width: 16 },
    { title: '原来', width: 16 },
    { title: '之后', width: 16 },
    { title: '原因', width: 28 },
    { title: '说明', width: 28 },
    { title: '提出人', width: 14 },
  ],
  rows: events.map((event) => [
    local(event.at),
    event.actor ?? '机检',
    eventWords[event.kind] ?? event.kind,
    event.siteName,
    event.factorName?.zh ?? (event.siteId === null ? null : '全部'),
    hoursOf(event.hours),
    wordsOf(event.before),
    wordsOf(event.after),
    event.reason,
    event.note,
    event.proposedBy,
  ]),
});
