import type { UnitRole } from './types.ts';

/** A unit in cleaned text. */
export interface FoundUnit {
  role: UnitRole;
  start: number;
  end: number;
}

/** The clauses that name the units and what they say. Positions are those of the text given. */
export interface UnitReading {
  units: FoundUnit[];
  clauses: { start: number; end: number }[];
  /** The clauses stand for themselves: they are cut from the task's content. */
  apart: boolean;
}

const LEAD_WORD = '(?:牵头|主办|主要责任|第一责任|主责|总牵头)';
const SUPPORT_WORD = '(?:配合|协助|协同|参与|协办|支持|参加|会同)';
const DUTY_WORD = '(?:责任|负责|落实|实施|承办|主体|完成|承担|实施主体|执行|主管|督办)';
const BODY_WORD = '(?:(?:责任)?(?:单位|部门|科室|处室|主体|机构))';
const LABEL = new RegExp(
  `(?:(${LEAD_WORD}(?:和?责任)?${BODY_WORD}?)|(${SUPPORT_WORD}${BODY_WORD}?)|(${DUTY_WORD}${BODY_WORD}|责任(?:单位)?)|(完成时限|完成时间|时间节点|时限要求|时限|完成期限|进度安排))(?:及分工)?[:]`,
  'gu',
);

/** Endings that make a name an office, a town or a body of its own. */
const OFFICE =
  /(?:局|委|办|厅|署|委员会|管委会|居委会|村委会|分局|中心|街道|镇|乡|街镇|镇街|乡镇|公司|集团|政府|法院|检察院|总队|支队|大队|分队|管理所|监测站|管理站|服务站|监督所|部门|单位|开发区|园区|工业区|高新区|经开区|新区|妇联|团委|工会|总工会|管理办|办公室|领导小组|指挥部|专班|委办局|办事处|党工委|科室|联社|商会|协会|学会|研究院|学校|医院|电力|水务|燃气|银行|机场|武警|消防|组织部|宣传部|统战部|政法委|编办|文明办|网信办|法制办|河长办|推进办|属地|各区|各县|各街道|实施主体|责任主体|主管部门)$/u;
const STRONG =
  /(?:局|委|办|厅|署|委员会|管委会|分局|中心|街道|镇|乡|街镇|镇街|乡镇|公司|集团|政府|法院|检察院|总队|支队|大队|办公室|办事处|部门|单位|开发区|园区|工业区|经开区|妇联|团委|工会|领导小组|实施主体|责任主体)$/u;
/** Official names that hold 和 themselves. */
const AND_NAME = /(?:局|委员会)$/u;
const NOT_NAME =
  /[。:;!?的]|开展|推进(?!办|组)|加强|实施(?!主体)|建设(?!.{0,6}(?:委|局|办|单位|组|部))|做好|确保|完成|进一步|作为|对于|以及|根据|按照|结合|实现|通过|鼓励|支持|积极|情况|工作(?!.{0,4}(?:委|局|办|组|党))|应当|由/u;
const TAIL =
  /(?:等[\u4e00-\u9fff]{0,6}(?:单位|部门|委办局|企业)|等|(?:按|依)(?:照)?(?:各自)?职责(?:分工)?(?:共同)?(?:分别)?负责|共同负责|分工负责|负责|落实)+$/u;

/** No name of a unit comes near this; longer pieces are prose. */
const NAME_SCAN_MAX = 120;

interface Piece {
  start: number;
  end: number;
  text: string;
}

