import { compare, type Exact, exact, minus, over, printed, times } from './exact.ts';
import {
  type Judged,
  type JudgedItem,
  labels,
  monthBefore,
  type Recount,
  type SectionFacts,
  type Warned,
  yearTo,
} from './recount.ts';

/** What the report of a month must say; cells of `formula` count by their figures, all others by every letter. */
export interface ExpectedReport {
  paragraphs: string[];
  tables: string[][][];
  /** Column of the appendix that holds formulas. */
  formula: number;
}

/** What stands in the settings and in the registers beside the csv. */
export interface ReportFacts {
  month: string;
  district: string;
  /** Day of issue, and until when is answered. */
  day: string;
  replyBy: string;
  goodShare: string;
  basis: string;
  idOf: (section: string) => number;
}

interface Section {
  facts: SectionFacts;
  now: Judged;
  before: number | null;
  lastYear: number | null;
  year: Judged;
  months: number;
  reason: string | null;
  warned: Warned[];
}

const tiers = { national: '国考', municipal: '市考', district: '区控', town: '镇管' } as const;
const none = (reason: string) => `无数据（${reason}）`;
const label = (cls: number | null, reason: string) => (cls === null ? none(reason) : (labels[cls] ?? ''));
const percent = (count: number, of: number): Exact => times({ n: BigInt(count), d: BigInt(of) }, 100);
const share = (count: number, of: number, reason: string) =>
  of === 0 ? none(reason) : `${printed(percent(count, of), 2)}%`;
const good = (cls: number | null) => cls !== null && cls <= 2;
const worst = (cls: number | null) => cls === 5;
const dayText = (day: string) => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** ΔG − ΔD of two lists of classes in words; null where one has none. */
function changeOf(before: (number | null)[], now: (number | null)[]): string | null {
  const [was, is] = [before.filter((one) => one !== null), now.filter((one) => one !== null)];
  if (was.length === 0 || is.length === 0) return null;
  const delta = (counts: (cls: number | null) => boolean) =>
    minus(percent(is.filter(counts).length, is.length), percent(was.filter(counts).length, was.length));
  const x = minus(delta(good), delta(worst));
  const size: Exact = { n: x.n < 0n ? -x.n : x.n, d: x.d };
  const strength = compare(size, exact('10')) <= 0 ? null : compare(size, exact('20')) <= 0 ? '有所' : '明显';
  const word = strength === null ? '无明显变化' : `${strength}${x.n > 0n ? '好转' : '变差'}`;
  return `${word}（${printed(x, 1).replace('-', '−')} 个百分点）`;
}

const overText = ({ name, multiple, text }: JudgedItem) => `${name}(${multiple ?? text})`;

/** Items over their target, the largest multiple first, those without one last. */
const overOf = ({ items }: Judged) =>
  items.filter((one) => one.over).sort((a, b) => Number(b.multiple ?? -1) - Number(a.multiple ?? -1));

function riskOf(item: JudgedItem, warned: readonly Warned[]): string {
  const found = warned.find((one) => one.name === item.name);
  if (found === undefined) return `${item.name}累计 ${item.text}，超目标`;
  return [
    found.cumulative === null ? `${item.name}超出范围 ${item.limit}` : `${item.name}累计 ${found.cumulative}`,
    ...(found.needed === null
      ? []
      : found.needed.startsWith('-')
        ? [`其余 ${found.remaining} 个月即使为零也不能达到年度目标`]
        : [`其余 ${found.remaining} 个月均值须 ${found.sign} ${found.needed}`]),
    ...(found.unreachable ? ['年度目标已难以达到'] : []),
  ].join('，');
}

