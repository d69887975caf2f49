import { duplicates, type Mistake, mistake } from './mistakes.ts';
import { rank } from './sensitivity.ts';
import type { FieldDefinition, Programme, RegistryDefinition, RoleCode } from './types.ts';

/** Envelope keys; fields of `data` may not take them, because columns name both. */
const ENVELOPE = [
  'id',
  'registry',
  'code',
  'title',
  'summary',
  'areaCode',
  'ownerOrg',
  'coOrgs',
  'ownerUser',
  'state',
  'stateSince',
  'clocks',
  'light',
  'sensitivity',
  'source',
  'point',
  'version',
  'createdBy',
  'createdAt',
  'updatedBy',
  'updatedAt',
  'data',
];
/** Keys that an object of a page or of JSON cannot hold safely. */
const UNSAFE = ['__proto__', 'constructor', 'prototype'];
/** Those who see only what is theirs or public (workflows §16.1). */
const OUTSIDERS: readonly RoleCode[] = ['PUB', 'ENT', 'ENT-R', '3P'];

/** Mistakes of a list of fields, down into items. */
export function fieldMistakes(fields: readonly FieldDefinition[], path: string): Mistake[] {
  const mistakes = duplicates(fields.map((field) => field.key)).map((key) =>
    mistake(`${path}.${key}`, 'defined twice', '重复定义'),
  );
  const titles = fields.flatMap((field) => [
    field.excel?.title ?? field.label.zh,
    ...(field.excel?.aliases ?? []),
  ]);
  for (const title of duplicates(titles)) {
    mistakes.push(mistake(path, `column title “${title}” stands twice`, `列名“${title}”重复`));
  }
  for (const field of fields) {
    const at = `${path}.${field.key}`;
    if (!/^[a-z][A-Za-z0-9]*$/.test(field.key) || UNSAFE.includes(field.key)) {
      mistakes.push(mistake(at, 'expected a camelCase key', '键应为小驼峰'));
    }
    if (path === 'fields' && ENVELOPE.includes(field.key)) {
      mistakes.push(mistake(at, 'the key belongs to the envelope', '键与记录头重名'));
    }
    if (path === 'fields' && field.readOnly === true && field.required === true) {
      mistakes.push(mistake(at, 'read-only and required: no record could be made', '只读又必填，无法新增'));
    }
    if (field.type === 'choice' || field.type === 'choices') {
      for (const value of duplicates(field.options.map((option) => option.value))) {
        mistakes.push(mistake(`${at}.options`, `option “${value}” stands twice`, `选项“${value}”重复`));
      }
      for (const label of duplicates(field.options.map((option) => option.label.zh))) {
        mistakes.push(mistake(`${at}.options`, `label “${label}” stands twice`, `选项名“${label}”重复`));
      }
    }
    if (field.type === 'text' && field.pattern !== undefined && !isPattern(field.pattern, 'u')) {
      mistakes.push(mistake(`${at}.pattern`, 'is no regular expression', '不是正则表达式'));
    }
    if (field.type === 'items') mistakes.push(...fieldMistakes(field.fields, at));
  }
  return mistakes;
}

function isPattern(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}

/** Mistakes of the clocks. A bare number is forbidden: every clock has a unit, and what the unit needs. */
export function clockMistakes(definition: RegistryDefinition): Mistake[] {
  const mistakes = duplicates(definition.clocks.map((clock) => clock.key)).map((key) =>
    mistake(`clocks.${key}`, 'defined twice', '重复定义'),
  );
  const dates = new Set(definition.fields.filter((field) => field.type === 'date').map((field) => field.key));
  const started = new Set(
    definition.transitions.flatMap((transition) =>
      (transition.clocks ?? []).filter((effect) => effect.action === 'start').map((effect) => effect.clock),
    ),
  );
  for (const clock of definition.clocks) {
    const at = `clocks.${clock.key}`;
    const fixed = clock.unit === 'fixedDate';
    if (fixed && !dates.has(clock.dateField ?? '')) {
      mistakes.push(mistake(`${at}.dateField`, 'expected a date field', '应为日期字段'));
    }
    if (!fixed && !((clock.amount ?? 0) > 0)) {
      mistakes.push(mistake(`${at}.amount`, 'expected a length above 0', '期限应大于 0'));
    }
    if (!started.has(clock.key)) mistakes.push(mistake(at, 'no transition starts it', '没有步骤启动它'));
  }
  return mistakes;
}

