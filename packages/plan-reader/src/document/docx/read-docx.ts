import { DocumentError } from '../document-error.ts';
import type { DocumentLimits } from '../document-limits.ts';
import type { FormatText } from '../document-text.ts';
import { DocxBody } from './docx-body.ts';
import type { NumberingModel } from './numbering.ts';
import { parsePart } from './parse-part.ts';
import { readNumbering, readStyles } from './read-numbering.ts';
import { checkDeclaredSizes, openZip, type ZipArchive } from './zip-archive.ts';

/** Target of the first relationship whose type ends in `kind`, as a path in the archive. */
function relatedPart(
  zip: ZipArchive,
  source: string,
  kind: string,
  limits: DocumentLimits,
): string | undefined {
  const folder = source.slice(0, source.lastIndexOf('/') + 1);
  const relations = `${folder}_rels/${source.slice(folder.length)}.rels`;
  if (!zip.entries.has(relations)) return undefined;
  let found: string | undefined;
  parsePart(zip, relations, limits, {
    open(name, attribute) {
      if (name !== 'Relationship' || found !== undefined) return;
      if (attribute('Type')?.endsWith(`/${kind}`)) found = attribute('Target');
    },
    close() {},
  });
  if (found === undefined) return undefined;
  return resolvePart(folder, found);
}

/** A target is relative to the folder of its source, or absolute with a leading slash. */
function resolvePart(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/**
 * Reads the text of a docx.
 *
 * @param bytes The file; its format has been checked.
 * @param fileName Its name, for messages.
 * @returns One line per paragraph and table row; notes on what was left out.
 * @throws DocumentError `broken-zip`, `broken-xml`, `zip-bomb`, `encrypted-office`, `unsupported-format`.
 */
export function readDocx(bytes: Uint8Array, fileName: string, limits: DocumentLimits): FormatText {
  const zip = openZip(bytes, fileName);
  checkDeclaredSizes(zip, limits);
  const main = relatedPart(zip, '', 'officeDocument', limits) ?? 'word/document.xml';
  if (!zip.entries.has(main)) {
    throw new DocumentError(
      'broken-zip',
      `“${fileName}” is damaged (its text part ${main} is missing). Open it in Word or WPS and save it again.`,
      { file: fileName, what: main },
    );
  }
  const model: NumberingModel = { definitions: new Map(), instances: new Map(), styles: new Map() };
  const styles = relatedPart(zip, main, 'styles', limits) ?? 'word/styles.xml';
  const numbering = relatedPart(zip, main, 'numbering', limits) ?? 'word/numbering.xml';
  if (zip.entries.has(styles)) readStyles(zip, styles, limits, model);
  if (zip.entries.has(numbering)) readNumbering(zip, numbering, limits, model);
  const body = new DocxBody(model, fileName);
  parsePart(zip, main, limits, body);
  const { lines, notes } = body.result();
  return { text: lines.join('\n'), notes };
}
