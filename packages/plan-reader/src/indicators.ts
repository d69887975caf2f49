import type { FoundIndicator } from './found-indicator.ts';
import { quantitiesInDigits } from './han-figures.ts';
import { cleanName, splitSubjects } from './indicator-names.ts';
import { findQualitative } from './indicator-words.ts';
import { COUNT, figure, MEASURE, NUMBER, RATE_NOUN, SCALE } from './measures.ts';
import type { Comparator, IndicatorKind } from './types.ts';

const VERB =
  '(?:(?:稳定|总体|基本|力争|努力|原则上|应当?|须|要|均|继续|持续|进一步|总计|累计|共计|分别|逐步|始终|争取|平均|年均|合计)*)' +
  '(?:不低于|不少于|不小于|至少|不超过|不高于|不大于|不多于|低于|小于|高于|大于|超过|突破|控制在|控制到|保持在|稳定在|维持在|维持|保持|提升到|提升至|提高到|提高至|增加到|增加至|下降到|下降至|降低到|降低至|降到|降至|压减到|压减至|压减|达到了|达到|达|累计|下降|降低|提高|提升|增长|减少|削减|为|≥|≤|>|<|约|近|完成)?';
const QUALIFIER = '(?:约|近|大于|超过|不低于|不少于|不小于|至少|不超过|不高于|低于|高于|≥|≤|>|<)?';
const VALUE = `(${NUMBER})(?:(?:${SCALE})(?:%)?[-—–~至到]{1,2}(${NUMBER}))?(${SCALE}(?:${MEASURE}|${COUNT}|分)(?:/(?:年|月|日|天))?)`;
const MODIFIER = '(?:\\((?:含|不含)\\))?((?:及)?以上|(?:及)?以下|以内|之内|左右|上下)?';
/** One value of a clause: verb, qualifier, figure, unit, modifier. */
const TARGET = new RegExp(`(${VERB})(${QUALIFIER})${VALUE}(?:以上)?${MODIFIER}`, 'gu');
const CLASS =
  /(?:达到|达|提升至|优于|保持|稳定在|不低于)(?:或优于|或好于)?(?:地表水|地下水|国家)?((?:劣)?[ⅠⅡⅢⅣⅤ]|I{1,3}V?|IV|V)类(?:\(含\))?(?:水体?)?((?:及)?以上)?(?:水质|水体)?(?:标准|要求|水平)?(?=$|[,。;、)])/gu;
const RESPECTIVELY = new RegExp(
  `分别(${VERB})((?:${QUALIFIER}(?:${NUMBER})${SCALE}(?:${MEASURE}|${COUNT})?[、和与及,]){1,8}(?:${NUMBER})${SCALE}(?:${MEASURE}|${COUNT}))${MODIFIER}`,
  'u',
);

/** Verbs of works: the figure behind them is a scope (=), not a floor. */
const WORKS =
  '新建|新增|完成|打造|建成|建设|创建|改造|改建|扩建|新改建|新开|安装|培育|淘汰|推广|整治|修复|疏浚|更新|布设|设立|更换|实施|推进|建立|设置|开工|竣工|增设|新改扩建|绿化|种植|建造|引进|累计建成|形成|拆除|关闭|清理|组织|开展|举办|创成|评选|清退|替代|更替';
const WORKS_AHEAD = new RegExp(`(?:${WORKS})`, 'u');
/** Figures that describe what is there, not what is wanted. */
const NOT_TARGET =
  /(?:现有|原有|已有|已建|目前|据统计|其中已|第|近|截至|每|型号|编号|半径|功率|平均每|约为|不满|小于等于|额定)$/u;

interface Clause {
  start: number;
  end: number;
  text: string;
}

/** Clauses between , 。 ; and : — brackets are kept whole. */
export function clausesOf(text: string): Clause[] {
  const out: Clause[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const char = text.charAt(i);
    if (char === '(' || char === '《') depth++;
    else if ((char === ')' || char === '》') && depth > 0) depth--;
    const ends =
      i === text.length || char === '。' || (depth === 0 && (char === ',' || char === ';' || char === ':'));
    if (
      !ends ||
      (char === ',' && /\d/u.test(text.charAt(i - 1)) && /^\d{3}(?!\d)/u.test(text.slice(i + 1, i + 5)))
    )
      continue;
    if (char === '。') depth = 0;
    if (i > start) out.push({ start, end: i, text: text.slice(start, i) });
    start = i + 1;
  }
  return out;
}