/** Mistakes of the permissions: what workflows §16.3 denies may not even be written down. */
export function permissionMistakes(definition: RegistryDefinition): Mistake[] {
  const changes: readonly string[] = ['create', 'edit', 'import'];
  return definition.permissions.flatMap((rule, index) => {
    const at = `permissions.${index}`;
    const mistakes: Mistake[] = [];
    const upTo = rank(rule.upTo ?? 'P3');
    if (rule.role === 'SYSA') {
      mistakes.push(mistake(at, 'SYSA never sees business data', '系统管理员不得接触业务数据'));
    }
    if ((rule.role === 'AUD' || rule.role === 'SECA') && rule.can.some((right) => changes.includes(right))) {
      mistakes.push(mistake(at, `${rule.role} never changes records`, '审计、安全管理员不得改动业务数据'));
    }
    if (OUTSIDERS.includes(rule.role) && rule.relation === 'any' && upTo > rank('P1')) {
      mistakes.push(
        mistake(at, 'outsiders see at most P1 beyond their own', '外部人员对他人记录至多可见 P1'),
      );
    }
    if (rule.role === 'TOWN' && rule.relation === 'any' && upTo > rank('P3')) {
      mistakes.push(mistake(at, 'a town sees at most P3 of other towns', '街镇对他镇记录至多可见 P3'));
    }
    return mistakes;
  });
}

/** Mistakes of columns, export form, import forms and indicators. */
export function formMistakes(programme: Programme): Mistake[] {
  const { definition, rules } = programme;
  const mistakes: Mistake[] = [];
  const fields = new Set(definition.fields.map((field) => field.key));
  const isValue = (value: string): boolean =>
    value === '#' || (value.startsWith('data.') ? fields.has(value.slice(5)) : ENVELOPE.includes(value));
  definition.columns.forEach((key, index) => {
    if (!fields.has(key) && !ENVELOPE.includes(key)) {
      mistakes.push(mistake(`columns.${index}`, `no field “${key}”`, `没有字段“${key}”`));
    }
  });
  definition.exportForm?.forEach(({ value }, index) => {
    if (!isValue(value)) {
      mistakes.push(mistake(`exportForm.${index}.value`, `no value “${value}”`, `没有“${value}”`));
    }
  });
  for (const form of definition.importForms ?? []) {
    const at = `importForms.${form.key}`;
    const transition = definition.transitions.find((candidate) => candidate.name === form.transition);
    if (transition === undefined) {
      mistakes.push(mistake(`${at}.transition`, `no transition “${form.transition}”`, '没有这一步'));
      continue;
    }
    if (transition.evidence === 'required' || transition.opinion === 'required') {
      mistakes.push(
        mistake(`${at}.transition`, 'a row cannot carry evidence or opinion', '表格行无法附佐证或意见'),
      );
    }
    const inputs = new Set((transition.inputs ?? []).map((field) => field.key));
    form.columns.forEach((column, index) => {
      const path = `${at}.columns.${index}`;
      if (column.pattern !== undefined && !isPattern(column.pattern, 'u')) {
        mistakes.push(mistake(`${path}.pattern`, 'is no regular expression', '不是正则表达式'));
        return;
      }
      const groups = [...(column.pattern ?? '').matchAll(/\(\?<([A-Za-z0-9]+)>/g)].map(
        (match) => match[1] ?? '',
      );
      const filled = column.input === undefined ? groups : [column.input];
      if (filled.length === 0) mistakes.push(mistake(path, 'fills no input', '没有对应的填报项'));
      for (const key of filled) {
        if (!inputs.has(key)) mistakes.push(mistake(path, `no input “${key}”`, `没有填报项“${key}”`));
      }
      if (column.current !== undefined && !isValue(column.current)) {
        mistakes.push(mistake(`${path}.current`, `no value “${column.current}”`, `没有“${column.current}”`));
      }
    });
    for (const key of form.shared ?? []) {
      if (!inputs.has(key)) mistakes.push(mistake(`${at}.shared`, `no input “${key}”`, `没有填报项“${key}”`));
    }
  }
  for (const indicator of definition.indicators) {
    if (rules.indicators?.[indicator.rule] === undefined) {
      mistakes.push(
        mistake(
          `indicators.${indicator.key}.rule`,
          `no rule “${indicator.rule}”`,
          `没有规则“${indicator.rule}”`,
        ),
      );
    }
  }
  for (const key of duplicates(definition.indicators.map((indicator) => indicator.key))) {
    mistakes.push(mistake(`indicators.${key}`, 'defined twice', '重复定义'));
  }
  return mistakes;
}
