import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { missingText, TemplateError, type TemplateProblem } from './template-data.ts';

/** A placeholder as it was found: a loop has those inside it. */
export interface FoundTag {
  name: string;
  kind: 'value' | 'loop' | 'raw';
  inside: FoundTag[];
}

interface Part {
  type: string;
  value: string;
  module?: string;
  subparsed?: Part[];
}

/**
 * Opens a Word template.
 * @returns the document to be rendered, and its placeholders in the order of the text
 * @throws TemplateError `not-docx`, `broken` naming each placeholder that is not opened or closed as it should be
 */
export function compileTemplate(bytes: Uint8Array): { document: Docxtemplater; tags: FoundTag[] } {
  const zip = openZip(bytes);
  const parsed = new Map<string, Part[]>();
  let path = '';
  const collector: Docxtemplater.DXT.Module = {
    name: 'found-tags',
    // docxtemplater offers what it has read to every module, file by file.
    set(offered: { inspect?: { filePath?: string; postparsed?: Part[] } }) {
      if (offered.inspect?.filePath !== undefined) path = offered.inspect.filePath;
      if (offered.inspect?.postparsed !== undefined) parsed.set(path, offered.inspect.postparsed);
    },
  };
  try {
    const document = new Docxtemplater(zip, {
      modules: [collector],
      paragraphLoop: true,
      linebreaks: true,
      stripInvalidXMLChars: true,
      errorLogging: false,
      parser: (tag) => ({
        get(scope: unknown, context: { num: number }) {
          const value = valueIn(scope, tag);
          // Number 0 is the outermost scope; docxtemplater would print nothing there.
          if (value === undefined && context.num === 0) throw new Error(`no value for ${tag}`);
          return value;
        },
      }),
    });
    return { document, tags: [...parsed.values()].flatMap(tagsOf) };
  } catch (error) {
    throw new TemplateError(problemsOf(error));
  }
}

function openZip(bytes: Uint8Array): PizZip {
  try {
    const zip = new PizZip(bytes);
    if (zip.file('word/document.xml') !== null) return zip;
  } catch {
    // Said below, as for a zip that is no document.
  }
  throw new TemplateError([{ code: 'not-docx', text: 'word/document.xml' }]);
}

function tagsOf(parts: readonly Part[]): FoundTag[] {
  return parts.flatMap((part) => {
    if (part.type !== 'placeholder') return [];
    const kind = part.module === undefined ? 'value' : part.module === 'loop' ? 'loop' : 'raw';
    return [{ name: part.value, kind, inside: tagsOf(part.subparsed ?? []) }];
  });
}

/** The value of a name in one scope; undefined lets docxtemplater look in the scope around it. */
function valueIn(scope: unknown, tag: string): unknown {
  if (typeof scope !== 'object' || scope === null || !Object.hasOwn(scope, tag)) return undefined;
  const value = (scope as Record<string, unknown>)[tag];
  if (typeof value === 'object' && value !== null && 'missing' in value)
    return missingText(String(value.missing));
  // An empty text or list would leave a blank that looks as if somebody had forgotten it.
  if (value === '' || value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  return value;
}

interface LibraryError {
  message?: string;
  properties?: { errors?: LibraryError[]; id?: string; xtag?: string; context?: string; openingtag?: string };
}

/** What docxtemplater complains about, with the text at the place. */
export function problemsOf(error: unknown, code: TemplateProblem['code'] = 'broken'): TemplateProblem[] {
  const { message, properties } = error as LibraryError;
  if (properties?.errors !== undefined && properties.errors.length > 0)
    return distinct(properties.errors.flatMap((one) => problemsOf(one, code)));
  const text = properties?.xtag ?? properties?.openingtag ?? properties?.context ?? message ?? 'unknown';
  return [{ code, text }];
}

function distinct(problems: readonly TemplateProblem[]): TemplateProblem[] {
  return [...new Map(problems.map((one) => [`${one.code} ${one.text}`, one])).values()];
}