/**
 * Finds targets with a number, classes and qualitative targets.
 * @param text cleaned text of a goal section or task
 * @param goals true in a goal section, where every statement about a quantity is a target
 */
export function findIndicators(text: string, goals: boolean): FoundIndicator[] {
  const digits = quantitiesInDigits(text);
  return findInDigits(digits.text, goals).map((found) => ({
    ...found,
    start: digits.origin(found.start),
    end: digits.origin(found.end),
  }));
}

function findInDigits(text: string, goals: boolean): FoundIndicator[] {
  const out: FoundIndicator[] = [];
  let previous: Clause | null = null;
  let statusQuo = false;
  for (const clause of clausesOf(text)) {
    const stretch = /力争|争取|努力|力求/u.test(clause.text);
    // 目前…,日处理能力提升至…: what is, until the sentence ends or an aim is named.
    if (previous === null || text.charAt(previous.end) === '。') statusQuo = false;
    if (/目前|现有|截至|据统计|平均每|去年|上年/u.test(clause.text)) statusQuo = true;
    if (/确保|力争|到20\d\d年|计划|目标/u.test(clause.text)) statusQuo = false;
    const numbers =
      !statusQuo && /[\d两三四五六七八九十Ⅰ-Ⅴ]/u.test(clause.text)
        ? findNumbers(clause, previous, out.at(-1) ?? null, goals)
        : [];
    const found = numbers.length > 0 ? numbers : findQualitative(clause.text, goals);
    for (const item of found) {
      out.push({ ...item, start: clause.start + item.start, end: clause.start + item.end, stretch });
    }
    previous = clause;
  }
  return out;
}

type Found = Omit<FoundIndicator, 'stretch'>;

function findNumbers(
  clause: Clause,
  previous: Clause | null,
  last: FoundIndicator | null,
  goals: boolean,
): Found[] {
  const { text } = clause;
  const classes = findClasses(text);
  if (classes.length > 0) return classes;
  const pairs = findRespectively(text);
  if (pairs.length > 0) return pairs;
  const out: Found[] = [];
  let from = 0;
  TARGET.lastIndex = 0;
  for (const match of text.matchAll(TARGET)) {
    const found = readTarget(clause, match, from, previous, out.at(-1) ?? last, goals, out.length > 0);
    if (found.length === 0) continue;
    out.push(...found);
    from = Math.max(match.index + match[0].length, found.at(-1)?.end ?? 0);
  }
  return out;
}

function findClasses(text: string): Found[] {
  const out: Found[] = [];
  for (const match of text.matchAll(CLASS)) {
    const value = roman(match[1] ?? '');
    for (const name of splitSubjects(cleanName(text.slice(0, match.index)))) {
      out.push({
        start: 0,
        end: match.index + match[0].length,
        name,
        comparator: '>=',
        value,
        unit: '类',
        kind: 'class',
      });
    }
  }
  return out;
}

function roman(text: string): string {
  const signs: Readonly<Record<string, string>> = { I: 'Ⅰ', II: 'Ⅱ', III: 'Ⅲ', IV: 'Ⅳ', V: 'Ⅴ' };
  return signs[text] ?? text;
}

function findRespectively(text: string): Found[] {
  const match = RESPECTIVELY.exec(text);
  if (!match) return [];
  const values = [
    ...(match[2] ?? '').matchAll(new RegExp(`(${NUMBER})(${SCALE}(?:${MEASURE}|${COUNT})?)`, 'gu')),
  ];
  const unit = values.at(-1)?.[2] ?? '';
  const names = splitSubjects(cleanName(text.slice(0, match.index)), values.length);
  if (names.length !== values.length) return [];
  const comparator = compare(match[1] ?? '', match[2] ?? '', match[3] ?? '', false);
  return values.map((value, i) => ({
    start: 0,
    end: match.index + match[0].length,
    name: names[i] ?? '',
    comparator,
    value: figure(value[1] ?? ''),
    unit: value[2] === '' ? unit : (value[2] ?? unit),
    kind: kindOf(names[i] ?? '', unit, match[0]),
  }));
}