/** Splits a list of names at 、 , ; and /, and drops 等…, 按职责分工负责 and brackets of explanation. */
export function splitNames(text: string, from: number, to: number): Piece[] {
  const out: Piece[] = [];
  let depth = 0;
  let start = from;
  const add = (end: number): void => {
    let a = start;
    let b = end;
    if (b - a > NAME_SCAN_MAX) return;
    while (a < b && /[\s|]/u.test(text.charAt(a))) a++;
    const tail = TAIL.exec(text.slice(a, b));
    if (tail) b = a + tail.index;
    while (b > a && /[。,;、|)]/u.test(text.charAt(b - 1)) && !balanced(text.slice(a, b))) b--;
    while (b > a && /[。,;、|]/u.test(text.charAt(b - 1))) b--;
    if (b > a) out.push({ start: a, end: b, text: text.slice(a, b) });
  };
  for (let i = from; i < to; i++) {
    const char = text.charAt(i);
    if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (depth <= 0 && /[、,;|/]/u.test(char)) {
      add(i);
      start = i + 1;
    }
  }
  add(to);
  return rejoin(out, text);
}

/** 各街道、镇 is one collective name. */
function rejoin(list: Piece[], text: string): Piece[] {
  const out: Piece[] = [];
  for (const piece of list) {
    const last = out.at(-1);
    if (last && /^(?:乡|镇|乡镇|街道|工业区|园区)$/u.test(piece.text) && /^各/u.test(last.text)) {
      last.end = piece.end;
      last.text = text.slice(last.start, last.end);
    } else out.push(piece);
  }
  return out;
}

function balanced(text: string): boolean {
  let depth = 0;
  for (const char of text) depth += char === '(' ? 1 : char === ')' ? -1 : 0;
  return depth === 0;
}

const roleOfLabel = (match: RegExpMatchArray): UnitRole =>
  match[1] ? 'lead' : match[2] ? 'support' : 'responsible';

/** 牵头单位:… 配合单位:… 责任单位:…, in brackets or on a line of its own; null without such a label. */
export function labelledUnits(text: string): UnitReading | null {
  const labels = [...text.matchAll(LABEL)].filter((match) => {
    // A label begins a clause: it stands at the beginning or behind a mark.
    return match.index === 0 || /[(。,;:|、)【\]]/u.test(text.charAt(match.index - 1));
  });
  if (labels.length === 0) return null;
  const units: FoundUnit[] = [];
  const clauses: UnitReading['clauses'] = [];
  for (const [i, match] of labels.entries()) {
    const from = match.index + match[0].length;
    const next = labels[i + 1]?.index ?? text.length;
    const to = clauseEnd(text, from, next);
    extend(clauses, text, match.index, to);
    // 完成时限:… stands among the units but names a time.
    if (match[4]) continue;
    const role = roleOfLabel(match);
    for (const piece of splitNames(text, from, to)) {
      const marked = /\((牵头|配合|负责|主办|协办)\)$/u.exec(piece.text);
      const own: UnitRole = marked
        ? marked[1] === '牵头' || marked[1] === '主办'
          ? 'lead'
          : marked[1] === '负责'
            ? 'responsible'
            : 'support'
        : role;
      const cut = marked ? piece.end - marked[0].length : piece.end;
      const spoken = readSpokenList(text.slice(piece.start, cut), piece.start, own);
      if (cut - piece.start <= 40) units.push(...spoken);
    }
  }
  return { units, clauses, apart: true };
}

/** Adds a label with its names; one that follows the last clause directly goes on with it. */
function extend(clauses: UnitReading['clauses'], text: string, from: number, to: number): void {
  let end = to;
  while (end < text.length && /[)】。]/u.test(text.charAt(end))) end++;
  const last = clauses.at(-1);
  if (last && /^[(【,;、|]*$/u.test(text.slice(last.end, from))) {
    last.end = end;
    return;
  }
  const bracket = text.charAt(from - 1) === '(' || text.charAt(from - 1) === '【';
  clauses.push({ start: bracket ? from - 1 : from, end });
}

/** A牵头 or A负责 inside a labelled list keeps its own role. */
function readSpokenList(name: string, offset: number, role: UnitRole): FoundUnit[] {
  const spoken = /^(.{2,}?)(牵头|配合)$/u.exec(name);
  if (!spoken) return [{ role, start: offset, end: offset + name.length }];
  const own: UnitRole = spoken[2] === '牵头' ? 'lead' : 'support';
  return [{ role: own, start: offset, end: offset + (spoken[1]?.length ?? 0) }];
}

