import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { decodeText, encodingError } from '../decode-text.ts';
import type { FormatText } from '../document-text.ts';
import { HtmlLines } from './html-lines.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** The encoding that a page declares in its first kilobytes. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/iu.exec(head)?.[1];
}

/** Walks the tree without recursion: a page may nest deeper than the call stack. */
function walk(roots: readonly Node[], lines: HtmlLines): void {
  const stack: Array<{ node: Node; leave: boolean }> = roots
    .map((node) => ({ node, leave: false }))
    .reverse();
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { node, leave } = step;
    if (leave) {
      lines.leave(node.nodeName);
    } else if ('value' in node) {
      lines.text(node.value);
    } else if ('tagName' in node) {
      const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
      if (!lines.enter(node.tagName, attributes)) continue;
      stack.push({ node, leave: true });
      for (let index = node.childNodes.length - 1; index >= 0; index -= 1) {
        const child = node.childNodes[index];
        if (child !== undefined) stack.push({ node: child, leave: false });
      }
    }
  }
}

/**
 * Reads the text of a web page: a line per block, a line per table row with tabs between cells; scripts,
 * styles, forms and hidden elements are left out.
 *
 * @param bytes The page; the encoding is taken from its mark, its bytes or its `meta charset`.
 * @param fileName Its name, for messages.
 * @throws DocumentError `unknown-encoding`.
 */
export function readHtml(bytes: Uint8Array, fileName: string): FormatText {
  const decoded = decodeText(bytes, declaredEncoding(bytes));
  if (decoded === null) throw encodingError(bytes, fileName);
  const lines = new HtmlLines();
  walk(parse(decoded.text).childNodes, lines);
  return { text: lines.result().join('\n'), notes: [] };
}
