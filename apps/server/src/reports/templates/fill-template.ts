import { compileTemplate, problemsOf } from './compile-template.ts';
import { TemplateError, type TemplateRow } from './template-data.ts';

/**
 * Fills a Word template. `{名称}` becomes a text, `{#列表}…{/列表}` is repeated for each row (within one table row it
 * repeats the row). A missing figure prints 无数据（原因）; a placeholder without any value, with an empty text or an
 * empty list is an error: nothing is ever left blank.
 * @param template bytes of a .docx
 * @returns bytes of the filled .docx
 * @throws TemplateError `not-docx`, `broken`, or `no-value` naming the placeholders
 */
export function fillTemplate(template: Uint8Array, data: TemplateRow): Buffer {
  const { document } = compileTemplate(template);
  try {
    document.render(data);
  } catch (error) {
    throw new TemplateError(problemsOf(error, 'no-value'));
  }
  return document.toBuffer({ compression: 'DEFLATE' });
}
