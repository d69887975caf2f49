/** A piece of text on a page: left edge and baseline in points from the top left corner of an A4 page. */
export interface PlacedText {
  text: string;
  x: number;
  y: number;
  size?: number;
  /** Degrees counter-clockwise. */
  angle?: number;
}

const WIDTH = 595;
const HEIGHT = 842;

function hex(text: string): string {
  let out = '';
  for (let index = 0; index < text.length; index += 1) {
    out += text.charCodeAt(index).toString(16).padStart(4, '0');
  }
  return out;
}

function content(page: readonly PlacedText[]): string {
  const lines = page.map(({ text, x, y, size = 16, angle = 0 }) => {
    const cos = Math.cos((angle * Math.PI) / 180).toFixed(4);
    const sin = Math.sin((angle * Math.PI) / 180).toFixed(4);
    return `/F1 ${size} Tf ${cos} ${sin} ${-Number(sin)} ${cos} ${x} ${HEIGHT - y} Tm <${hex(text)}> Tj`;
  });
  return `BT\n${lines.join('\n')}\nET`;
}

/**
 * A pdf with a Chinese font that is not embedded, so its text needs the character maps of the reader.
 * Every character is as wide as its size.
 */
export function buildPdf(
  pages: ReadonlyArray<readonly PlacedText[]>,
  options: { password?: boolean } = {},
): Uint8Array {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${6 + index * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 5 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ];
  for (const [index, page] of pages.entries()) {
    const stream = content(page);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${7 + index * 2} 0 R >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    );
  }
  let encrypt = '';
  if (options.password) {
    objects.push(`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'5a'.repeat(32)}> /U <${'c3'.repeat(32)}> >>`);
    encrypt = ` /Encrypt ${objects.length} 0 R /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]`;
  }
  const parts: string[] = ['%PDF-1.4\n'];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const add = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    add(`${index + 1} 0 obj\n${object}\nendobj\n`);
  }
  const table = length;
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  for (const offset of offsets) add(`${String(offset).padStart(10, '0')} 00000 n \n`);
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${encrypt} >>\nstartxref\n${table}\n%%EOF\n`);
  return new TextEncoder().encode(parts.join(''));
}

/** Sets paragraphs on one page the way an office does: first line indented by two characters. */
export function typeset(
  paragraphs: readonly string[],
  options: { perLine?: number; size?: number; top?: number; leading?: number } = {},
): PlacedText[] {
  const { perLine = 28, size = 16, top = 120, leading = 28 } = options;
  const left = 73;
  const placed: PlacedText[] = [];
  let y = top;
  for (const paragraph of paragraphs) {
    let rest = paragraph;
    let indent = 2;
    while (rest !== '') {
      placed.push({ text: rest.slice(0, perLine - indent), x: left + indent * size, y, size });
      rest = rest.slice(perLine - indent);
      indent = 0;
      y += leading;
    }
  }
  return placed;
}