function compare(verb: string, qualifier: string, modifier: string, works: boolean): Comparator {
  const words = verb + qualifier;
  if (/左右|上下/u.test(modifier)) return '~';
  if (/不低于|不少于|不小于|至少|≥/u.test(words)) return '>=';
  if (/不超过|不高于|不大于|不多于|≤/u.test(words)) return '<=';
  if (/以上/u.test(modifier)) return '>=';
  if (/以下|以内|之内/u.test(modifier)) return '<=';
  if (/低于|小于|</u.test(words)) return '<';
  if (/超过|高于|大于|突破|>/u.test(words)) return '>';
  if (/约|近/u.test(words)) return '~';
  if (/控制|压减到|压减至|降到|降至|下降到|下降至|降低到|降低至/u.test(words)) return '<=';
  if (/维持/u.test(words)) return '=';
  if (/达|提升|提高|增加到|增加至|保持|稳定|增长|下降|降低|减少|削减/u.test(words)) return works ? '=' : '>=';
  return works ? '=' : '>=';
}

function kindOf(name: string, unit: string, words: string): IndicatorKind {
  if (/\/(?:立方米|升|m³|m3|L|l)$/u.test(unit)) return 'concentration';
  if (/\/人$/u.test(unit) || /^人均/u.test(name)) return 'per-capita';
  if (/累计|总计|共计/u.test(words)) return 'cumulative';
  return unit === '%' || unit === '个百分点' || unit === '‰' ? 'rate' : 'quantity';
}