/** The whole report of a month, made from the cells of the csv. @param order names of the sections as they are listed */
export function expectedReport(
  recount: Recount,
  sections: readonly SectionFacts[],
  order: readonly string[],
  facts: ReportFacts,
): ExpectedReport {
  const { month } = facts;
  const classIn = (one: SectionFacts, when: string) => recount.judge(one, recount.means(one.name, when)).cls;
  const all = order.map((name): Section => {
    const one = sections.find((section) => section.name === name);
    if (one === undefined) throw new Error(`the report lists ${name}`);
    const now = recount.judge(one, recount.means(name, month));
    const { means, months } = recount.cumulative(name, month);
    return {
      facts: one,
      now,
      before: classIn(one, monthBefore(month, 1)),
      lastYear: classIn(one, monthBefore(month, 12)),
      year: recount.judge(one, means),
      months,
      reason: now.cls === null ? recount.reason(one, month) : null,
      warned: recount.warned(one, month),
    };
  });
  const sources = [
    ...overall(all, facts),
    ...groups(all, facts),
    ...all.flatMap((one) => ofSection(one, facts)),
  ];
  return {
    paragraphs: paragraphs(all, facts),
    tables: [
      [groupTitles('级别'), ...groupTable(all, tierOf)],
      [groupTitles('街镇'), ...groupTable(all, townOf)],
      [sectionTitles, ...all.map(sectionRow)],
      [cumulativeTitles, ...all.map(cumulativeRow)],
      [sourceTitles, ...sources.map((row, index) => [String(index + 1), ...row])],
    ],
    formula: 3,
  };
}

const tierOf = ({ facts }: Section) => tiers[facts.tier];
const townOf = ({ facts }: Section) => facts.town ?? '未指定';
const groupTitles = (first: string) => [
  first,
  ...['断面数', '参评', 'Ⅰ–Ⅲ类', 'Ⅰ–Ⅲ类比例', '劣Ⅴ类比例', '达标', '达标率', '环比', '同比'],
];
const sectionTitles = [
  ...['序号', '责任街镇', '断面', '河流', '级别', '目标', '本月类别', '上月', '去年同期', '是否达标'],
  ...['主要超标项目（倍数）', '备注'],
];
const cumulativeTitles = ['断面', '目标', '累计类别', '是否达标', '累计超标项目（倍数）', '年度目标风险'];
const sourceTitles = ['序号', '指标', '数值', '算法', '断面', '月份', '页面地址'];

function counted(all: readonly Section[]) {
  const judged = all.filter(({ now }) => now.cls !== null);
  return {
    judged,
    good: judged.filter(({ now }) => good(now.cls)),
    worst: judged.filter(({ now }) => worst(now.cls)),
    met: judged.filter(({ now }) => now.meets),
    byMonth: changeOf(
      all.map((one) => one.before),
      all.map(({ now }) => now.cls),
    ),
    byYear: changeOf(
      all.map((one) => one.lastYear),
      all.map(({ now }) => now.cls),
    ),
  };
}

/** How many sections the year so far has, and how many must be good. */
function yearOf(all: readonly Section[], { goodShare }: ReportFacts) {
  const judged = all.filter(({ year }) => year.cls !== null);
  const fine = judged.filter(({ year }) => good(year.cls));
  const near = all.filter(({ year }) => year.items.some((one) => one.near));
  const wanted = times(over(exact(goodShare), exact('100')), judged.length);
  const required = Number((wanted.n + wanted.d - 1n) / wanted.d);
  const spare = fine.length - required;
  const words =
    spare < 0
      ? `还差 ${-spare} 个断面达到年度要求`
      : spare === 0
        ? '再失 1 个断面即不达年度要求'
        : `再失 ${spare} 个断面仍达年度要求，再失 ${spare + 1} 个不达`;
  return { judged, fine, near, required, words };
}

const distribution = (all: readonly Section[]) =>
  labels
    .flatMap((name, cls) => {
      const count = all.filter(({ now }) => now.cls === cls).length;
      return count === 0 ? [] : [`${name}类 ${count} 个`];
    })
    .join('、');

