/**
 * Speed of the plan reader: plans and characters per second in a warm process, and the time for a plan of 300
 * pages. The baseline is a bare pass over the same text that splits lines and tests the numbering patterns.
 * Run: npx tsx -C huanzhi-source packages/plan-reader/bench/read-plan.bench.ts
 */
import { readLabel } from '../src/numbering.ts';
import { readPlan } from '../src/read-plan.ts';

const CHAPTERS = [
  '大气环境保护',
  '水环境保护',
  '土壤环境保护',
  '固体废物污染防治',
  '噪声污染防治',
  '保障措施',
];
const BODY =
  '持续推进重点行业深度治理，定期开展联合执法检查，建立健全排放源清单和台账管理制度，到2027年，细颗粒物年均浓度控制在28微克/立方米以下，' +
  '新建绿道12公里、口袋公园5座，生活垃圾、建筑垃圾无害化处理率达到100%。完善在线监测系统和监管平台，每年10月底前提交评估报告。';

/** A plan of about the given length with headings, run-in tasks, targets and unit clauses. */
function planOf(characters: number): string {
  const out = ['某市东湖区生态环境保护三年行动计划（2025—2027年）', '', '一、主要目标', '', BODY, ''];
  let length = 0;
  for (let chapter = 0; length < characters; chapter++) {
    out.push(`（${'一二三四五六七八九十'.charAt(chapter % 10)}）${CHAPTERS[chapter % CHAPTERS.length]}`, '');
    for (let task = 1; task <= 6; task++) {
      const line = `${task}.强化重点领域治理。${BODY}（牵头单位：区生态环境局；配合单位：区建管委、区水务局）`;
      out.push(line, '');
      length += line.length;
    }
  }
  return out.join('\n');
}

function barePass(text: string): number {
  let labels = 0;
  for (const line of text.split('\n')) if (readLabel(line.trim())) labels++;
  return labels;
}

/** Best of several runs, in milliseconds per call. */
function time(run: () => void, calls: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    for (let i = 0; i < calls; i++) run();
    best = Math.min(best, (performance.now() - start) / calls);
  }
  return best;
}

const plan = planOf(15_000);
const big = planOf(300 * 1000);
for (let i = 0; i < 20; i++) readPlan(plan);
const perPlan = time(() => readPlan(plan), 10);
const bare = time(() => barePass(plan), 50);
const perBig = time(() => readPlan(big), 1);
console.log(
  `plan of ${plan.length} characters: ${perPlan.toFixed(1)} ms, ${(1000 / perPlan).toFixed(0)} plans/s`,
);
console.log(`${Math.round((plan.length / perPlan) * 1000).toLocaleString('en')} characters/s`);
console.log(`bare pass (baseline): ${bare.toFixed(3)} ms; ratio ${(perPlan / bare).toFixed(0)}`);
console.log(
  `300 pages (${big.length} characters): ${perBig.toFixed(0)} ms; per character ${(perBig / big.length / (perPlan / plan.length)).toFixed(2)} times the small plan`,
);
