import { RATE_NOUN } from './measures.ts';

/** Time phrases, verbs and adverbs that stand before the name of a quantity. */
const LEADING =
  /^(?:\(\d{1,2}\)|(?:到|至)?20\d\d年(?:底|末)?(?:之?前)?|(?:到|至)?(?:[“"]?[一二]?十[一二三四五六七八九]?五[”"]?)(?:期间|末|期末|时期)|年底前?|第?[一二三四]季度(?:末|底)?前?|[上下]半年(?:末|底)?前?|\d{1,2}月(?:底|末|\d{1,2}日)?前|全年(?!空气)|每年|力争|争取|努力|力求|确保|保证|保障(?!性|房)|推进|推动|实现|促进|使(?!用)得?|并(?!网)|且|其中|进一步|持续|不断|逐步|稳步|继续|同时|全面|大力|有效(?!数据|率|投诉)|加快|切实|基本(?!农田|公共|医疗)|通过(?!率)|达到|完成(?!率)|落实(?!率)|强化|提升|提高|和|或|以及|及(?!时)|,|、|“|本区|全区|全市|本市|我区|我市|区域|区内|累计|计划(?!完成率)|预计|要求|要(?!素|点)|应(?![急用对])|须|需(?!求)|将|原则上|在(?![线建用岗营校册途产]))/u;
const TRAILING =
  /(?:的|均|都|要|应当?|须|稳定|总体|基本|平均|已|累计|共计|合计|总计|(?:比|较)20\d\d年(?:同期)?|分别|力争|确保|目标|努力|全部|全面|原则上|进一步|保持|持续|面积比例的)$/u;

/** Words that only say when or how often. */
const TIME_ONLY =
  /^(?:(?:到|至|在)?20\d\d年(?:底|末|第?[一二三四]季度|[上下]半年|\d{1,2}月)?(?:底|末)?(?:之?前)?|每(?:年|月|周|季度|半年)|全年|年[底末](?:之?前)?|年内|第?[一二三四]季度(?:末|底)?前?|[上下]半年(?:末|底)?前?|\d{1,2}月(?:底|末)?前?)$/u;

/** The bare name of a quantity: no time, verb, adverb or place-holder in front, no adverb behind. */
export function cleanName(text: string): string {
  if (TIME_ONLY.test(text)) return '';
  let name = text;
  for (let before = ''; before !== name; ) {
    before = name;
    const lead = LEADING.exec(name)?.[0];
    if (lead && name.length > lead.length) name = name.slice(lead.length);
    const tail = TRAILING.exec(name);
    if (tail && tail.index > 0) name = name.slice(0, tail.index);
  }
  const means = /^(?:依托|通过|结合|按照|根据|利用|配合).{2,20}?(?:完成|实现|推进|落实|开展)(.{2,})$/u.exec(
    name,
  );
  if (means?.[1]) name = means[1];
  // 提升…能力,确保A: only what stands behind the last verb of purpose.
  const purpose = /^.{0,40}(?:确保|实现|使(?!用)|推动|保障|力争)(.{2,})$/u.exec(name);
  if (purpose?.[1] && RATE_NOUN.test(purpose[1])) name = purpose[1];
  if (name.includes(')') && !name.includes('(')) name = name.slice(name.indexOf(')') + 1);
  return name.replace(/的$/u, '');
}

const SHARED = [4, 3, 2] as const;

/**
 * A、B处理率 names two quantities: each gets the words that the last one ends with.
 * @param count how many quantities the figures ask for (分别达到8%、9%), 0 when unknown
 * @returns one name per quantity; the name itself when it is one
 */
export function splitSubjects(name: string, count = 0): string[] {
  let list = pieces(name);
  if (count > list.length) list = name.split(/[、和与及]/u).filter((piece) => piece !== '');
  if (list.length < 2) return [name];
  const last = list.at(-1) ?? '';
  return list.map((piece, i) => {
    if (i === list.length - 1 || RATE_NOUN.test(piece)) return piece;
    for (const length of SHARED) {
      const shared = piece.slice(-length);
      const at = last.indexOf(shared);
      if (piece.length > length - 1 && at >= 0 && at + length < last.length)
        return piece + last.slice(at + length);
    }
    const tail =
      /[\u4e00-\u9fff]{0,8}?((?:排放总量|排放量|减排量|安全利用率|(?:无害化|资源化|安全|综合|规范化|集中|回收|有效)?[\u4e00-\u9fff]{2}(?:率|比例|量|面积|浓度|强度)))$/u.exec(
        last,
      );
    return tail?.[1] ? piece + tail[1] : piece;
  });
}

function pieces(name: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let start = 0;
  const cut = (at: number, skip: number): void => {
    out.push(name.slice(start, at));
    start = at + skip;
  };
  for (let i = 0; i < name.length; i++) {
    const char = name.charAt(i);
    if (char === '(' || char === '“' || char === '《') depth++;
    else if (char === ')' || char === '”' || char === '》') depth--;
    else if (depth === 0 && char === '、' && i - start >= 2) cut(i, 1);
    else if (
      depth === 0 &&
      /[和与及]/u.test(char) &&
      i - start >= 2 &&
      joinsNames(name.slice(start, i), name.slice(i + 1))
    ) {
      cut(i, 1);
    }
  }
  out.push(name.slice(start));
  return out.filter((piece) => piece !== '');
}

/** 和 divides names when both sides are quantities, or both are the same kind of thing. */
function joinsNames(left: string, right: string): boolean {
  if (!RATE_NOUN.test(right)) return false;
  if (RATE_NOUN.test(left)) return true;
  const shared = left.slice(-2);
  return right.includes(shared) && !right.endsWith(shared);
}
