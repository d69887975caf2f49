import { factor as factorOf } from '@huanzhi/standards';

/** Short names that offices use for the pollutants of ambient air. */
const short: Readonly<Record<string, string>> = {
  a34004: 'PM2.5',
  a34002: 'PM10',
  a21026: 'SO₂',
  a21004: 'NO₂',
  a05024: 'O₃',
  a21005: 'CO',
};

/** Name of a factor in both languages; the code itself when it is unknown. */
export function factorName(code: string): { zh: string; en: string } {
  const brief = short[code];
  if (brief !== undefined) return { zh: brief, en: brief };
  const found = factorOf(code);
  return found === null ? { zh: code, en: code } : { zh: found.name, en: found.englishName };
}