function readTarget(
  clause: Clause,
  match: RegExpExecArray,
  from: number,
  previous: Clause | null,
  last: Found | null,
  goals: boolean,
  more: boolean,
): Found[] {
  const { text } = clause;
  const [all = '', verb = '', qualifier = '', first = '', second, unit = '', modifier = ''] = match;
  const before = text.slice(from, match.index);
  const end = match.index + all.length;
  const behind = text.slice(end);
  if (/^(?:稳定|总体|基本)*为$/u.test(verb) && !goals) return [];
  if (isNotTarget(text, match, before, behind, unit)) return [];
  const rate = /^(?:%|‰|个百分点)$/u.test(unit) || new RegExp(`^${SCALE}(?:${MEASURE})$`, 'u').test(unit);
  const works =
    unit !== '%' &&
    (WORKS_AHEAD.test(before) || /完成/u.test(verb) || (more && /[、和及与]$/u.test(before.slice(0, 1))));
  const named = nameBefore(before, more);
  const comparator: Comparator =
    second !== undefined
      ? 'between'
      : compare(verb, qualifier, modifier, works && !/达|提升|提高|[不≥≤]/u.test(verb + qualifier));
  const base = {
    start: /[、和及与]/u.test(text.charAt(from)) ? from + 1 : from,
    end,
    comparator,
    value: figure(first),
    ...(second !== undefined ? { value2: figure(second) } : {}),
    unit,
  };
  const stated = verb.replace(
    /^(?:稳定|总体|基本|力争|努力|原则上|应当?|须|要|均|继续|持续|进一步|总计|累计|共计|分别|逐步)+/u,
    '',
  );
  // A rate or level: name, verb, value.
  if (
    (stated !== '' && (stated !== '完成' || unit === '%')) ||
    (RATE_NOUN.test(named) && rate && (goals || /确保|保证|保障|力争|实现/u.test(text))) ||
    (qualifier !== '' && RATE_NOUN.test(named))
  ) {
    if (named.length >= 2 && !/^(?:全区|全市|本区|本市|我区)$/u.test(named)) {
      const kind =
        /原则上|个数|数量不/u.test(verb + named) && /不超过|以内/u.test(verb + modifier)
          ? 'quota'
          : kindOf(named, unit, verb);
      if (
        !goals &&
        kind === 'quantity' &&
        !works &&
        !RATE_NOUN.test(named) &&
        !/[达到提升不覆盖]/u.test(stated)
      )
        return [];
      return splitSubjects(named).map((name) => ({ ...base, name, kind }));
    }
    // 累计完成不少于70%入河排污口整治任务: the name stands behind the value.
    const after = nameAfter(behind);
    if (after !== '')
      return [{ ...base, end: end + after.length, name: after, kind: kindOf(after, unit, verb) }];
    if (previous && named.length < 2 && RATE_NOUN.test(cleanName(previous.text)) && stated !== '') {
      return [{ ...base, name: cleanName(previous.text), kind: kindOf('', unit, verb) }];
    }
    // 新增覆盖14.3万户,累计达到30.3万户: the same thing counted in all.
    if (last && last.unit === unit && /累计|总计|共计/u.test(verb)) {
      return [{ ...base, name: last.name, kind: 'cumulative' }];
    }
    // 确保A,力争B: the same quantity with a further aim.
    if (last && last.unit === unit && /力争|争取|努力|力求/u.test(text) && named.length < 2) {
      const same = base.comparator === '>=' && /达/u.test(verb) && /^<=?$/u.test(last.comparator);
      return [
        { ...base, name: last.name, kind: last.kind, comparator: same ? last.comparator : base.comparator },
      ];
    }
    // 开展宣传活动,每年不少于4场: the number of the events just named.
    const event = /^(?:组织)?(?:开展|举办|召开|组织)(.{2,30})$/u.exec(previous?.text ?? '')?.[1];
    return named === '' && event && isCount(unit) ? [{ ...base, name: event, kind: 'quantity' }] : [];
  }
  const share = shareOf(before, behind, base, unit);
  if (share) return [share];
  if (!works) return projectScale(before, base, verb + qualifier, unit);
  // Works: verb, object, figure — or verb, figure, object.
  const object = cleanName(named).replace(/(?:要|须|应|将|计划|需)(?=新增|新建|完成|改造|覆盖)/u, '');
  const bare = object.replace(new RegExp(`^(?:${WORKS})+`, 'u'), '');
  const verbWord = new RegExp(`(?:${WORKS})`, 'u').exec(before + verb)?.[0] ?? '';
  const kind: IndicatorKind = /新开|总面积|占地/u.test(before)
    ? 'project-scale'
    : kindOf(bare, unit, before + verb);
  if (
    bare.length >= 2 &&
    !/^\d+[个座家户条处场]|、\d/u.test(bare) &&
    !/^(?:区|全区|全市|本市|等)$/u.test(bare)
  ) {
    const after = isCount(unit) ? nameAfter(behind) : '';
    if (after.length >= 4 && /等$|^.{0,30}(?:公司|单位)等?$/u.test(bare)) {
      return [{ ...base, end: end + after.length, name: after, kind }];
    }
    const listed = more && !WORKS_AHEAD.test(before);
    return [
      { ...base, name: listed ? `${lastVerb(text.slice(0, from))}${bare}` : worksName(verbWord, bare), kind },
    ];
  }
  const after = nameAfter(behind);
  if (after.length < 2) return [];
  return [{ ...base, end: end + after.length, name: after, kind }];
}

const isCount = (unit: string): boolean => new RegExp(`^${SCALE}(?:${COUNT})$`, 'u').test(unit);

function worksName(verb: string, object: string): string {
  return /^(?:新建|新增|新开|改造|改建|淘汰|安装|创建|建成|打造|整治|修复|培育|更新)$/u.test(verb) &&
    !object.includes(verb)
    ? `${verb}${object}`
    : object;
}

function lastVerb(text: string): string {
  let last = '';
  for (const match of text.matchAll(/新建|新增|改造|创建|建成|打造|安装|淘汰|完成/gu)) last = match[0];
  return last === '完成' ? '' : last;
}

