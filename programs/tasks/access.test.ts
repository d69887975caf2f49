import { readFileSync } from 'node:fs';
import {
  allowedTransitions,
  isMyTurn,
  lifeCycleDiagram,
  maskRecord,
  permissionsFor,
  readScope,
} from '@huanzhi/registry';
import { contextAt } from '@huanzhi/registry/testing';
import { describe, expect, it } from 'vitest';
import { programme } from './definition.ts';
import { inState, people, TaskCase, type Who } from './testing.ts';

const report = { month: '2026-01', progress: 10, text: '进展' };
const offered = (task: TaskCase, who: Who, day: string) =>
  allowedTransitions(programme, task.record, people[who], contextAt(day, task.history)).map(
    ({ name }) => name,
  );

describe('from here exactly these and no other', () => {
  const unitActive = ['report', 'request-postponement', 'submit-completion'];
  const table: Record<string, Partial<Record<Who, string[]>>> = {
    drafted: { coord: ['issue', 'discard'] },
    issued: {
      coord: ['withdraw-issue'],
      liaison: ['sign-for', 'return-issue'],
      officer: ['sign-for', 'return-issue'],
      town: ['sign-for', 'return-issue'],
      district: ['terminate'],
    },
    active: {
      liaison: unitActive,
      liaison2: unitActive,
      officer: unitActive,
      town: unitActive,
      district: ['carry-over', 'terminate'],
    },
    postponing: {
      coord: ['approve-postponement', 'refuse-postponement'],
      coord2: ['approve-postponement', 'refuse-postponement'],
      liaison: ['report', 'withdraw-postponement'],
      liaison2: ['report', 'withdraw-postponement'],
      officer: ['report', 'withdraw-postponement'],
      town: ['report', 'withdraw-postponement'],
      district: ['carry-over', 'terminate'],
    },
    checking: {
      coord: ['verify-completion', 'return-completion'],
      coord2: ['verify-completion', 'return-completion'],
      liaison: ['withdraw-completion'],
      liaison2: ['withdraw-completion'],
      officer: ['withdraw-completion'],
      town: ['withdraw-completion'],
    },
    done: {},
    terminated: {},
  };
  table.drafted = { ...table.drafted, coord2: ['issue', 'discard'] };
  table.issued = {
    ...table.issued,
    coord2: ['withdraw-issue'],
    liaison2: ['sign-for', 'return-issue'],
  };
  const cases = Object.keys(table).flatMap((state) =>
    (Object.keys(people) as Who[]).map((who) => ({ state, who, expected: table[state]?.[who] ?? [] })),
  );

  it.each(cases)('$state, $who: $expected', ({ state, who, expected }) => {
    const task = inState[state]?.();
    expect(task?.record.state).toBe(state);
    expect(task && offered(task, who, '2026-01-15')).toEqual(expected);
  });

  it('offers confirmation to the chiefs only while a report waits', () => {
    const task = new TaskCase().started().step('liaison', '2026-01-20', 'report', report);
    for (const who of ['chief', 'section'] as const) {
      expect(offered(task, who, '2026-01-21')).toEqual(['confirm-report', 'return-report']);
    }
    task.step('chief', '2026-01-21', 'confirm-report');
    expect(offered(task, 'chief', '2026-01-21')).toEqual([]);
  });
});

describe('my turn: truth table', () => {
  const turn = (task: TaskCase, day: string) =>
    (Object.keys(people) as Who[]).filter((who) =>
      isMyTurn(programme, task.record, people[who], contextAt(day, task.history)),
    );
  const unit = ['liaison', 'liaison2', 'officer', 'town'];
  it.each([
    ['drafted', '2026-01-15', ['coord', 'coord2']],
    ['issued', '2026-01-15', unit],
    ['active', '2026-01-31', []],
    ['active', '2026-02-01', unit],
    ['postponing', '2026-01-15', ['coord', 'coord2']],
    ['checking', '2026-01-15', ['coord', 'coord2']],
    ['done', '2026-02-15', []],
    ['terminated', '2026-02-15', []],
  ])('%s on %s: %j', (state, day, expected) => {
    expect(turn(inState[state]?.() ?? new TaskCase(), day)).toEqual(expected);
  });

  it('a filed report waits for the chiefs, not for its author; full progress for the unit', () => {
    const task = new TaskCase().started().step('town', '2026-02-02', 'report', { ...report, progress: 100 });
    expect(turn(task, '2026-02-02')).toEqual(['liaison', 'liaison2', 'chief', 'officer', 'section', 'town']);
    const half = new TaskCase().started().step('town', '2026-02-02', 'report', report);
    expect(turn(half, '2026-02-02')).toEqual(['chief', 'section']);
  });
});

describe('permissions of every role', () => {
  it.each([
    ['coord', 'crexi', 'P5'],
    ['district', '-r-x-', 'P3'],
    ['city', '-r---', 'P3'],
    ['liaison', 'cr-xi', 'P5'],
    ['chief', '-r-xi', 'P5'],
    ['officer', '-r-xi', 'P5'],
    ['section', '-r-xi', 'P5'],
    ['town', 'cr-xi', 'P5'],
    ['assistant', '-r-xi', 'P3'],
    ['stranger', '-----', null],
    ['enforcer', '-r---', 'P3'],
    ['citizen', '-----', null],
    ['auditor', '-----', null],
    ['admin', '-----', null],
  ] as const)('%s: %s up to %s', (who, rights, upTo) => {
    const access = permissionsFor(programme, people[who], new TaskCase().record);
    const letters = (['create', 'read', 'edit', 'export', 'import'] as const).map((right, index) =>
      access[right] ? 'crexi'.charAt(index) : '-',
    );
    expect([letters.join(''), access.upTo]).toEqual([rights, upTo]);
  });

  it('shows the telephone to the unit and the office only', () => {
    const { record } = new TaskCase({ liaisonPhone: '021-12345678' });
    expect(maskRecord(programme, record, people.liaison)?.masked).toEqual([]);
    expect(maskRecord(programme, record, people.assistant)?.masked).toEqual(['liaisonPhone']);
  });

  it('shows the public open tasks without reports', () => {
    const record = { ...new TaskCase().started().record, sensitivity: 'P0' as const };
    const masked = maskRecord(programme, record, people.citizen)?.masked;
    expect(masked).toContain('reports');
    expect(masked).toContain('progressText');
    expect(readScope(programme, people.citizen)).toEqual({ terms: [{ upTo: 'P0' }] });
  });
});

it('the README shows the life-cycle as it is', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  expect(readme).toContain(lifeCycleDiagram(programme.definition));
});