function clauseEnd(text: string, from: number, limit: number): number {
  let depth = 0;
  for (let i = from; i < limit; i++) {
    const char = text.charAt(i);
    if (char === '(') depth++;
    else if (char === ')') {
      if (depth === 0) return i;
      depth--;
    } else if (char === '。' || char === '】' || char === ']' || (char === '|' && i > from)) return i;
  }
  return limit;
}

/**
 * Whether a piece of text can be the name of an office, a town or a body.
 * @param strict only names that end like an office (局, 委, 街道 …)
 */
export function isUnitName(name: string, strict: boolean): boolean {
  const plain = name.replace(/\([^()]*\)$/u, '');
  if (/[()]/u.test(plain)) return false;
  if (plain.length < 2 || plain.length > 26 || NOT_NAME.test(plain)) return false;
  // 优化布局, 着眼全局: words that end like an office.
  if (/(?:布|格|全|大|当|结|时|变)局$/u.test(plain)) return false;
  if (/^(?:在|对|将|把|与|向|从|其|该|本单位|本部门|并|同时)/u.test(plain)) return false;
  if (/[和与及]/u.test(plain.slice(0, -2)) && !AND_NAME.test(plain)) return false;
  return (strict ? STRONG : OFFICE).test(plain);
}

/** (A、B) or (A牵头,B、C配合) or (A、B按职责分工负责) at the end of the task or of its 一是… 二是…. */
function bracketed(text: string): UnitReading | null {
  const units: FoundUnit[] = [];
  const clauses: UnitReading['clauses'] = [];
  for (let i = text.indexOf(')'); i >= 0; i = text.indexOf(')', i + 1)) {
    const last = /^[。]?$/u.test(text.slice(i + 1, i + 3));
    if (!last && !/^[。;]?[一二三四五六七八九十]是/u.test(text.slice(i + 1, i + 4))) continue;
    const start = openBracket(text, i);
    if (start < 0) continue;
    const found = spokenUnits(text, start + 1, i) ?? plainUnits(text, start + 1, i);
    if (!found) continue;
    units.push(...found);
    clauses.push({ start, end: last ? text.length : i + 1 });
  }
  return clauses.length > 0 ? { units, clauses, apart: true } : null;
}

/** The bracket that the one at `close` closes, or -1. */
function openBracket(text: string, close: number): number {
  let depth = 0;
  for (let i = close; i >= Math.max(0, close - 400); i--) {
    const char = text.charAt(i);
    if (char === ')') depth++;
    else if (char === '(' && --depth === 0) return i;
  }
  return -1;
}

function plainUnits(text: string, from: number, to: number): FoundUnit[] | null {
  const pieces = splitNames(text, from, to);
  if (pieces.length === 0 || !pieces.every((piece) => isUnitName(piece.text, true))) return null;
  return pieces.map(({ start, end }) => ({ role: 'responsible' as const, start, end }));
}

const SPOKEN =
  /(牵头(?:负责|实施|落实|推进)?|(?:协同|共同)?配合(?:实施|落实|做好)?|会同|参与|协助|按(?:照)?(?:各自)?职责(?:分工)?(?:分别)?负责|共同负责|分工负责|负责)/gu;

