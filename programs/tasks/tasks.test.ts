import { allowedTransitions, coerceCell, isMyTurn, lightOf } from '@huanzhi/registry';
import { contextAt } from '@huanzhi/registry/testing';
import { chinaHolidays, createCalendar } from '@huanzhi/standards';
import { describe, expect, it } from 'vitest';
import { programme } from './definition.ts';
import lights from './examples/lights.json' with { type: 'json' };
import { reportInputs } from './fields.ts';
import { endedMonths, missingReports, reportDueOn } from './reports.ts';
import { taskOf } from './task.ts';
import { inState, people, TaskCase, type Who } from './testing.ts';

const calendar = createCalendar(chinaHolidays);

const report = { month: '2026-01', progress: 10, text: '进展' };
const offered = (task: TaskCase, who: Who, day: string) =>
  allowedTransitions(programme, task.record, people[who], contextAt(day, task.history)).map(
    ({ name }) => name,
  );
const light = (task: TaskCase, day: string) => lightOf(programme, task.record, contextAt(day));

describe('issue and sign-for', () => {
  it('belongs to the first lead unit, shared by the others', () => {
    const { record } = new TaskCase({ leads: ['water', 'parks'], towns: ['t1', 'water'] });
    expect([record.ownerOrg, record.coOrgs]).toEqual(['water', ['parks', 'transport', 't1']]);
  });

  it.each([
    ['no due date', { dueDate: undefined }, ['data.dueDate required']],
    ['weights', { milestones: [{ name: 'a', due: '2026-06-30', weight: 90 }] }, ['data.milestones weights']],
    [
      'milestone after the due date',
      { milestones: [{ name: 'a', due: '2027-06-30', weight: 100 }] },
      ['data.milestones.0.due outside-term'],
    ],
    ['complete', { milestones: [{ name: 'a', due: '2026-06-30', weight: 100 }] }, []],
  ])('issue: %s', (_, data, expected) => {
    expect(new TaskCase(data).try('coord', '2026-01-05', 'issue')).toEqual(expected);
  });

  it('gives 5 working days to sign and then runs to the due date', () => {
    const task = new TaskCase().step('coord', '2026-01-05', 'issue');
    expect(task.record.clocks).toMatchObject([{ key: 'sign-for', due: '2026-01-12', status: 'running' }]);
    expect(light(task, '2026-01-12').light).toBe('grey');
    expect(light(task, '2026-01-13').light).toBe('red');
    task.step('liaison', '2026-01-14', 'sign-for', { liaisonName: '联络员', liaisonPhone: '021-12345678' });
    expect(task.record.clocks).toMatchObject([
      { key: 'sign-for', status: 'stopped', closedLate: true },
      { key: 'completion', due: '2026-12-31', status: 'running' },
    ]);
  });

  it('comes back with a reason and can be issued again', () => {
    const task = new TaskCase().step('coord', '2026-01-05', 'issue');
    expect(task.try('liaison', '2026-01-06', 'return-issue', {}, { opinion: '' })).toEqual([
      'opinion required',
    ]);
    task.step('liaison', '2026-01-06', 'return-issue').step('coord', '2026-01-07', 'issue');
    expect(task.record.clocks[0]).toMatchObject({ status: 'running', startedAt: '2026-01-07' });
  });
});