function paragraphs(all: readonly Section[], facts: ReportFacts): string[] {
  const { judged, good: fine, worst: bad, met, byMonth, byYear } = counted(all);
  const year = yearOf(all, facts);
  const [yearNumber, monthNumber] = facts.month.split('-').map(Number);
  const monthText = `${yearNumber}年${monthNumber}月`;
  const of = (count: number) => share(count, judged.length, '本月没有断面参评');
  const span = monthNumber === 1 ? '1月' : `1–${monthNumber}月`;
  return [
    `（${monthText}）`,
    `${monthText}，${all.length}个，其中 ${judged.length}个有监测类别，${all.length - judged.length}个无类别。` +
      `Ⅰ–Ⅲ类断面 ${fine.length}个，占 ${of(fine.length)}；劣Ⅴ类断面 ${bad.length}个，占 ${of(bad.length)}；` +
      `达到目标 ${met.length}个，${of(met.length)}，${judged.length - met.length}个超目标。${distribution(all)}`,
    `${byMonth ?? none('上月没有断面参评')} ${byYear ?? none('去年同月没有断面参评')}`,
    `${span}累计，${year.judged.length}个中Ⅰ–Ⅲ类 ${year.fine.length}个，占 ` +
      `${share(year.fine.length, year.judged.length, '累计没有断面参评')}；年度要求 ≥ ${facts.goodShare}%，` +
      `${year.words}。${year.near.length}个。`,
    ...requests(all, facts),
    dayText(facts.day),
    // The method: GB 3838-2002 表 1, 环办〔2011〕22号.
    '3838 2002 1 2011 22',
  ].filter((text) => /\d/.test(text));
}

const levels = ['督办', '预警', '提醒'] as const;

function requests(all: readonly Section[], { replyBy }: ReportFacts): string[] {
  return all
    .flatMap(({ facts, warned }) => {
      const level = levels.find((one) => warned.some((item) => item.level === one));
      return level === undefined ? [] : [{ facts, warned, level }];
    })
    .sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
    .map(
      ({ facts, warned, level }, index) =>
        `${index + 1}. ${facts.name}（${facts.town ?? '未指定'}，${level}）：${warned
          .map((item) => `${item.name}${item.reasons.join('、')}`)
          .join('；')}。请排查原因并采取措施，于${dayText(replyBy)}前反馈。`,
    );
}

function grouped(all: readonly Section[], key: (one: Section) => string): [string, Section[]][] {
  return [...new Set(all.map(key))].map((name) => [name, all.filter((one) => key(one) === name)]);
}

function groupTable(all: readonly Section[], key: (one: Section) => string): string[][] {
  return grouped(all, key).map(([name, list]) => {
    const { judged, good: fine, worst: bad, met, byMonth, byYear } = counted(list);
    const of = (count: number) => share(count, judged.length, '没有断面参评');
    return [
      name,
      ...[list.length, judged.length, fine.length].map(String),
      of(fine.length),
      of(bad.length),
      String(met.length),
      of(met.length),
      byMonth ?? none('上月没有断面参评'),
      byYear ?? none('去年同月没有断面参评'),
    ];
  });
}

function sectionRow({ facts, now, before, lastYear, reason }: Section, index: number): string[] {
  return [
    String(index + 1),
    facts.town ?? none('未指定责任街镇'),
    facts.name,
    facts.river,
    tiers[facts.tier],
    facts.target,
    label(now.cls, reason ?? ''),
    label(before, '上月无类别'),
    label(lastYear, '去年同月无类别'),
    now.meets === null ? none(reason ?? '') : now.meets ? '达标' : '超目标',
    overOf(now).map(overText).join('、') || '无',
    reason ?? '无',
  ];
}

function cumulativeRow({ facts, year, warned }: Section): string[] {
  const risks = [
    ...overOf(year).map((item) => riskOf(item, warned)),
    ...year.items
      .filter((one) => one.near)
      .map((one) => `${one.name}累计 ${one.text}，接近限值 ${one.limit}`),
  ];
  const absent = none('累计没有数据');
  return [
    facts.name,
    facts.target,
    label(year.cls, '累计没有数据'),
    year.meets === null ? absent : year.meets ? '达标' : '超目标',
    overOf(year).map(overText).join('、') || '无',
    year.cls === null ? absent : risks.join('；') || '暂无',
  ];
}

const namesOf = (list: readonly Section[]) => list.map(({ facts }) => facts.name).join('、') || '无';

