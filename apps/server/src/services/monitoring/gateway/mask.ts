/**
 * Secrets in what an instrument sent: the values of PW, NewPW and NewSK (HJ 212 header and 1072, 1014 of 2025),
 * however the field is spelled, and what is left of a PW where a piece begins in the middle of it.
 */
const secretFields = /((?:^|[;,&#\s\d])\s*(?:new)?\s*(?:pw|sk)\s*=\s*)([^;&\r\n]*)/gi;
const cutOff = /^([^;&=#]{1,64})(?=;\s*(?:MN|Flag|CP)\s*=)/i;
const endOfName = /^((?:ew)?(?:pw|sk|w|k)?\s*=\s*)([^;&\r\n]*)(?=;)/i;

/** Where secrets stand in a piece: from (included), to (not). Offsets are those of the bytes as Latin-1 text. */
export function secretSpans(text: string): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const match of text.matchAll(secretFields)) {
    const from = match.index + (match[1]?.length ?? 0);
    const to = from + (match[2]?.length ?? 0);
    if (to > from) spans.push({ from, to });
  }
  const begun = endOfName.exec(text);
  if (begun?.[2]) spans.push({ from: begun[1]?.length ?? 0, to: begun[0].length });
  const rest = cutOff.exec(text);
  if (rest?.[1]) spans.push({ from: 0, to: rest[1].length });
  return spans;
}

/** A copy of the bytes with every secret overwritten by `*`; the length stays, so positions do too. */
export function maskBytes(raw: Uint8Array): Uint8Array {
  const masked = new Uint8Array(raw);
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('latin1');
  for (const { from, to } of secretSpans(text)) masked.fill(0x2a, from, to);
  return masked;
}

/** A text with every secret replaced by six `*`, so that not even its length is told. */
export function maskText(text: string): string {
  let result = '';
  let end = 0;
  for (const { from, to } of secretSpans(text).sort((a, b) => a.from - b.from)) {
    if (from < end) continue;
    result += `${text.slice(end, from)}******`;
    end = to;
  }
  return result + text.slice(end);
}