describe('monthly reports', () => {
  it.each([
    ['2026-01', '2026-02-06'],
    ['2026-02', '2026-03-06'],
    ['2026-09', '2026-10-13'],
    ['2026-10', '2026-11-06'],
  ])('the report of %s is due on %s', (month, day) => {
    expect(reportDueOn(month, calendar)).toBe(day);
  });

  it('sets progress and its line, and tells whether it came in time', () => {
    const task = new TaskCase().started().step('liaison', '2026-02-06', 'report', report);
    expect(task.record.data).toMatchObject({ progress: 10, progressText: '10%。进展' });
    task.step('liaison', '2026-03-09', 'report', { ...report, month: '2026-02', progress: 20 });
    expect(taskOf(task.record).reports?.map(({ month, onTime, status }) => [month, onTime, status])).toEqual([
      ['2026-01', true, 'pending'],
      ['2026-02', false, 'pending'],
    ]);
  });

  it('is one per month: a correction replaces it until it is confirmed, and stays in time', () => {
    const task = new TaskCase().started().step('liaison', '2026-02-05', 'report', report);
    task.step('liaison2', '2026-02-20', 'report', { ...report, progress: 12 });
    expect(taskOf(task.record).reports).toMatchObject([
      { progress: 12, corrections: 1, onTime: true, reportedOn: '2026-02-05', reportedBy: 'liaison2' },
    ]);
    task.step('chief', '2026-02-21', 'confirm-report');
    expect(task.try('liaison', '2026-02-22', 'report', report)).toEqual(['inputs.month confirmed']);
  });

  it.each([
    ['a future month', { month: '2026-03' }, ['inputs.month future']],
    ['a month before the start', { month: '2025-12' }, ['inputs.month too-early']],
    ['over 100 %', { progress: 101 }, ['inputs.progress too-big']],
    ['over 500 characters', { text: '字'.repeat(501) }, ['inputs.text too-long']],
    [
      'an unknown milestone',
      { milestonesDone: [{ name: 'x', doneAt: '2026-02-01' }] },
      ['inputs.milestonesDone.0.name unknown-name'],
    ],
    ['an unknown figure', { figures: [{ name: 'x', current: 1 }] }, ['inputs.figures.0.name unknown-name']],
  ])('refuses %s', (_, change, expected) => {
    expect(new TaskCase().started().try('liaison', '2026-02-05', 'report', { ...report, ...change })).toEqual(
      expected,
    );
  });

  it('is confirmed by another person, also when one person holds both roles', () => {
    const task = new TaskCase().started().step('town', '2026-02-05', 'report', report);
    expect(task.try('town', '2026-02-05', 'confirm-report')).toEqual(['four-eyes']);
    task.step('liaison', '2026-03-03', 'report', { ...report, month: '2026-02' });
    expect(task.try('town', '2026-03-04', 'confirm-report', { month: '2026-01' })).toEqual(['four-eyes']);
    expect(task.try('town', '2026-03-04', 'confirm-report', { month: '2026-02' })).toEqual([]);
  });

  it('counts no longer when it is returned', () => {
    const task = new TaskCase().started().step('liaison', '2026-02-05', 'report', report);
    task.step('chief', '2026-02-05', 'return-report');
    expect(taskOf(task.record).progress).toBeUndefined();
    expect(endedMonths(taskOf(task.record), '2026-02-05')).toEqual(['2026-01']);
    expect(isMyTurn(programme, task.record, people.liaison, contextAt('2026-02-05', task.history))).toBe(
      true,
    );
  });

  it('brings figures, milestones and investment up to date', () => {
    const task = new TaskCase({
      indicators: [{ name: '改造长度', target: 12, unit: '公里' }],
      milestones: [{ name: '开工', due: '2026-03-31', weight: 100 }],
    }).started();
    task.step('liaison', '2026-02-05', 'report', {
      ...report,
      paid: 120.5,
      figures: [{ name: '改造长度', current: 3 }],
      milestonesDone: [{ name: '开工', doneAt: '2026-02-01' }],
    });
    expect(task.record.data).toMatchObject({
      paid: 120.5,
      indicators: [{ name: '改造长度', current: 3 }],
      milestones: [{ name: '开工', doneAt: '2026-02-01' }],
    });
  });

  it('is missing only after its due day', () => {
    const task = taskOf(new TaskCase().started().record);
    expect(missingReports(task, contextAt('2026-02-06').now, calendar)).toEqual([]);
    expect(missingReports(task, contextAt('2026-02-07').now, calendar)).toEqual(['2026-01']);
  });
});

describe('lights: worked cases', () => {
  it.each(lights)('$case', (example) => {
    const task = new TaskCase({ milestones: example.milestones });
    // The months are reported, so that only plan and milestones decide.
    const reports = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'].map((month) => ({
      month,
    }));
    const data = { ...task.record.data, progress: example.progress, reports, signedOn: '2026-01-06' };
    const result = lightOf(programme, { ...task.record, state: 'active', data }, contextAt(example.today));
    expect(result.light).toBe(example.light);
    expect(result.values).toMatchObject({
      actual: example.progress,
      planned: example.planned,
      deviation: example.deviation,
    });
  });

  it('is red when two monthly reports are missing, and grey before the start', () => {
    const task = new TaskCase({ dueDate: '2036-12-31' }).started();
    expect(light(task, '2026-03-06')).toMatchObject({ light: 'green', values: { missingReports: 1 } });
    expect(light(task, '2026-03-07')).toMatchObject({ light: 'red', values: { missingReports: 2 } });
    const later = new TaskCase({ startDate: '2026-06-01' }).started();
    expect(light(later, '2026-05-31').light).toBe('grey');
  });

  it('is blue when done, and says when it was late', () => {
    expect(light(inState.done?.() ?? new TaskCase(), '2026-01-15')).toMatchObject({
      light: 'blue',
      reason: { zh: '已完成' },
    });
    const late = new TaskCase({ dueDate: '2026-01-10' }).started().reported('2026-01-12', '2026-01', 100);
    late.step('liaison', '2026-01-13', 'submit-completion').step('coord', '2026-01-14', 'verify-completion');
    expect(light(late, '2027-01-01')).toMatchObject({ light: 'blue', reason: { zh: '逾期完成' } });
  });

  it('does not hold the time of verification against the unit', () => {
    const task = new TaskCase({ dueDate: '2026-01-14' }).started().reported('2026-01-12', '2026-01', 100);
    task.step('liaison', '2026-01-13', 'submit-completion').step('coord', '2026-01-20', 'verify-completion');
    expect(task.record.clocks.find(({ key }) => key === 'completion')?.closedLate).toBeUndefined();
  });
});