/** 建成区40%以上面积达到…要求: the share or extent that meets a requirement. */
function shareOf(
  before: string,
  behind: string,
  base: Omit<Found, 'name' | 'kind'>,
  unit: string,
): Found | null {
  const meets =
    /^([\u4e00-\u9fff]{1,12}?)(?:达到|满足|符合|实现)([\u4e00-\u9fff]{2,20}?(?:目标要求|要求|标准|目标))/u.exec(
      behind,
    );
  if (!meets || !(unit === '%' || !isCount(unit))) return null;
  const name = `${cleanName(before)}${meets[0]}`;
  return { ...base, end: base.end + meets[0].length, name, kind: unit === '%' ? 'rate' : 'quantity' };
}

/** A size in an explanation (总面积约10公顷) is the scale of a project. */
function projectScale(
  before: string,
  base: Omit<Found, 'name' | 'kind'>,
  words: string,
  unit: string,
): Found[] {
  const size = /(?:总)?(?:建筑|占地|用地)?(?:面积|投资|长度|规模|容积|库容)$/u.exec(before);
  if (!size || isCount(unit) || !before.includes('(')) return [];
  const head = before.slice(0, size.index).replace(/\($/u, '');
  const name = cleanName(head).replace(/建设$/u, '') + size[0];
  return [{ ...base, name, comparator: compare(words, '', '', true), kind: 'project-scale' }];
}

function isNotTarget(
  text: string,
  match: RegExpExecArray,
  before: string,
  behind: string,
  unit: string,
): boolean {
  const at = match.index + (match[1]?.length ?? 0) + (match[2]?.length ?? 0);
  const char = text.charAt(at - 1);
  if (/[A-Za-z〔\d.-]/u.test(char)) return true;
  if (
    NOT_TARGET.test(before + (match[1] ?? '')) ||
    /现有|原有|半径|目前|据统计|已累计|已完成|近[一二三四五六七八九十]/u.test(before)
  )
    return true;
  // A figure inside a quoted name belongs to the name.
  if (before.lastIndexOf('“') > before.lastIndexOf('”')) return true;
  // (4.73平方公里) behind a name only explains it.
  if (/\($/u.test(before + (match[1] ?? '') + (match[2] ?? ''))) return true;
  if (/^(?:小时|天|元|次)$/u.test(unit) && !/[达不提降控]|至少/u.test((match[1] ?? '') + (match[2] ?? '')))
    return true;
  if (/^(?:号|路|级|轮|届|次会议|大行动|型|版|期|年|月|日)/u.test(behind)) return true;
  if (unit === '米' && /^(?:服务半径|半径|范围)/u.test(behind)) return true;
  // A class of machines or patients, not a quantity to reach (56千瓦以下机械).
  if (
    /^(?:以下|以上|及以下|及以上|以内|\(含\))?(?:的)?(?:中小|小型|大型|机械|车辆|企业|医疗|锅炉|单位|项目)/u.test(
      behind,
    ) &&
    (match[6] ?? '') !== '' &&
    (match[1] ?? '') === ''
  ) {
    return true;
  }
  // In an application form.
  if (unit === '分' || (unit === '天' && /工作/u.test(before))) return true;
  return /^\d{4}$/u.test(match[3] ?? '') && unit === '';
}

function nameBefore(before: string, more: boolean): string {
  return cleanName(more ? before.replace(/^(?:或者?|和|与|及|且|并|、|以上|以下|左右)+/u, '') : before);
}

/** The object behind a figure, up to the end of the clause or a connecting word. */
function nameAfter(behind: string): string {
  const match = /^(?:以上|以下|左右)?(?:的)?([^,。;:]{2,40})/u.exec(behind);
  if (!match) return '';
  // 5个镇、23个村: the next figure begins another quantity.
  const own = (match[1] ?? '').replace(/、\d.*$/u, '');
  return own
    .replace(/^(?:企业|单位|项目|园区|街镇)的/u, '')
    .replace(
      /(?:的)?(?:建设|安装|改造|整治|治理)?(?:工作|任务)?(?:并|以及|和)?(?:确保|投入|通过|达到).*$/u,
      (tail) => (tail.length > 12 ? '' : tail),
    );
}
