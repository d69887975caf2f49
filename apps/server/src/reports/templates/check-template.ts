import PizZip from 'pizzip';
import { zipIsHarmless } from '../../services/tables/check-zip.ts';
import { compileTemplate, type FoundTag } from './compile-template.ts';
import { fillTemplate } from './fill-template.ts';
import type { ReportKind } from './report-kind.ts';
import { TemplateError, type TemplateFields, type TemplateProblem } from './template-data.ts';

/** A template of some pages has far less than this when unpacked. */
const maxUnpacked = 40 * 1024 * 1024;

/** Parts that run or fetch something when the document is opened. */
const activeParts = /(^|\/)(vbaProject\.bin|vbaData\.xml|activeX\/|embeddings\/)/i;
const outside = /<Relationship\b(?=[^>]*TargetMode="External")(?![^>]*\/hyperlink")[^>]*>/i;

/**
 * Checks a template before it is accepted: a harmless zip, a Word document without macros, embedded objects or parts
 * fetched from elsewhere, every placeholder known and whole, the required ones there; then it is filled with the
 * kind's sample.
 * @throws TemplateError with every problem found and the text in which it stands
 */
export function checkTemplate(kind: ReportKind, bytes: Buffer): void {
  if (!zipIsHarmless(bytes, maxUnpacked)) throw new TemplateError([{ code: 'not-docx', text: 'zip' }]);
  const { tags } = compileTemplate(bytes);
  const zip = new PizZip(bytes);
  const active = Object.keys(zip.files).filter((name) => activeParts.test(name));
  const fetched = zip.file(/\.rels$/).flatMap((part) => outside.exec(part.asText())?.[0] ?? []);
  const problems: TemplateProblem[] = [
    ...[...active, ...fetched].map((text) => ({ code: 'active-content' as const, text })),
    ...fullWidth(zip.file('word/document.xml')?.asText() ?? ''),
    ...unfitting(tags, kind.fields, null),
    ...kind.required
      .filter((name) => !tags.some((tag) => tag.name === name))
      .map((name) => ({ code: 'required' as const, text: shown(name, kind.fields[name]) })),
  ];
  if (problems.length > 0) throw new TemplateError(problems);
  fillTemplate(bytes, kind.sample);
}

/** An input method types ｛｝ as easily as {}; such a placeholder would be printed as it stands. */
function fullWidth(xml: string): TemplateProblem[] {
  const text = xml.replace(/<[^>]+>/g, '');
  return [...text.matchAll(/｛[^｛｝]{0,40}｝/g)].map(([found]) => ({ code: 'full-width', text: found }));
}

function unfitting(
  tags: readonly FoundTag[],
  fields: TemplateFields,
  around: TemplateFields | null,
): TemplateProblem[] {
  return tags.flatMap(({ name, kind, inside }): TemplateProblem[] => {
    if (kind === 'raw') return [{ code: 'raw', text: `{@${name}}` }];
    const own = Object.hasOwn(fields, name) ? fields[name] : undefined;
    // A value of the report as a whole may stand inside a loop; a loop inside itself would repeat without end.
    const outer = around !== null && Object.hasOwn(around, name) ? around[name] : undefined;
    if (kind === 'value') {
      const field = own ?? outer;
      if (field === undefined) return [{ code: 'unknown', text: `{${name}}` }];
      return typeof field === 'string' ? [] : [{ code: 'no-loop', text: `{${name}}` }];
    }
    if (typeof own === 'object') return unfitting(inside, own, { ...around, ...fields });
    return [{ code: outer === undefined && own === undefined ? 'unknown' : 'nested', text: `{#${name}}` }];
  });
}

const shown = (name: string, field: TemplateFields[string] | undefined): string =>
  typeof field === 'object' ? `{#${name}}…{/${name}}` : `{${name}}`;
