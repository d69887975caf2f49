import { isCoreKind, KIND_OF_WORD, REGISTRY_WORDS } from './registry-words.ts';

/** A named list, system, plan … with its place in the cleaned text given. */
export interface FoundRegistry {
  start: number;
  end: number;
  kind: string;
  core: boolean;
}

const WORD = new RegExp(`(?:${REGISTRY_WORDS})(?:[”"])?`, 'gu');
/** Verbs and particles that a name cannot reach across. */
const BEFORE =
  /(?:成立|建立健全|建立完善|建立|健全|完善|推进|加快|加强|强化|制定并实施|制定并更新|制定|制订|编制并落实|编制|落实|实施|实行|推行|推广|优化|深化|构建|开展|提升|提高|严格|执行|运用|利用|依托|采用|应用|更新|发布|公布|动态更新|动态调整|定期更新|持续|积极|探索|统筹|全面|纳入|形成|按照|根据|结合|对照|围绕|通过|做好|确保|组织|参与|研究|支持|配合|推动|实现|完成|进一步|逐步|抓好|梳理|印发|出具|提交|报送|以及|并|及时|规范|办理|加大|落地|打造|启动|修订|建设|使用|将|把|对|与|和|在|的|是|为|由|等|或|本|我区|全区|依据|参照|有序|明确|公开|巩固|用好|接入|施|合理|安排|以|拓展|指导|于|摸清|召开|明确|各类|各领域|本|区内|拆除|要|该|乃至|其他|总体|有效)$/u;
const STOP = /[,。;:、()!?|]/u;
const NAME_MAX = 24;

/**
 * Finds the named lists, systems, platforms, regimes, reports, plans and programmes in a cleaned text. A title in
 * 《》 is a name of its own; otherwise the name reaches from the word that says what it is back to the nearest verb
 * or mark.
 */
export function findRegistries(text: string): FoundRegistry[] {
  const out: FoundRegistry[] = [];
  const taken: (readonly [number, number])[] = [];
  for (const match of text.matchAll(/《([^《》]{2,60})》/gu)) {
    const kind = kindOfTitle(match[1] ?? '');
    const end = match.index + match[0].length;
    taken.push([match.index, end]);
    if (kind) out.push({ start: match.index, end, kind, core: isCoreKind(kind) });
  }
  let cursor = 0;
  for (const match of text.matchAll(WORD)) {
    const at = match.index;
    while ((taken[cursor]?.[1] ?? Infinity) <= at) cursor++;
    const inTitle = taken[cursor];
    if (inTitle && inTitle[0] <= at) continue;
    const word = match[0].replace(/[”"]$/u, '');
    const kind = KIND_OF_WORD.get(word);
    if (!kind) continue;
    const wordEnd = at + word.length;
    // 方案编制, 体系建设: the name ends here; 平台化, 系统性 are other words.
    if (/^[化性地]/u.test(text.slice(wordEnd, wordEnd + 1)) || isVerbUse(text, at, wordEnd, word)) continue;
    const start = nameStart(text, at);
    const end = closingQuote(text, start, wordEnd);
    if (end - start < 4 && !/[A-Z一]/u.test(text.slice(start, end))) continue;
    const last = out.at(-1);
    if (last && start < last.end && last.start < end && text.charAt(last.start) !== '《') {
      if (end - start <= last.end - last.start) continue;
      out.pop();
    }
    out.push({ start, end, kind, core: isCoreKind(kind) });
  }
  return out.sort((a, b) => a.start - b.start);
}

/** 系统推进 and 规划建设 as verbs, not names. */
function isVerbUse(text: string, start: number, end: number, word: string): boolean {
  const behind = text.slice(end, end + 2);
  if (word === '系统' && /^(?:推|谋|梳|治|观|思|实|全|整|工|干)/u.test(behind)) return true;
  if (word === '规划' && /^(?:建|设|引|布|论|条|许|用|环|衔|修)/u.test(behind)) return true;
  if (word === '登记' && /^(?:单位|管理制)/u.test(behind)) return false;
  if (word === '报告' && /^(?:给|至|向)/u.test(behind)) return true;
  return word === '系统' && /(?:生态|全局|局)$/u.test(text.slice(Math.max(0, start - 2), start));
}

function kindOfTitle(title: string): string | null {
  let best: string | null = null;
  const plain = title.replace(/\([^()]*\)$/u, '');
  for (let length = Math.min(8, plain.length); length >= 2 && best === null; length--) {
    best = KIND_OF_WORD.get(plain.slice(-length)) ?? null;
  }
  return best;
}

/** Back from the word to the nearest mark or verb; quoted parts are kept whole. */
function nameStart(text: string, at: number): number {
  let start = at;
  let quoted = 0;
  while (start > 0 && at - start < NAME_MAX) {
    const char = text.charAt(start - 1);
    if (char === '”') quoted++;
    else if (char === '“') {
      if (quoted === 0) return start - 1;
      quoted--;
    } else if (quoted === 0) {
      if (STOP.test(char)) break;
      if (BEFORE.test(text.slice(Math.max(0, start - 5), start))) break;
      if (start === at && /[的和等及与]/u.test(char)) {
        // 风险管控和修复名录: a word that cannot stand alone reaches across 和 once.
        if (char !== '和' && char !== '与' && char !== '及') {
          if (char !== '的') break;
        }
      }
    }
    start--;
  }
  return start;
}

function closingQuote(text: string, start: number, end: number): number {
  const inside = text.slice(start, end);
  const open = inside.split('“').length - inside.split('”').length;
  return open > 0 && text.charAt(end) === '”' ? end + 1 : end;
}