describe('postponement', () => {
  const asked = (newDue: string, data = {}) =>
    new TaskCase(data)
      .started()
      .step('liaison', '2026-06-01', 'request-postponement', { newDue, reason: '汛期' });

  it.each([
    ['30 days', '2027-01-30', {}, 'coord', 'district'],
    ['31 days', '2027-01-31', {}, 'district', 'coord'],
    ['municipal key task', '2027-01-05', { isMunicipalKey: true }, 'district', 'coord'],
  ] as const)('%s: %s', (_, newDue, data, decides, doesNot) => {
    const task = asked(newDue, data);
    expect(task.try(doesNot, '2026-06-02', 'approve-postponement')).toEqual(['level']);
    expect(task.try(decides, '2026-06-02', 'approve-postponement')).toEqual([]);
    expect(task.record.data).toMatchObject({ dueDate: newDue, originalDue: '2026-12-31' });
    expect(task.record.clocks.find(({ key }) => key === 'completion')).toMatchObject({
      due: newDue,
      originalDue: '2026-12-31',
      moves: [{ from: '2026-12-31', to: newDue }],
    });
  });

  it('adds up: two short ones need the district', () => {
    const task = asked('2027-01-20').step('coord', '2026-06-02', 'approve-postponement');
    task.step('liaison', '2026-07-01', 'request-postponement', { newDue: '2027-02-10', reason: '再延' });
    expect(task.try('coord', '2026-07-02', 'approve-postponement')).toEqual(['level']);
  });

  it('replaces milestones and keeps what was done', () => {
    const task = new TaskCase({ milestones: [{ name: 'a', due: '2026-02-28', weight: 100 }] }).started();
    task.reported('2026-02-05', '2026-01', 50, { milestonesDone: [{ name: 'a', doneAt: '2026-02-01' }] });
    const milestones = [
      { name: 'a', due: '2026-02-28', weight: 40 },
      { name: 'b', due: '2027-01-15', weight: 60 },
    ];
    const inputs = { newDue: '2027-01-20', reason: '汛期', milestones };
    task.step('liaison', '2026-06-01', 'request-postponement', inputs);
    task.step('coord', '2026-06-02', 'approve-postponement');
    expect(taskOf(task.record).milestones).toEqual([
      { ...milestones[0], doneAt: '2026-02-01' },
      milestones[1],
    ]);
  });

  it('leaves everything as it was when refused or withdrawn', () => {
    for (const [who, name] of [
      ['coord', 'refuse-postponement'],
      ['liaison', 'withdraw-postponement'],
    ] as const) {
      const task = asked('2027-01-20').step(who, '2026-06-02', name);
      expect(task.record).toMatchObject({ state: 'active', data: { dueDate: '2026-12-31' } });
    }
  });

  it('refuses a date that is not later', () => {
    const task = new TaskCase().started();
    const inputs = { newDue: '2026-12-31', reason: 'x' };
    expect(task.try('liaison', '2026-06-01', 'request-postponement', inputs)).toEqual([
      'inputs.newDue not-later',
    ]);
  });
});

