import { ALIAS_KEY } from './unit-aliases.ts';

const DELETED = /[\s*_{}\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]/gu;

/**
 * N(s) of the plan-gold layout (GOLD.md §1): deletes white space and markup, makes full-width ASCII half-width,
 * unifies the spellings of 平方米, 平方公里, 公里 and 微克/立方米. Compare quotations only after this.
 */
export function normaliseText(text: string): string {
  return text
    .replace(DELETED, '')
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[μµu]g\/m[³3]/g, '微克/立方米')
    .replace(/㎢|(?<![A-Za-z])km[²2]/g, '平方公里')
    .replace(/㎡|平米|(?<![A-Za-z])m[²2]/g, '平方米')
    .replace(/(?<![A-Za-z])km(?![A-Za-z])/g, '公里');
}

type Level = '市' | '区' | '';

/** 市 or 区 in front is a level only when it does not begin a word of the name itself (市场监管局, 区域…). */
const LEVEL = /^(?:市(?!场|容|政(?!府|协|法|务)|民(?!政|族|防))|[区县](?!域|划))(?=.)/u;

/** A named city in front (X市…); 城市 and 都市 are ordinary words. */
const NAMED_CITY = /^[\u4e00-\u9fff]{2,3}?(?<![城都区县各])市(?!场|容)(?=..)/u;

function splitBody(name: string, region: string): { level: Level; body: string } {
  let body = normaliseText(name).replace(/\([^()]*\)$/u, '');
  let level = '' as Level;
  const [, city = '', district = '', town = ''] =
    /^(.*?市)?(.*?[区县])?(.*)$/u.exec(normaliseText(region)) ?? [];
  const drop = (prefix: string, as: Level): boolean => {
    if (prefix === '' || !body.startsWith(prefix) || body.length === prefix.length) return false;
    body = body.slice(prefix.length);
    level = as;
    return true;
  };
  if (!drop(city, '市')) {
    const named = NAMED_CITY.exec(body)?.[0] ?? '';
    drop(named, '市');
  }
  const short = district.slice(0, -1);
  if (!drop(district, '区') && short.length >= 2 && body.startsWith(`${short}公安`)) drop(short, '区');
  const ofTown = drop(town, '');
  if (level === '' && !ofTown && LEVEL.test(body)) {
    level = body.startsWith('市') ? '市' : '区';
    body = body.slice(1);
  } else if (level === '市' && district === '') {
    // 某某市某某区… without a region given: the district inside decides the level.
    const inner = /^[\u4e00-\u9fff]{2,3}区(?!域|划)(?=..)/u.exec(body)?.[0];
    if (inner) {
      body = body.slice(inner.length);
      level = '区';
    }
  }
  if (/^公安局?[^分]{0,6}分局$/u.test(body)) {
    body = '公安分局';
    level = '区';
  }
  return { level, body: ALIAS_KEY.get(body) ?? body };
}

/**
 * The key of a unit under the alias rule (GOLD.md §4): `level:name`, the level 市, 区 or empty when the name
 * does not say, the name in its shortest known form.
 * @param name a unit as printed (区发展改革委, 某某市发展和改革委员会)
 * @param region the document's region (`某某市某某区`), whose name in front of a unit is its level
 */
export function unitKey(name: string, region = ''): string {
  const { level, body } = splitBody(name, region);
  return `${level}:${body}`;
}

/**
 * Whether two printed names mean the same body: same short form, and the same level where both name one
 * (市X and 区X are different bodies; a bare X fits both).
 */
export function namesMatch(a: string, b: string, region = ''): boolean {
  const left = splitBody(a, region);
  const right = splitBody(b, region);
  if (left.body !== right.body || left.body === '') return false;
  return left.level === right.level || left.level === '' || right.level === '';
}
