import type { FoundIndicator } from './found-indicator.ts';
import { cleanName, splitSubjects } from './indicator-names.ts';

type Found = Omit<FoundIndicator, 'stretch'>;

interface Rule {
  pattern: RegExp;
  /** Where the name stands: in front of the words or behind them (group 1). */
  name: 'before' | 'behind';
  /** Only in a goal section. */
  goalsOnly?: boolean;
  /** The words are group 1, not the whole match. */
  wordsInGroup?: boolean;
}

/** Targets in words (GOLD.md §3): 完成市下达目标, 全覆盖, 全面达标, 保持稳定, 努力消除 … */
const RULES: readonly Rule[] = [
  {
    pattern:
      /(?:全面)?(?:完成|达到|实现)(?:国家|全国|上级|[\u4e00-\u9fff]{0,3}[省市区县])(?:、[省市区县])?(?:级)?(?:政府)?(?:下达|考核|规定|明确|要求)的?(?:年度|约束性|控制|考核)?(?:目标|指标|任务|要求)(?:任务|要求)?$/u,
    name: 'before',
  },
  {
    pattern:
      /(?:全面)?完成(?:国家|全国|上级|[\u4e00-\u9fff]{0,3}[省市区县])(?:、[省市区县])?(?:级)?下达的?([\u4e00-\u9fff]{2,20}(?:目标|指标|任务)(?:任务)?)$/u,
    name: 'behind',
  },
  {
    pattern:
      /(?:全面|总体|持续|长期|基本)*(?:稳定)?(?:达到|优于)国家(?:环境)?(?:空气质量)?[一二三]级(?:以上)?标准/u,
    name: 'before',
  },
  { pattern: /(?:全面稳定|稳定全面|全面|稳定|持续稳定|基本|总体)达标$/u, name: 'before' },
  { pattern: /(?:全面|基本|努力|有效|逐步|力争)消除([^,。;“的]{2,20})$/u, name: 'behind' },
  { pattern: /消除([^,。;“的]{2,20})$/u, name: 'behind', goalsOnly: true },
  { pattern: /(?:实现|达到)?全覆盖(?:纳管)?$/u, name: 'before' },
  { pattern: /^(?:基本实现|基本消除)([^,。;]{4,30})$/u, name: 'behind' },
  { pattern: /基本实现([^,。;]{4,30})$/u, name: 'behind' },
  { pattern: /^(?:全面)?完成([^,。;]{2,40}(?:任务和目标|目标和任务|目标任务|任务目标))$/u, name: 'behind' },
  { pattern: /(?:确保|保证|力争).{2,30}(保持稳定)$/u, name: 'before', wordsInGroup: true },
  { pattern: /只增不减|只升不降|只减不增/u, name: 'before' },
  { pattern: /应([\u4e00-\u9fff])尽(?:\1)$/u, name: 'before' },
  { pattern: /逐步改善$/u, name: 'before', goalsOnly: true },
];

/**
 * Finds a target in words in a clause without figures.
 * @param clause cleaned clause between marks
 * @param goals true in a goal section
 */
export function findQualitative(clause: string, goals: boolean): Found[] {
  for (const rule of RULES) {
    if (rule.goalsOnly && !goals) continue;
    const match = rule.pattern.exec(clause);
    if (!match) continue;
    const inner = match[1];
    const behind = rule.name === 'behind' && inner !== undefined;
    const words = behind
      ? match[0].slice(0, match[0].length - inner.length)
      : rule.wordsInGroup
        ? (inner ?? match[0])
        : match[0];
    const name = cleanName(
      behind ? inner : clause.slice(0, match.index + match[0].length - words.length),
    ).replace(/的$/u, '');
    if (name.length < 2 || name.length > 40 || /^(?:做到|确保|实现|达到|应)$/u.test(name)) continue;
    return splitSubjects(name).map((one) => ({
      start: 0,
      end: match.index + match[0].length,
      name: one,
      comparator: 'qualitative' as const,
      value: null,
      unit: null,
      kind: 'qualitative' as const,
      raw: words.replace(/^(?:实现|确保)/u, ''),
    }));
  }
  return [];
}
