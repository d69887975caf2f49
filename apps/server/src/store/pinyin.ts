import { pinyin } from 'pinyin-pro';

/** Sort key of a Chinese name: `环保` → `huan2 bao3`. Latin letters and digits stay, in lower case. */
export function pinyinKey(text: string): string {
  return pinyin(text, { toneType: 'num', nonZh: 'consecutive', v: true }).toLowerCase();
}

/** What a search box matches besides the text: `环保` → `huanbao hb`. */
export function pinyinSearch(text: string): string {
  const full = pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'removed' });
  return `${full.join('')} ${full.map((syllable) => syllable.charAt(0)).join('')}`.toLowerCase();
}
