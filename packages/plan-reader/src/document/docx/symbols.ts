/** Symbol-font characters (low byte of `w:sym w:char`) that carry meaning in a plan. */
const SYMBOL_FONT: Readonly<Record<number, string>> = {
  163: '≤',
  179: '≥',
  177: '±',
  180: '×',
  176: '°',
  109: 'μ',
  185: '≠',
  187: '≈',
  215: '·',
};

/** Wingdings characters used as boxes, ticks and bullets. */
const WINGDINGS: Readonly<Record<number, string>> = {
  82: '☑',
  84: '☒',
  108: '●',
  110: '■',
  111: '□',
  113: '□',
  117: '◆',
  168: '□',
  251: '☒',
  252: '✓',
  253: '☒',
  254: '☑',
};

/**
 * The Unicode character for a symbol that a docx stores as a font and a code.
 *
 * @param font The font, e.g. `Symbol`, `Wingdings 2`.
 * @param code Hexadecimal code, usually in the private range F000–F0FF.
 * @returns The character, or undefined when it is not known.
 */
export function symbolCharacter(font: string, code: string): string | undefined {
  const value = Number.parseInt(code, 16);
  if (Number.isNaN(value)) return undefined;
  const low = value & 0xff;
  if (/^symbol$/iu.test(font)) return SYMBOL_FONT[low];
  if (/^wingdings/iu.test(font)) return WINGDINGS[low];
  return value > 0xffff || (value >= 0xd800 && value <= 0xf8ff) ? undefined : String.fromCodePoint(value);
}
