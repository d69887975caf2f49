import type { FieldDefinition, ImportForm, RegistryDefinition } from '@huanzhi/registry';
import { plainTitle } from '../tables/read-table.ts';

/**
 * What a column of an uploaded table fills: `code`, `title`, `summary`, `ownerOrg`, `coOrgs`, `areaCode`,
 * `data.<field>`; or, in a form, `form.<key>.match.<n>` and `form.<key>.column.<n>`. A key `=<input>` of the
 * mapping holds a value for the whole file.
 */
export type Mapping = Record<string, string | null>;

/** What a column can be mapped to, and the titles by which it is known. */
export interface MappingTarget {
  target: string;
  titles: string[];
}

const envelope: MappingTarget[] = [
  { target: 'code', titles: ['编号', '业务编号', 'code'] },
  { target: 'title', titles: ['标题', '名称', 'title'] },
  { target: 'summary', titles: ['摘要', 'summary'] },
  { target: 'ownerOrg', titles: ['主办单位', '承办单位', 'ownerOrg'] },
  { target: 'coOrgs', titles: ['协办单位', 'coOrgs'] },
  { target: 'areaCode', titles: ['区划代码', 'areaCode'] },
];

/** Fields that a table can fill: not those that only transitions write, not lists of things. */
export function importableFields(definition: RegistryDefinition): FieldDefinition[] {
  return definition.fields.filter(
    (field) => field.readOnly !== true && field.type !== 'items' && field.type !== 'evidence',
  );
}

/** Everything that a table of new or changed records can fill. A field's own titles go before the envelope's. */
export function recordTargets(definition: RegistryDefinition): MappingTarget[] {
  const fields = importableFields(definition).map((field) => ({
    target: `data.${field.key}`,
    titles: [
      field.excel?.title,
      field.label.zh,
      field.label.en,
      field.key,
      ...(field.excel?.aliases ?? []),
    ].filter((title) => title !== undefined),
  }));
  const named = { target: 'title', titles: [`${definition.name.zh}`, `${definition.name.zh}名称`] };
  return [...fields, ...envelope, named];
}

/** Everything that a form can fill. */
export function formTargets(form: ImportForm): MappingTarget[] {
  const at = (part: string) => (entry: { header: string; aliases?: string[] }, index: number) => ({
    target: `form.${form.key}.${part}.${index}`,
    titles: [entry.header, ...(entry.aliases ?? [])],
  });
  return [...form.match.map(at('match')), ...form.columns.map(at('column'))];
}

/** Titles that the reader of tables looks for, without blanks and marks. */
export function knownTitles(definition: RegistryDefinition): Set<string> {
  const targets = [...recordTargets(definition), ...(definition.importForms ?? []).flatMap(formTargets)];
  return new Set(targets.flatMap((one) => one.titles.map(plainTitle)));
}

/**
 * Maps columns by title or alias. A table that has a form's way to a record and its required columns, and no
 * other column of a new record than the form's export shows, is taken as that form.
 */
export function guessMapping(definition: RegistryDefinition, columns: readonly string[]): Mapping {
  for (const form of definition.importForms ?? []) {
    const mapping = mapColumns(columns, formTargets(form));
    const targets = new Set(Object.values(mapping));
    const found = form.match.some((_, index) => targets.has(`form.${form.key}.match.${index}`));
    const whole = form.columns.every(
      (column, index) => column.required !== true || targets.has(`form.${form.key}.column.${index}`),
    );
    if (found && whole) return mapping;
  }
  return mapColumns(columns, recordTargets(definition));
}

function mapColumns(columns: readonly string[], targets: MappingTarget[]): Mapping {
  const taken = new Set<string>();
  return Object.fromEntries(
    columns.map((column) => {
      const plain = plainTitle(column);
      const fit = targets.find(
        (one) => !taken.has(one.target) && one.titles.some((title) => plainTitle(title) === plain),
      );
      if (fit !== undefined) taken.add(fit.target);
      return [column, fit?.target ?? null];
    }),
  );
}

/** The form that a mapping is for; undefined for a table of records. */
export function formOf(definition: RegistryDefinition, mapping: Mapping): ImportForm | undefined {
  const key = Object.values(mapping)
    .find((target) => target?.startsWith('form.'))
    ?.split('.')[1];
  return definition.importForms?.find((form) => form.key === key);
}
