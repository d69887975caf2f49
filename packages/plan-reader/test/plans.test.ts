import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../src/read-plan.ts';
import type { Deadline, PlanReading } from '../src/types.ts';

const read = (name: string): PlanReading =>
  readPlan(readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8'));

function time({ date, start, end, recurrence }: Deadline): string {
  return date ?? (recurrence ? recurrence.freq : `${start}…${end}`);
}

/** path | title | units (牵 lead, 配 support, 责 responsible) | deadlines */
function tasks(reading: PlanReading): string[] {
  return reading.tasks.map((task) => {
    const units = [
      ...task.leads.map((name) => `牵${name}`),
      ...task.supports.map((name) => `配${name}`),
      ...task.responsible.map((name) => `责${name}`),
    ];
    const times = task.deadlines.filter(({ optional }) => !optional).map(time);
    return [task.path, task.title, units.join('、'), times.join(' ')].join(' | ');
  });
}

const targets = (reading: PlanReading): string[] =>
  reading.indicators.map(({ path, name, comparator, value, raw, unit, deadline, stretch }) =>
    [path, name, `${comparator} ${value ?? raw}${unit ?? ''}${stretch ? '*' : ''}`, deadline].join(' | '),
  );

describe('a plan in chapters and sections, with Chinese years and figures', () => {
  const reading = read('chapters');

  it('reads tasks', () => {
    expect(tasks(reading)).toEqual([
      '第三章/第一节/一 | 深化工业治理 | 牵区生态环境局、配区经信委、配各街镇 | 2027-12-31',
      '第三章/第一节/二 | 管控移动源 | 牵区交通委、配区公安分局 | 2026-09-30 quarterly',
      '第三章/第二节/一 | 完善收集系统 | 牵区水务局 | 2026-01-01…2028-12-31',
      '第三章/第二节/二 | 加强长效管护 | 责各街镇 | ',
      '第四章/第一节 | 加强组织领导 |  | 2026-01-01…2026-06-30',
      '第四章/第二节 | 强化资金保障 | 责区财政局 | ',
    ]);
  });

  it('reads targets, and none from what is there already', () => {
    expect(targets(reading)).toEqual([
      '第二章/第二节 | 优良天数比例 | >= 90% | 2030-12-31',
      '第二章/第二节 | 细颗粒物年均浓度 | <= 26微克/立方米 | 2030-12-31',
      '第二章/第二节 | 地表水优良断面比例 | >= 100% | 2030-12-31',
      '第二章/第二节 | 受污染耕地安全利用率 | qualitative 完成市下达目标 | 2030-12-31',
      '第三章/第一节/一 | 企业深度治理 | = 12家 | 2027-12-31',
      '第三章/第二节/一 | 泵站 | = 3座 | 2028-12-31',
      '第三章/第二节/一 | 改造管网 | = 20公里 | 2028-12-31',
    ]);
  });
});

describe('yearly points with 一是… 二是… in the paragraph', () => {
  const reading = read('key-points');

  it('reads tasks, with the units behind each of the points', () => {
    expect(tasks(reading)).toEqual([
      '一 | 打好蓝天保卫战 | 牵县住建局、配县生态环境局、责县城管局、责县农业农村局、责各乡镇 | 2026-01-01…2026-06-30 2026-10-31',
      '二 | 打好碧水保卫战 | 责县水务局、责县生态环境局 | 2026-01-01…2026-03-31 2026-12-31 2026-09-30',
      '三/一是 | 严格建设用地准入，落实联动监管 | 责县自然资源局、责县农业农村局 | ',
      '三/二是 | 推进农村生活污水治理，新增完成15个行政村治理，治理率达到52% | 责县自然资源局、责县农业农村局 | ',
      '四 | 强化督查考核 | 责县生态环境保护委员会办公室 | quarterly monthly',
    ]);
  });

  it('keeps the text between unit clauses', () => {
    expect(reading.tasks[0]?.content.replace(/\s/gu, '')).toBe(
      '一是抓扬尘。开展工地扬尘整治，上半年完成全部在建工地在线监测安装。二是抓餐饮。推进餐饮油烟治理，完成60家餐饮单位改造。三是抓秸秆。建立网格化巡查机制，10月底前完成网格员培训。',
    );
  });

  it('reads targets, those before the first heading included', () => {
    expect(targets(reading)).toEqual([
      ' | 优良天数比例 | >= 85% | 2026-12-31',
      ' | 县控断面水质达标率 | >= 95% | 2026-12-31',
      '一 | 餐饮单位改造 | = 60家 | 2026-12-31',
      '二 | 污水处理站 | = 2座 | 2026-03-31',
      '三/二是 | 行政村治理 | = 15个 | 2026-12-31',
      '三/二是 | 治理率 | >= 52% | 2026-12-31',
    ]);
  });
});

describe('decimal numbers under chapter numbers without a mark', () => {
  const reading = read('decimals');

  it('reads tasks', () => {
    expect(tasks(reading)).toEqual([
      '2/2.1/2.1.1 | 推行绿色包装 | 责市场监管局 | 2025-12-31',
      '2/2.1/2.1.2 | 推进净菜进城 | 责农业农村局、责商务局 | 2026-01-01…2026-12-31',
      '2/2.2/2.2.1 | 完善收运体系 | 责绿化市容局 | 2026-12-31 monthly',
      '2/2.2/2.2.2 | 规范建筑垃圾 | 责建设管理委、责公安分局 | 2025-01-01…2027-12-31 yearly',
      '3/3.1 | 部署阶段（2025年3月至5月） |  | 2025-03-01…2025-05-31',
      '3/3.2 | 推进阶段（2025年6月至2027年9月） |  | 2025-06-01…2027-09-30',
      '3/3.3 | 总结阶段（2027年10月-12月） |  | 2027-10-01…2027-12-31',
      '4/4.1 | 强化组织 |  | ',
      '4/4.2 | 强化宣传 |  | yearly',
    ]);
  });

  it('reads targets', () => {
    expect(targets(reading)).toEqual([
      '1 | 生活垃圾回收利用率 | >= 45% | 2027-12-31',
      '1 | 建筑垃圾资源化利用率 | >= 93% | 2027-12-31',
      '1 | 建筑垃圾资源化利用率 | >= 95%* | 2027-12-31',
      '1 | 新增再生资源回收站点 | = 20个 | 2027-12-31',
      '2/2.1/2.1.2 | 净菜加工点 | = 5个 | 2026-12-31',
      '2/2.2/2.2.2 | 淘汰不合规车辆 | = 50辆 | 2027-12-31',
      '4/4.2 | “无废”宣传活动 | >= 4场 | ',
    ]);
  });
});

describe('a notice with points of its own and a plan behind it, no 附件 line between', () => {
  const reading = read('notice');

  it('keeps the numbers of both apart', () => {
    expect(tasks(reading)).toEqual([
      '通知/一 | 提高思想认识 | 责各单位 | ',
      '通知/二 | 加强协调配合 |  | 2025-04-15',
      '通知/三 | 严格督促检查 | 责区生态环境局 | periodic',
      '二/(一)/1 | 严格夜间施工审批，2025年6月底前完善审批制度 | 牵区建管委、配区生态环境局 | 2025-06-30',
      '二/(一)/2 | 推广低噪声设备，到2026年，低噪声设备使用率达到60% | 牵区建管委 | 2026-12-31',
      '二/(二)/1 | 设置声屏障，2027年底前完成4公里声屏障建设 | 牵区交通委 | 2027-12-31',
      '三/(一) | 加强领导 |  | periodic',
      '三/(二) | 强化宣传 |  | ',
    ]);
    expect(reading.document).toMatchObject({
      title: '南屏区噪声污染防治实施方案',
      issuers: ['云州市南屏区人民政府办公室'],
      issueDate: '2025-03-20',
    });
    expect(reading.tasks[2]?.content).toBe('区生态环境局要定期通报进展。');
  });

  it('reads targets from tasks of one sentence', () => {
    expect(targets(reading)).toEqual([
      '一 | 声环境功能区夜间达标率 | >= 88% | 2027-12-31',
      '二/(一)/2 | 低噪声设备使用率 | >= 60% | 2026-12-31',
      '二/(二)/1 | 声屏障建设 | = 4公里 | 2027-12-31',
    ]);
  });
});

/** The text as a PDF gives it: every paragraph cut into lines of the same width, no indents. */
function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.replace(new RegExp(`.{${width}}(?=.)`, 'gu'), '$&\n'))
    .join('\n');
}

describe('hard-wrapped lines without indents', () => {
  it.each(
    ['chapters', 'key-points', 'decimals', 'notice'].flatMap((name) =>
      [30, 35, 40].map((width) => [name, width] as const),
    ),
  )('%s at %i characters reads the same', (name, width) => {
    const whole = read(name);
    const text = readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8');
    const reading = readPlan(wrapped(text, width));
    expect(tasks(reading)).toEqual(tasks(whole));
    expect(targets(reading)).toEqual(targets(whole));
  });
});
