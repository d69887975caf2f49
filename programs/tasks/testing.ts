import { person, RecordCase } from '@huanzhi/registry/testing';
import { programme } from './definition.ts';

/** Help for worked examples and tests: a small district, and a task with its history. */

/** People of the examples: the water bureau leads, the transport bureau assists. */
export const people = {
  coord: person('coord', 'office', 'COORD'),
  coord2: person('coord2', 'office', 'COORD'),
  district: person('district', 'government', 'DIST'),
  city: person('city', 'city', 'MUN'),
  liaison: person('liaison', 'water', 'DEPT'),
  liaison2: person('liaison2', 'water', 'DEPT'),
  chief: person('chief', 'water', 'DEPT-L'),
  officer: person('officer', 'water', 'OFF'),
  section: person('section', 'water', 'SEC'),
  town: person('town', 'water', 'TOWN'),
  assistant: person('assistant', 'transport', 'DEPT'),
  stranger: person('stranger', 'parks', 'DEPT'),
  enforcer: person('enforcer', 'squad', 'ENF'),
  citizen: person('citizen', '', 'PUB'),
  auditor: person('auditor', 'audit', 'AUD'),
  admin: person('admin', 'it', 'SYSA'),
} as const;

export type Who = keyof typeof people;

/** What a task is made of unless a case says otherwise. */
export const usualData = {
  leads: ['water'],
  assists: ['transport'],
  startDate: '2026-01-01',
  dueDate: '2026-12-31',
} as const;

/** A task with its history. */
export class TaskCase extends RecordCase<Who> {
  constructor(data: Record<string, unknown> = {}, day = '2026-01-05') {
    super(programme, people, 'coord', day, {
      id: 't1',
      title: '污水管网改造',
      areaCode: '310107',
      data: { ...usualData, ...data },
    });
  }

  /** Issued on 5 January and signed for on the 6th. */
  started(): this {
    return this.step('coord', '2026-01-05', 'issue').step('liaison', '2026-01-06', 'sign-for');
  }

  /** A report, confirmed on the same day. */
  reported(day: string, month: string, progress: number, more: Record<string, unknown> = {}): this {
    return this.step('liaison', day, 'report', { month, progress, text: '进展', ...more }).step(
      'chief',
      day,
      'confirm-report',
    );
  }
}

/** A task in each state, on course, so that nothing may be urged. */
export const inState: Record<string, () => TaskCase> = {
  drafted: () => new TaskCase(),
  issued: () => new TaskCase().step('coord', '2026-01-14', 'issue'),
  active: () => new TaskCase().started(),
  postponing: () =>
    new TaskCase()
      .started()
      .step('liaison', '2026-01-10', 'request-postponement', { newDue: '2027-01-20', reason: '汛期' }),
  checking: () =>
    new TaskCase()
      .started()
      .reported('2026-01-12', '2026-01', 100)
      .step('liaison', '2026-01-13', 'submit-completion'),
  done: () =>
    new TaskCase()
      .started()
      .reported('2026-01-12', '2026-01', 100)
      .step('liaison', '2026-01-13', 'submit-completion')
      .step('coord', '2026-01-14', 'verify-completion'),
  terminated: () =>
    new TaskCase().started().step('district', '2026-01-10', 'terminate', { endDocument: '〔2026〕1号' }),
};
