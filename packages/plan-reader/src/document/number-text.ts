const DIGITS = '零一二三四五六七八九';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const LEGAL: Readonly<Record<string, string>> = {
  零: '零',
  一: '壹',
  二: '贰',
  三: '叁',
  四: '肆',
  五: '伍',
  六: '陆',
  七: '柒',
  八: '捌',
  九: '玖',
  十: '拾',
  百: '佰',
  千: '仟',
  万: '万',
};
const ROMAN: ReadonlyArray<readonly [number, string]> = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** Letters and roman numerals of larger numbers grow without bound; they are printed in digits. */
const MAX_WRITTEN = 9999;

/** 1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五, up to 9999. */
function chinese(value: number): string {
  if (value === 0) return '零';
  let text = '';
  let gap = false;
  for (const [size, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / size) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += (gap ? '零' : '') + (DIGITS[digit] ?? '') + name;
    gap = false;
  }
  return value < 20 ? text.replace(/^一十/u, '十') : text;
}

function legal(value: number): string {
  return [...chinese(value).replace(/^十/u, '一十')].map((char) => LEGAL[char] ?? char).join('');
}

function chineseDigits(value: number): string {
  return [...String(value)].map((digit) => (digit === '0' ? '〇' : (DIGITS[Number(digit)] ?? ''))).join('');
}

function letters(value: number): string {
  // Word repeats the letter: 27 is aa, 28 is bb.
  const letter = String.fromCharCode(97 + ((value - 1) % 26));
  return letter.repeat(Math.floor((value - 1) / 26) + 1);
}

function roman(value: number): string {
  let rest = value;
  let text = '';
  for (const [size, name] of ROMAN) {
    while (rest >= size) {
      text += name;
      rest -= size;
    }
  }
  return text;
}

/** One character out of a run of Unicode, or plain digits where the run ends. */
function fromRun(value: number, firstCode: number, length: number): string {
  return value >= 1 && value <= length ? String.fromCharCode(firstCode + value - 1) : String(value);
}

function circled(value: number): string {
  if (value <= 20) return fromRun(value, 0x2460, 20);
  if (value <= 35) return fromRun(value - 20, 0x3251, 15);
  return value <= 50 ? fromRun(value - 35, 0x32b1, 15) : String(value);
}

function fullWidth(value: number): string {
  return [...String(value)].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
}

const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  decimal: String,
  decimalHalfWidth: String,
  decimalZero: (value) => String(value).padStart(2, '0'),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  lowerLetter: letters,
  upperLetter: (value) => letters(value).toUpperCase(),
  lowerRoman: roman,
  upperRoman: (value) => roman(value).toUpperCase(),
  chineseCounting: chinese,
  chineseCountingThousand: chinese,
  taiwaneseCounting: chinese,
  taiwaneseCountingThousand: chinese,
  japaneseCounting: chinese,
  japaneseDigitalTenThousand: chineseDigits,
  ideographDigital: chineseDigits,
  taiwaneseDigital: chineseDigits,
  chineseLegalSimplified: legal,
  ideographTraditional: (value) => STEMS[value - 1] ?? String(value),
  ideographZodiac: (value) => BRANCHES[value - 1] ?? String(value),
  ideographEnclosedCircle: (value) => fromRun(value, 0x3280, 10),
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedParen: (value) => fromRun(value, 0x2474, 20),
  decimalEnclosedFullstop: (value) => fromRun(value, 0x2488, 20),
  none: () => '',
};

/**
 * Writes a list number the way a word processor prints it.
 *
 * @param value The number, 1 or more.
 * @param format A number format of WordprocessingML (ISO/IEC 29500-1, 17.18.59 ST_NumberFormat), e.g.
 * `chineseCounting`. A format that is not known is printed in digits.
 */
export function numberText(value: number, format: string): string {
  if (format !== 'none' && (value < 1 || value > MAX_WRITTEN)) return String(value);
  return (FORMATS[format] ?? String)(value);
}
