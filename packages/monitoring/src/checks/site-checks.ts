import { MARKING_RULE } from '@huanzhi/standards';
import { plainText } from './figures.ts';
import { instrumentMarks, type Report } from './series-checks.ts';
import { checkRules, flowFactors } from './thresholds.ts';
import { type HourNote, indexOfHour, type Timeline } from './timeline.ts';

/** The instrument's letters that say the same as an enterprise's word. */
const lettersOf: Readonly<Record<string, readonly string[]>> = {
  设备故障: ['D'],
  维护: ['M', 'C'],
  '校准/校验': ['C', 'M'],
  调试: ['M', 'C'],
  停用: ['F'],
  '通讯中断/数据缺失': ['B', '-'],
  停运: ['F'],
};

/** Words that say that nothing comes out. */
const stopped = new Set(['停用', '停运']);

/** Quantities that accompany the flow and have a number while it stands still. */
const notAConcentration = /^(w00000|w01010|a00000|a01\d{3}|w01001)$/;

/**
 * Flow against concentrations: ordinary readings while nothing flows, and exact zeros while it flows.
 * @param report told per series
 */
export function checkFlow(lines: readonly Timeline[], report: (factor: string) => Report): void {
  const flow = lines.find((line) => flowFactors.has(line.factor));
  if (flow === undefined) return;
  for (const line of lines) {
    if (notAConcentration.test(line.factor)) continue;
    for (let hour = 1; hour <= 24; hour += 1) {
      const index = indexOfHour(hour);
      const [rate, value] = [flow.values[index] ?? null, line.values[index] ?? null];
      if (rate === null || value === null || !flow.usable[index] || !line.usable[index]) continue;
      if (rate === 0 && value > 0)
        report(line.factor)(hour, {
          kind: 'flow',
          text: {
            zh: `流量为 0，仍报浓度 ${plainText(value)}。`,
            en: `Flow is 0, yet a concentration of ${plainText(value)} was reported.`,
          },
        });
      if (rate > 0 && value === 0)
        report(line.factor)(hour, {
          kind: 'flow',
          text: {
            zh: `流量 ${plainText(rate)}，浓度为 0。`,
            en: `Flow is ${plainText(rate)}, yet the concentration is 0.`,
          },
        });
    }
  }
}

/** What an enterprise marked, and marks that contradict each other or the values. */
export function checkMarks(
  lines: readonly Timeline[],
  notes: readonly HourNote[],
  report: (factor: string) => Report,
): void {
  const flow = lines.find((line) => flowFactors.has(line.factor));
  for (const line of lines) {
    for (let hour = 1; hour <= 24; hour += 1) {
      const index = indexOfHour(hour);
      const mark = line.marks[index] ?? '-';
      const value = line.values[index] ?? null;
      const rate = flow?.usable[index] ? (flow.values[index] ?? null) : null;
      const running = rate !== null && rate > 0 ? rate : null;
      if (mark === 'F' && running !== null && line !== flow)
        report(line.factor)(
          hour,
          clash(stopClash('仪器标记 F（停运）', 'Instrument mark F (stopped)', running)),
        );
      for (const note of notes) {
        if ((note.factor !== null && note.factor !== line.factor) || !note.hours.includes(hour)) continue;
        const said = note.note === '' ? '' : `（${note.note}）`;
        report(line.factor)(hour, {
          kind: 'marked',
          text: {
            zh: `企业标记 ${note.mark}${said}。`,
            en: `Enterprise mark ${note.mark}${note.note === '' ? '' : ` (${note.note})`}.`,
          },
        });
        const found = noteClash(note.mark, mark, value, running);
        if (found !== null) report(line.factor)(hour, clash(found));
      }
    }
  }
}

interface Sentence {
  zh: string;
  en: string;
}

const clash = (text: Sentence) => ({ kind: 'mark-clash' as const, text });

const stopClash = (zh: string, en: string, flow: number): Sentence => ({
  zh: `${zh}，同时流量 ${plainText(flow)}。`,
  en: `${en} while the flow is ${plainText(flow)}.`,
});

function noteClash(word: string, letter: string, value: number | null, flow: number | null): Sentence | null {
  if (stopped.has(word) && flow !== null)
    return stopClash(`企业标记 ${word}`, `Enterprise mark ${word}`, flow);
  const same = lettersOf[word];
  const isDevice = MARKING_RULE.marks.some((kind) => kind.name === word && kind.scope === 'device');
  if (same === undefined || !isDevice || letter === '/' || letter === '!') return null;
  if (letter === 'N' && value !== null)
    return {
      zh: `企业标记 ${word}，仪器标记 N（正常），读数 ${plainText(value)}。`,
      en: `Enterprise mark ${word}, instrument mark N (normal), reading ${plainText(value)}.`,
    };
  const words = instrumentMarks[letter];
  if (words === undefined || ['N', 'S', 'T'].includes(letter) || same.includes(letter)) return null;
  return {
    zh: `企业标记 ${word}，仪器标记 ${letter}（${words.zh}）。`,
    en: `Enterprise mark ${word}, instrument mark ${letter} (${words.en}).`,
  };
}

/** Hours in which every factor of the site repeats the hour before. */
export function checkCopiedHour(lines: readonly Timeline[], report: (factor: string) => Report): void {
  for (let hour = 1; hour <= 24; hour += 1) {
    const index = indexOfHour(hour);
    const both = lines.filter((line) => line.usable[index] && line.usable[index - 1]);
    const moving = both.filter((line) => !(flowFactors.has(line.factor) && line.values[index] === 0));
    if (moving.length < checkRules.copiedFactors) continue;
    if (moving.some((line) => line.values[index] !== line.values[index - 1])) continue;
    const before =
      hour === 1
        ? { zh: '前一天 24 时', en: 'hour 24 of the day before' }
        : { zh: ` ${hour - 1} 时`, en: `hour ${hour - 1}` };
    for (const line of moving)
      report(line.factor)(hour, {
        kind: 'copied-hour',
        text: {
          zh: `${moving.length} 个因子全部与${before.zh}相同。`,
          en: `All ${moving.length} factors equal ${before.en}.`,
        },
      });
  }
}