/** A、B牵头,C配合 · 由A牵头,会同B · A会同B · A、B按职责分工负责 in a clause of its own. */
export function spokenUnits(text: string, from: number, to: number): FoundUnit[] | null {
  const body = text.slice(from, to);
  const marks = [...body.matchAll(SPOKEN)];
  if (marks.length === 0) return null;
  const units: FoundUnit[] = [];
  let at = 0;
  let pending: UnitRole | null = null;
  for (const mark of [...marks, null]) {
    const end = mark ? mark.index : body.length;
    const skip = /^[由,;、。\s]*/u.exec(body.slice(at, end))?.[0].length ?? 0;
    const pieces = splitNames(text, from + at + skip, from + end);
    const word = mark?.[0] ?? '';
    const role: UnitRole | null = pending ?? roleOfWord(word);
    if (pieces.length > 0) {
      if (role === null || !pieces.every((piece) => isUnitName(piece.text, false))) return null;
      units.push(...pieces.map(({ start, end: stop }) => ({ role, start, end: stop })));
    }
    pending = word === '会同' ? 'support' : null;
    at = end + word.length;
  }
  return units.length > 0 ? units : null;
}

function roleOfWord(word: string): UnitRole | null {
  if (word.startsWith('牵头') || word === '会同') return 'lead';
  if (/配合|参与|协助/u.test(word)) return 'support';
  return /负责/u.test(word) ? 'responsible' : null;
}

const SUBJECT_VERB = /会同|联合|牵头|负责|要|应(?!急|收|保|用|对|分|装|建)|须|需(?!求|要)/gu;

/** Behind 由A any verb of doing gives A the task. */
const ASSIGNED_VERB =
  /会同|联合|牵头|负责|统筹|组织|承担|实施|推进|落实|具体|按照|在|对|根据|依据|审核|审批/gu;

/** A named office at the beginning of a sentence does what the verb says (区某局依法… · 市某委统筹…). */
const OFFICE_SUBJECT =
  /^((?:[市区县各][\u4e00-\u9fff]{0,16}?(?:局|委|办|厅|委员会|办公室|分局|中心|街道|镇|街镇|部门)(?:\([^()]{1,10}\))?(?:、(?:镇|乡|乡镇))?[、和及]?){1,8})(?=支持|统筹|推动|制定|加快|组织|指导|依法|依托|开展|落实|引导|联合|加强|做好|协调|承担|按照|定期|建立|编制|发布|审核|监督|作为|强化|配合|完善|推进|督促|具体|整体|会商)/u;

/** Units that a sentence makes its subject: A会同B…, 由A牵头…, A要…, A负责…. */
function subjects(text: string, own: string | null): UnitReading {
  const units: FoundUnit[] = [];
  const named: UnitReading['clauses'] = [];
  const seen = new Set<string>();
  const add = (role: UnitRole, pieces: readonly Piece[], from: number, to: number): void => {
    for (const piece of pieces) {
      const key = `${role}|${piece.text}`;
      if (seen.has(key)) continue;
      seen.add(key);
      units.push({ role, start: piece.start, end: piece.end });
    }
    if (named.length === 0) named.push({ start: from, end: to });
  };
  for (const { start, end } of clauses(text)) {
    const head = text.slice(start, Math.min(end, start + 120));
    const led = /^(?:并)?由/u.exec(head)?.[0].length ?? 0;
    let found = false;
    for (const verb of head.matchAll(led > 0 ? ASSIGNED_VERB : SUBJECT_VERB)) {
      const before = head.slice(led, verb.index);
      const pieces = subjectPieces(text, start + led, start + verb.index);
      if (verb[0] === '会同' || verb[0] === '联合') {
        const others = objectPieces(text, start + verb.index + 2, end);
        if (others.length > 0 && (before === '' || pieces.length > 0)) {
          if (pieces.length > 0) add('lead', pieces, start, end);
          else if (own !== null && verb[0] !== '联合') add('responsible', [], start, end);
          add('support', others, start, end);
        }
        found = found || pieces.length > 0;
        if (pieces.length > 0 || before === '') break;
        continue;
      }
      if (pieces.length === 0) {
        if (before.length > 60) break;
        continue;
      }
      add(verb[0] === '牵头' ? 'lead' : 'responsible', pieces, start, end);
      found = true;
      break;
    }
    const office = found ? null : OFFICE_SUBJECT.exec(head);
    if (office) add('responsible', subjectPieces(text, start, start + office[0].length), start, end);
  }
  return { units, clauses: named, apart: false };
}

