/** Radicals of the CJK supplement (U+2E80–2EFF) that Unicode does not decompose, with their hanzi. */
const SUPPLEMENT: ReadonlyMap<string, string> = new Map(
  (
    '⺠民 ⺮竹 ⻁虎 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻓长 ⻔门 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻨麦 ⻩黄 ' +
    '⻬齐 ⻮齿 ⻰龙 ⻳龟'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

/**
 * Replaces radical characters by the hanzi that look the same. Pdf writers (Chromium and others) name the
 * shape of 二 or 风 by the first code of their font, which is the radical, and nothing would be found then.
 *
 * @returns A text of the same length.
 */
export function plainHanzi(text: string): string {
  return text.replace(/[\u2e80-\u2fdf]/gu, (char) => SUPPLEMENT.get(char) ?? char.normalize('NFKC'));
}
