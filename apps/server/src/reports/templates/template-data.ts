/**
 * What goes into a template. Names of placeholders are the words that an officer sees in Word: `{达标率}`,
 * `{#断面}{断面名称}{/断面}`.
 */

/** A figure that there is none of, and why: printed 无数据（原因）. */
export interface MissingFigure {
  missing: string;
}

/** What a placeholder may stand for. */
export type TemplateValue = string | MissingFigure | readonly TemplateRow[];

/** One row of a loop, or the whole data. */
export interface TemplateRow {
  readonly [name: string]: TemplateValue;
}

/** The placeholders of a kind of report: a text that says what it is, or the placeholders inside a loop. */
export interface TemplateFields {
  readonly [name: string]: string | TemplateFields;
}

/** Something wrong with a template or with its data; `text` is what stands in the document. */
export interface TemplateProblem {
  code:
    | 'not-docx'
    | 'active-content'
    | 'broken'
    | 'unknown'
    | 'full-width'
    | 'raw'
    | 'nested'
    | 'no-loop'
    | 'required'
    | 'no-value';
  text: string;
}

/** Thrown for a template that cannot be filled, naming every place. */
export class TemplateError extends Error {
  readonly problems: readonly TemplateProblem[];

  constructor(problems: readonly TemplateProblem[]) {
    super(problems.map(({ code, text }) => `${code}: ${text}`).join('; '));
    this.name = 'TemplateError';
    this.problems = problems;
  }
}

/** A figure as a placeholder prints it. @param reason why there is none, when `text` is null */
export function figure(text: string | null, reason: string): string | MissingFigure {
  return text === null || text === '' ? { missing: reason } : text;
}

/** What a missing figure prints. */
export const missingText = (reason: string): string => `无数据（${reason}）`;

/** Data for trying a template: every placeholder prints its own name, every loop has two rows. */
export function sampleOf(fields: TemplateFields): TemplateRow {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      typeof field === 'string' ? `〔${name}〕` : [sampleOf(field), sampleOf(field)],
    ]),
  );
}