/** Names before the verb; all must be offices, and explanations in brackets are dropped. */
function subjectPieces(text: string, from: number, to: number): Piece[] {
  let end = to;
  const bracket = /\([^()]*\)$/u.exec(text.slice(from, end));
  if (bracket) end = from + bracket.index;
  const pieces = splitNames(text, from, end).flatMap(splitAnd);
  return pieces.length > 0 && pieces.every((piece) => isUnitName(piece.text, false)) ? pieces : [];
}

/** A和B is two bodies when each side is an office by itself (not 发展和改革委员会). */
function splitAnd(piece: Piece): Piece[] {
  const at = piece.text.search(/[和及]/u);
  if (at < 2) return [piece];
  const left = piece.text.slice(0, at);
  const right = piece.text.slice(at + 1);
  if (!/^[市区县]/u.test(left) || !/^[市区县]/u.test(right)) return [piece];
  if (!isUnitName(left, true) || !isUnitName(right, true)) return [piece];
  const middle = piece.start + at;
  return [
    { start: piece.start, end: middle, text: left },
    { start: middle + 1, end: piece.end, text: right },
  ];
}

/** Names behind 会同 or 联合, as far as they are offices. */
function objectPieces(text: string, from: number, limit: number): Piece[] {
  const out: Piece[] = [];
  const body = text.slice(from, Math.min(limit, from + 120));
  let at = 0;
  for (;;) {
    const rest = body.slice(at);
    const match =
      /^([\u4e00-\u9fff]{1,22}?(?:委员会|管委会|分局|局|委|办公室|厅|中心|公司|集团|街道|镇|部门|单位|政府))(?=[、,等。;及和]|[\u4e00-\u9fff])/u.exec(
        rest,
      );
    const name = match?.[1];
    if (name === undefined || !isUnitName(name, true)) break;
    out.push({ start: from + at, end: from + at + name.length, text: name });
    at += name.length;
    if (body.charAt(at) !== '、') break;
    at++;
  }
  return out;
}

const OWN_SUBJECT =
  /^(?:并?由|会同|联合|[\u4e00-\u9fff]{2,14}?(?:局|委|办|委员会|办公室|分局|街道|镇|单位|部门|主体)(?:要|应|须|负责|牵头|会同))/u;

function* clauses(text: string): Generator<{ start: number; end: number }> {
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const char = text.charAt(i);
    if (i === text.length || char === '。' || char === ';') {
      if (i > start) yield { start, end: i };
      start = i + 1;
      continue;
    }
    // A clause behind a comma may have its own subject (…,由A负责 · …后,A应…).
    if (char === ',' && OWN_SUBJECT.test(text.slice(i + 1, i + 40))) {
      if (i > start) yield { start, end: i };
      start = i + 1;
    }
  }
}

/**
 * Reads who does a task.
 * @param text cleaned text of the task
 * @param own the document's own body when it plans its own work (a 会同 without subject then means it)
 * @returns units with their role (牵头 lead, 配合 support, 责任 responsible) and the clause they stand in
 */
export function readUnits(text: string, own: string | null): UnitReading {
  return labelledUnits(text) ?? bracketed(text) ?? subjects(text, own);
}

/** Whether a heading is nothing but names of units (职责分工 chapters). */
export function unitsOfHeading(title: string): FoundUnit[] {
  const pieces = splitNames(title, 0, title.length);
  if (pieces.length === 0 || !pieces.every((piece) => isUnitName(piece.text, true))) return [];
  // 园区 or 街镇 alone is a kind of subject, not a body.
  if (pieces.every((piece) => piece.text.length < 3)) return [];
  return pieces.map(({ start, end }) => ({ role: 'responsible' as const, start, end }));
}
