import { type Env, localDay } from '../services/env.ts';
import { targetProgress } from '../services/monitoring/indicators/progress.ts';
import { audit, type Origin, type Session } from '../services/session.ts';
import { type SheetContent, writeSheets, xlsxType } from '../services/tables/write-sheet.ts';
import { captionOf } from './export-records.ts';
import { statusWord } from './export-targets.ts';

type Progress = Awaited<ReturnType<typeof targetProgress>>;

/** The page of a bound target as Excel: how it stands, the line of the year, what is behind it, why values changed. */
export async function exportProgress(
  env: Env,
  session: Session,
  id: string,
  asOf: string | undefined,
  origin: Origin,
) {
  const progress = await targetProgress(env, id, asOf);
  await audit(env, session.user, 'target.export', id, asOf === undefined ? {} : { asOf }, origin.ip);
  const caption = `${progress.target.name}　${progress.year} 年，截至 ${progress.asOf ?? '无数据'}　${captionOf(env, session)}`;
  const sheets = [summary(progress), months(progress), line(progress), behind(progress), history(progress)];
  return {
    fileName: `${progress.target.name.slice(0, 60)}-${progress.year}-${localDay(env.clock())}.xlsx`,
    mime: xlsxType,
    body: writeSheets(sheets.map((sheet) => ({ ...sheet, caption }))),
  };
}

function summary({ target, indicator, projection, ...progress }: Progress): SheetContent {
  const rows: [string, string | number | null][] = [
    ['指标', indicator.name.zh],
    ['定义版本', indicator.version],
    ['公式', indicator.formula.zh],
    ['范围', indicator.filter.zh],
    ['要求', target.source],
    ['数值', progress.value],
    [indicator.numerator.zh, progress.numerator],
    [indicator.denominator.zh, progress.denominator],
    ['状态', statusWord(target)],
    ['说明', target.reason.zh],
    ['余量', target.bound?.short?.zh ?? '—'],
    ['年底预测', target.bound?.projected?.value ?? '—'],
    ['预测方法', projection?.text.zh ?? '—'],
  ];
  return {
    name: '情况',
    columns: [
      { title: '项目', width: 20 },
      { title: '内容', width: 80 },
    ],
    rows,
  };
}

function months({ months: list, indicator }: Progress): SheetContent {
  return {
    name: '各月',
    columns: [
      { title: '月份' },
      { title: `单月（${indicator.unit}）` },
      { title: '有效' },
      { title: '应有' },
    ],
    rows: list.map(({ month, value, valid, expected }) => [month, value, valid, expected]),
  };
}

function line({ line: points, indicator }: Progress): SheetContent {
  return {
    name: '累计',
    columns: [{ title: '截至' }, { title: `累计（${indicator.unit}）` }],
    rows: points.map(({ day, value }) => [day, value]),
  };
}

function behind({ days, sections }: Progress): SheetContent {
  if (sections.length > 0) {
    return {
      name: '断面',
      columns: [
        { title: '断面', width: 24 },
        { title: '累计类别' },
        { title: '计入' },
        { title: '最近限值的项目', width: 60 },
      ],
      rows: sections.map(({ name, cls, counted, items }) => [
        name,
        cls,
        counted ? '是' : '否',
        items.map((item) => `${item.name} ${item.mean ?? '无'} / ${item.limit}`).join('；'),
      ]),
    };
  }
  return {
    name: '逐日',
    columns: [{ title: '日期' }, { title: '数值' }, { title: '不利于目标' }, { title: '用到公布日值' }],
    rows: days.map(({ day, value, bad, published }) => [
      day,
      value,
      value === null ? '无数据' : bad ? '是' : '否',
      published ? '是' : '',
    ]),
  };
}

function history({ history: values }: Progress): SheetContent {
  return {
    name: '数值历史',
    columns: [
      { title: '计算时间', width: 24 },
      { title: '截至' },
      { title: '数值' },
      { title: '分子' },
      { title: '分母' },
      { title: '定义版本' },
      { title: '为什么', width: 60 },
      { title: '谁', width: 40 },
    ],
    rows: values.map((one) => [
      one.at,
      one.asOf,
      one.value,
      one.numerator,
      one.denominator,
      one.version,
      one.why.zh,
      one.steps
        .map(({ by, what, reason }) => `${by} ${what.zh}${reason === '' ? '' : `（${reason}）`}`)
        .join('；'),
    ]),
  };
}