/** Rows of the appendix about the district: 指标, 数值, 算法, 断面, 月份, 页面地址. */
function overall(all: readonly Section[], facts: ReportFacts): string[][] {
  const { judged, good: fine, worst: bad, met, byMonth, byYear } = counted(all);
  const year = yearOf(all, facts);
  const { month } = facts;
  const page = `/monitoring/water?month=${month}`;
  const span = `${month.slice(0, 4)}-01–${month}`;
  const left = all.filter(({ now }) => now.cls === null);
  const failed = judged.filter(({ now }) => now.meets === false);
  const bands = 'Ⅰ Ⅲ 劣Ⅴ 10 20 20';
  const count = (name: string, list: readonly Section[], formula = '') => [
    name,
    `${list.length}个`,
    formula,
    namesOf(list),
    month,
    page,
  ];
  const part = (name: string, list: readonly Section[], formula: string) => [
    name,
    share(list.length, judged.length, '本月没有断面参评'),
    `${formula} ${list.length} ${judged.length} 100`,
    namesOf(judged),
    month,
    page,
  ];
  return [
    count('断面总数', all),
    count('参评断面数', judged),
    count('未参评断面数', left),
    count('优良断面数', fine, 'Ⅰ Ⅲ'),
    part('优良比例', fine, 'Ⅰ Ⅲ'),
    count('劣五类断面数', bad, '劣Ⅴ'),
    part('劣五类比例', bad, '劣Ⅴ'),
    count('达标断面数', met),
    part('达标率', met, ''),
    count('超目标断面数', failed),
    ['类别分布', distribution(all) || none('本月没有断面参评'), '', namesOf(judged), month, page],
    [
      '环比',
      byMonth ?? none('上月没有断面参评'),
      bands,
      namesOf(all),
      `${monthBefore(month, 1)}、${month}`,
      page,
    ],
    [
      '同比',
      byYear ?? none('去年同月没有断面参评'),
      bands,
      namesOf(all),
      `${monthBefore(month, 12)}、${month}`,
      page,
    ],
    ['累计参评断面数', `${year.judged.length}个`, '', namesOf(year.judged), span, page],
    ['累计优良断面数', `${year.fine.length}个`, 'Ⅰ Ⅲ', namesOf(year.fine), span, page],
    [
      '累计优良比例',
      share(year.fine.length, year.judged.length, '累计没有断面参评'),
      `Ⅰ Ⅲ ${year.fine.length} ${year.judged.length} 100`,
      namesOf(year.judged),
      span,
      page,
    ],
    ['年度要求比例', `≥ ${facts.goodShare}%`, facts.basis, '无', span, page],
    [
      '断面余量',
      year.words,
      `Ⅰ Ⅲ ${year.fine.length} ${year.required} ${facts.goodShare} ${year.judged.length}`,
      namesOf(year.judged),
      span,
      page,
    ],
    ['临界断面数', `${year.near.length}个`, '5', namesOf(year.near), span, page],
  ];
}

function groups(all: readonly Section[], { month }: ReportFacts): string[][] {
  return [...grouped(all, tierOf), ...grouped(all, townOf)].flatMap(([name, list]) => {
    const { judged, good: fine, worst: bad, met } = counted(list);
    const row = (what: string, count: number, formula: string) => [
      `${name}·${what}`,
      share(count, judged.length, '没有断面参评'),
      `${formula} ${count} ${judged.length} 100`,
      namesOf(list),
      month,
      `/monitoring/water?month=${month}`,
    ];
    return [
      row('优良比例', fine.length, 'Ⅰ Ⅲ'),
      row('劣五类比例', bad.length, '劣Ⅴ'),
      row('达标率', met.length, ''),
    ];
  });
}

function ofSection({ facts, now, year, months, reason }: Section, { month, idOf }: ReportFacts): string[][] {
  const page = `/monitoring/water/${idOf(facts.name)}?month=${month}`;
  const made = ({ items }: Judged) =>
    items.map((one) => `${one.text}（${labels[one.cls] ?? ''}）`).join('、');
  return [
    [`${facts.name}·本月类别`, label(now.cls, reason ?? ''), made(now), facts.name, month, page],
    [
      `${facts.name}·累计类别`,
      label(year.cls, '累计没有数据'),
      made(year),
      facts.name,
      `${yearTo(month)[0]}–${month}（${months} 个月有值）`,
      page,
    ],
  ];
}