describe('completion', () => {
  it.each([
    ['without evidence', 100, { evidence: [] }, ['evidence required']],
    ['below 100 %', 99, {}, ['data.progress not-complete']],
  ])('is not submitted %s', (_, progress, more, expected) => {
    const task = new TaskCase().started().reported('2026-01-12', '2026-01', progress);
    expect(task.try('liaison', '2026-01-13', 'submit-completion', {}, more)).toEqual(expected);
  });

  it('is verified by the city for municipal key tasks, with a spot check for projects', () => {
    const task = new TaskCase({ isMunicipalKey: true, taskKind: 'project' })
      .started()
      .reported('2026-01-12', '2026-01', 100)
      .step('liaison', '2026-01-13', 'submit-completion');
    expect(task.try('coord', '2026-01-14', 'verify-completion', { spotCheck: '已抽查' })).toEqual(['level']);
    expect(task.try('city', '2026-01-14', 'verify-completion')).toEqual(['inputs.spotCheck required']);
    expect(task.try('city', '2026-01-14', 'verify-completion', { spotCheck: '已抽查' })).toEqual([]);
  });

  it('is never verified by who reported or submitted', () => {
    const both = { ...people.liaison, roles: [...people.liaison.roles, ...people.coord.roles] };
    const task = inState.checking?.() ?? new TaskCase();
    expect(
      allowedTransitions(programme, task.record, both, contextAt('2026-01-14', task.history)).map(
        ({ name }) => name,
      ),
    ).toEqual(['withdraw-completion']);
  });

  it('goes back with a reason, counts it, and lets the clock run on', () => {
    const task = (inState.checking?.() ?? new TaskCase()).step('coord', '2026-01-14', 'return-completion');
    expect(task.record).toMatchObject({ state: 'active', data: { submissions: 1, returns: 1 } });
    expect(task.record.clocks.find(({ key }) => key === 'completion')).toMatchObject({
      status: 'running',
      due: '2026-12-31',
    });
  });
});

describe('carry-over, termination, urging', () => {
  it('carries over with a document, keeping the date it came from', () => {
    const task = new TaskCase().started();
    expect(task.try('district', '2026-12-01', 'carry-over', { newDue: '2027-06-30' })).toEqual([
      'inputs.endDocument required',
    ]);
    task.step('district', '2026-12-01', 'carry-over', { newDue: '2027-06-30', endDocument: '〔2026〕9号' });
    expect(task.record).toMatchObject({
      state: 'active',
      data: { dueDate: '2027-06-30', originalDue: '2027-06-30', carriedFrom: '2026-12-31' },
    });
    expect(task.record.clocks.find(({ key }) => key === 'completion')).toMatchObject({
      originalDue: '2026-12-31',
    });
  });

  it('is urged only when red or when two reports are missing', () => {
    const task = new TaskCase({ dueDate: '2036-12-31' }).started();
    expect(offered(task, 'coord', '2026-03-06')).toEqual([]);
    expect(offered(task, 'coord', '2026-03-07')).toEqual(['urge']);
    task.step('coord', '2026-03-07', 'urge');
    expect(taskOf(task.record).urges).toEqual([{ on: '2026-03-07', byName: 'coord', text: '说明' }]);
  });
});

describe('indicators', () => {
  const value = (key: string, records: TaskCase[], day: string) =>
    programme.rules.indicators?.[key]?.(
      records.map(({ record }) => record),
      contextAt(day),
    );
  const made = Object.values(inState).map((make) => make());

  it.each([
    ['completion', '2026-12-31', { numerator: 1, denominator: 5 }],
    ['completion', '2026-12-30', { numerator: 0, denominator: 0 }],
    ['onCourse', '2026-01-15', { numerator: 4, denominator: 4 }],
    ['onTimeReports', '2026-02-07', { numerator: 0, denominator: 2 }],
    ['returned', '2026-02-07', { numerator: 0, denominator: 2 }],
    ['postponed', '2026-02-07', { numerator: 0, denominator: 4 }],
  ])('%s on %s', (key, day, expected) => {
    expect(value(key, made, day)).toEqual(expected);
  });

  it('adds investment exactly', () => {
    const tasks = [0.1, 0.2].map((paid) =>
      new TaskCase({ budget: 1, paid }).step('coord', '2026-01-05', 'issue'),
    );
    expect(value('investment', tasks, '2026-02-01')).toEqual({ numerator: 0.3, denominator: 2 });
  });
});

describe('progress sent back in the offices’ form', () => {
  const column = programme.definition.importForms?.[0]?.columns.find(({ header }) => header === '进展');
  const split = (cell: string) => new RegExp(column?.pattern ?? '', 'u').exec(cell)?.groups;
  const progress = reportInputs.find(({ key }) => key === 'progress');

  it.each([
    ['60%。完成招标', 60, '完成招标'],
    [' ６０％：完成招标\n正在施工 ', 60, '完成招标\n正在施工'],
    ['85.5 % 完成招标', 85.5, '完成招标'],
    ['完成招标 30%', undefined, '完成招标 30%'],
    ['100%', 100, ''],
  ])('%j is %s %% and its text', (cell, number, text) => {
    const groups = split(cell);
    expect(groups?.text).toBe(text);
    expect(progress && coerceCell(progress, groups?.progress)).toEqual({ value: number });
  });

  it('reads back what the export writes', () => {
    const task = new TaskCase().started().reported('2026-02-05', '2026-01', 42.5);
    expect(split(String(task.record.data.progressText))).toMatchObject({ progress: '42.5', text: '进展' });
  });
});
