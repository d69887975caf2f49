/**
 * A cell or title as it is compared: full-width characters, subscripts and superscripts become plain ones (NFKC), blanks
 * and line breaks go, letters are small. `ＰＭ₂.₅（μg/m³）` becomes `pm2.5(μg/m3)`.
 */
export function plainText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}
