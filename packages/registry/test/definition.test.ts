import { describe, expect, it } from 'vitest';
import {
  checkDefinition,
  defineProgramme,
  lifeCycleDiagram,
  type RegistryDefinition,
  type TransitionDefinition,
} from '../src/index.ts';
import { definition, programme } from './fixtures.ts';

const label = { zh: '项', en: 'Item' };
const step: TransitionDefinition = {
  name: 'step',
  label,
  from: ['new'],
  to: 'same',
  who: [{ role: 'OFF', relation: 'owner' }],
};
const withStep = (changes: Partial<TransitionDefinition>): Partial<RegistryDefinition> => ({
  transitions: [...definition.transitions, { ...step, ...changes }],
});
const withField = (field: RegistryDefinition['fields'][number]): Partial<RegistryDefinition> => ({
  fields: [...definition.fields, field],
});
const withRule = (rule: RegistryDefinition['permissions'][number]): Partial<RegistryDefinition> => ({
  permissions: [rule],
});

describe('checkDefinition', () => {
  it('finds nothing in a sound definition', () => {
    expect(checkDefinition(programme)).toEqual([]);
  });

  const table: [string, Partial<RegistryDefinition>, string][] = [
    ['id', { id: 'Sample_1' }, 'id'],
    ['code prefix', { codePrefix: 'yl' }, 'codePrefix'],
    ['unknown initial state', { initial: 'nowhere' }, 'initial'],
    ['unknown editable state', { editableIn: ['nowhere'] }, 'editableIn.0'],
    ['state twice', { states: [...definition.states, { key: 'new', label, kind: 'open' }] }, 'states.new'],
    [
      'unreachable state',
      { states: [...definition.states, { key: 'lost', label, kind: 'done' }] },
      'states.lost',
    ],
    [
      'dead end',
      {
        states: [...definition.states, { key: 'stuck', label, kind: 'open' }],
        ...withStep({ to: 'stuck' }),
      },
      'states.stuck',
    ],
    [
      'nobody’s turn',
      {
        transitions: definition.transitions.map((one) =>
          one.name === 'resume' ? { ...one, duty: false } : one,
        ),
      },
      'states.waiting',
    ],
    [
      'transition twice',
      { transitions: [...definition.transitions, ...definition.transitions.slice(0, 1)] },
      'transitions.accept',
    ],
    ['transition name', withStep({ name: 'Do It' }), 'transitions.Do It'],
    ['name of the kernel', withStep({ name: 'edit' }), 'transitions.edit'],
    ['unknown from', withStep({ from: ['nowhere'] }), 'transitions.step.from'],
    ['from nowhere', withStep({ from: [] }), 'transitions.step.from'],
    ['unknown to', withStep({ to: 'nowhere' }), 'transitions.step.to'],
    ['nobody', withStep({ who: [] }), 'transitions.step.who'],
    ['unknown guard', withStep({ guards: ['none'] }), 'transitions.step.guards'],
    ['unknown when', withStep({ when: ['none'] }), 'transitions.step.guards'],
    ['unknown effect', withStep({ effect: 'none' }), 'transitions.step.effect'],
    ['unknown duty', withStep({ duty: 'none' }), 'transitions.step.duty'],
    ['unknown required field', withStep({ requires: ['none'] }), 'transitions.step.requires'],
    ['unknown four-eyes step', withStep({ fourEyes: ['none'] }), 'transitions.step.fourEyes'],
    ['unknown clock', withStep({ clocks: [{ clock: 'none', action: 'start' }] }), 'transitions.step.clocks'],
    [
      'clock moved by no input',
      withStep({ clocks: [{ clock: 'handle', action: 'move', toInput: 'until' }] }),
      'transitions.step.clocks',
    ],
    [
      'input that arrives nowhere',
      withStep({ inputs: [{ key: 'x', type: 'text', label }] }),
      'transitions.step.inputs',
    ],
    ['field twice', withField({ key: 'kind', type: 'text', label }), 'fields.kind'],
    ['field key', withField({ key: 'Kind-2', type: 'text', label }), 'fields.Kind-2'],
    ['field of the envelope', withField({ key: 'title', type: 'text', label }), 'fields.title'],
    ['unsafe field', withField({ key: 'constructor', type: 'text', label }), 'fields.constructor'],
    [
      'column title twice',
      withField({ key: 'other', type: 'text', label: { zh: '类别', en: 'x' } }),
      'fields',
    ],
    [
      'read-only and required',
      withField({ key: 'x', type: 'text', label, readOnly: true, required: true }),
      'fields.x',
    ],
    ['pattern', withField({ key: 'x', type: 'text', label, pattern: '(' }), 'fields.x.pattern'],
    [
      'option twice',
      withField({
        key: 'x',
        type: 'choice',
        label,
        options: [
          { value: 'a', label },
          { value: 'a', label },
        ],
      }),
      'fields.x.options',
    ],
    [
      'inside items',
      withField({ key: 'x', type: 'items', label, fields: [{ key: 'A', type: 'text', label }] }),
      'fields.x.A',
    ],
    [
      'clock without length',
      { clocks: [...definition.clocks, { key: 'c', label, unit: 'wd' }] },
      'clocks.c.amount',
    ],
    [
      'clock without date',
      { clocks: [...definition.clocks, { key: 'c', label, unit: 'fixedDate', dateField: 'kind' }] },
      'clocks.c.dateField',
    ],
    [
      'clock never started',
      { clocks: [...definition.clocks, { key: 'c', label, unit: 'wd', amount: 1 }] },
      'clocks.c',
    ],
    ['SYSA with data', withRule({ role: 'SYSA', relation: 'any', can: ['read'] }), 'permissions.0'],
    ['AUD who changes', withRule({ role: 'AUD', relation: 'any', can: ['edit'] }), 'permissions.0'],
    ['SECA who changes', withRule({ role: 'SECA', relation: 'any', can: ['import'] }), 'permissions.0'],
    ['public above P1', withRule({ role: 'PUB', relation: 'any', can: ['read'] }), 'permissions.0'],
    ['enterprise and others', withRule({ role: 'ENT', relation: 'any', can: ['read'] }), 'permissions.0'],
    [
      'strange towns above P3',
      withRule({ role: 'TOWN', relation: 'any', can: ['read'], upTo: 'P4' }),
      'permissions.0',
    ],
    ['column', { columns: ['none'] }, 'columns.0'],
    ['export value', { exportForm: [{ header: 'x', value: 'data.none' }] }, 'exportForm.0.value'],
    [
      'import of an unknown transition',
      { importForms: [{ key: 'f', label, match: [], transition: 'none', columns: [] }] },
      'importForms.f.transition',
    ],
    [
      'import of a step that needs evidence',
      { importForms: [{ key: 'f', label, match: [], transition: 'close', columns: [] }] },
      'importForms.f.transition',
    ],
    [
      'import into no input',
      {
        importForms: [
          {
            key: 'f',
            label,
            match: [],
            transition: 'note',
            columns: [{ header: 'x', pattern: '(?<none>.*)' }],
          },
        ],
      },
      'importForms.f.columns.0',
    ],
    [
      'indicator',
      { indicators: [{ key: 'i', label, unit: '%', formula: label, rule: 'none', version: 1 }] },
      'indicators.i.rule',
    ],
  ];
  it.each(table)('names the place: %s', (_, changes, path) => {
    const problems = checkDefinition({ ...programme, definition: { ...definition, ...changes } });
    expect(problems.map((problem) => problem.path)).toContain(path);
  });
});

it('defineProgramme refuses with the list of mistakes', () => {
  expect(() =>
    defineProgramme({ ...programme, definition: { ...definition, initial: 'x', columns: ['y'] } }),
  ).toThrow(/registry sample:\n.*initial.*\n[\s\S]*columns\.0/);
});

it('lifeCycleDiagram draws states, arrows and ends', () => {
  const text = lifeCycleDiagram(definition, 'en');
  expect(text.split('\n').slice(0, 8)).toEqual([
    'stateDiagram-v2',
    '  state "New" as new',
    '  state "Open" as open',
    '  state "Suspended" as waiting',
    '  state "Closed" as closed',
    '  state "Void" as void',
    '  [*] --> new',
    '  new --> open : Accept',
  ]);
  expect(text).toContain('  open --> open : Add, Extend\n');
  expect(text).toContain('  void --> [*]\n');
});
