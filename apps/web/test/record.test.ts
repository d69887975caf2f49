import type { RegistryDefinition, TransitionDefinition } from '@huanzhi/registry';
import { describe, expect, test } from 'vitest';
import { byField, checkForm, cleanValues, problemOf } from '../src/lib/form-values.ts';
import { lifeSteps } from '../src/lib/life-steps.ts';
import { changedValues, recordDiff } from '../src/lib/record-diff.ts';
import { missing, valueText } from '../src/lib/values.ts';
import { startValues } from '../src/pages/record/start-values.ts';

const text = (zh: string) => ({ zh, en: zh });
const step = (name: string, from: string[], to: string): TransitionDefinition => ({
  name,
  label: text(name),
  from,
  to,
  who: [],
});
const definition: RegistryDefinition = {
  id: 'duty',
  version: 1,
  name: text('事项'),
  about: text(''),
  codePrefix: 'D',
  basis: [],
  sensitivity: 'P2',
  fields: [{ key: 'note', type: 'text', label: text('说明'), required: true, maxLength: 5 }],
  states: [
    { key: 'draft', label: text('待下达'), kind: 'draft' },
    { key: 'active', label: text('进行中'), kind: 'open' },
    { key: 'asking', label: text('申请延期'), kind: 'open' },
    { key: 'checking', label: text('待核验'), kind: 'open' },
    { key: 'done', label: text('已完成'), kind: 'done' },
    { key: 'void', label: text('已终止'), kind: 'void' },
  ],
  initial: 'draft',
  transitions: [
    step('issue', ['draft'], 'active'),
    step('ask', ['active'], 'asking'),
    step('answer', ['asking'], 'active'),
    step('submit', ['active'], 'checking'),
    step('return', ['checking'], 'active'),
    step('verify', ['checking'], 'done'),
    step('stop', ['active'], 'void'),
  ],
  clocks: [],
  permissions: [],
  editableIn: [],
  columns: [],
  indicators: [],
};

describe('the strip of the life-cycle', () => {
  const shown = (state: string, history: { to: string; at: string }[] = []) =>
    lifeSteps(definition, state, history).map((one) => `${one.state.key}:${one.phase}`);

  test('shows the way to the end without side states', () => {
    expect(shown('active', [{ to: 'draft', at: '2026-01-12' }])).toEqual([
      'draft:done',
      'active:now',
      'checking:next',
      'done:next',
    ]);
  });

  test('shows a side state while the record is in it', () => {
    expect(shown('asking', [{ to: 'active', at: '2026-01-14' }])).toContain('asking:now');
  });

  test('gives the last entry into a state', () => {
    const steps = lifeSteps(definition, 'checking', [
      { to: 'active', at: '2026-03-01' },
      { to: 'active', at: '2026-02-01' },
    ]);
    expect(steps.find((one) => one.state.key === 'active')?.at).toBe('2026-03-01');
  });
});

describe('forms', () => {
  test('zero and no are values, blank is not', () => {
    expect(cleanValues({ a: 0, b: false, c: '', d: [], e: null, f: undefined })).toEqual({ a: 0, b: false });
  });

  test('mistakes stand at their field in the words of the server', () => {
    expect(checkForm(definition, definition.fields, {}).get('note')?.code).toBe('required');
    expect(checkForm(definition, definition.fields, { note: '一二三四五六' }).get('note')?.code).toBe(
      'too-long',
    );
    expect(checkForm(definition, definition.fields, { note: '好' }).size).toBe(0);
  });

  test('a mistake in an entry counts for the list', () => {
    const problems = byField([{ path: 'inputs.figures.0.name', code: 'required', message: text('') }]);
    expect(problemOf(problems, 'figures')?.code).toBe('required');
    expect(problemOf(problems, 'fig')).toBeUndefined();
  });

  test('a report starts with this month, a decision with the month that waits', () => {
    const month = { key: 'month', type: 'month', label: text('月份') } as const;
    const data = { progress: 40, reports: [{ month: '2026-10', status: 'pending' }] };
    const report = { ...step('report', [], 'same'), inputs: [month, { ...month, key: 'progress' }] };
    expect(startValues(data, report, '2026-11-20')).toEqual({ month: '2026-11', progress: 40 });
    expect(startValues(data, { ...report, inputs: [month] }, '2026-11-20')).toEqual({ month: '2026-10' });
  });
});

describe('conflicts', () => {
  const base = {
    title: '甲',
    summary: '',
    state: 'active',
    ownerOrg: 'a',
    coOrgs: [],
    due: null,
    data: { x: 1, y: [1] },
  };

  test('only what differs is told', () => {
    expect(recordDiff(base, { ...base, state: 'done', data: { x: 1, y: [2], z: 3 } })).toEqual([
      { path: 'state', before: 'active', after: 'done' },
      { path: 'data.y', before: [1], after: [2] },
      { path: 'data.z', before: undefined, after: 3 },
    ]);
    expect(recordDiff(base, base)).toEqual([]);
  });

  test('an edit sends only what was changed', () => {
    expect(changedValues({ a: 1, b: null }, { a: 1, b: undefined, c: 'x' })).toEqual({ c: 'x' });
  });
});

describe('texts of values', () => {
  const context = {
    language: 'zh' as const,
    orgName: (id: string) => `单位${id}`,
    words: { yes: '是', no: '否', entries: (count: number) => `${count} 项` },
  };
  const label = text('');
  test.each([
    [{ key: 'a', type: 'number', unit: '%', label }, 84.3, '84.3%'],
    [{ key: 'a', type: 'number', unit: '万元', label }, 1240, '1,240 万元'],
    [{ key: 'a', type: 'number', label }, 0, '0'],
    [{ key: 'a', type: 'boolean', label }, false, '否'],
    [{ key: 'a', type: 'orgs', label }, ['1', '2'], '单位1、单位2'],
    [{ key: 'a', type: 'choice', options: [{ value: 'w', label: text('水') }], label }, 'w', '水'],
    [{ key: 'a', type: 'text', label }, '', missing],
    [{ key: 'a', type: 'orgs', label }, [], missing],
  ] as const)('%j with %j', (field, value, expected) => {
    expect(valueText(field as Parameters<typeof valueText>[0], value, context)).toBe(expected);
  });
});
