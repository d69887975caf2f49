import {
  type Actor,
  type Applied,
  apply,
  create,
  type KernelContext,
  type RecordEvent,
  type Refused,
  type RegistryRecord,
  type RoleCode,
  type TransitionInput,
} from '@huanzhi/registry';
import { chinaHolidays, createCalendar } from '@huanzhi/standards';
import { programme } from './definition.ts';

/** Help for worked examples and tests: a small district, and a task with its history. */

export const calendar = createCalendar(chinaHolidays);

/** A person with one role for the whole district. */
export function person(userId: string, orgId: string, ...roles: RoleCode[]): Actor {
  return {
    userId,
    name: userId,
    orgId,
    orgIds: [orgId],
    roles: roles.map((code) => ({ code, areaCode: null })),
  };
}

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

export function contextAt(day: string, history: RecordEvent[] = []): KernelContext {
  return { now: new Date(day.length > 10 ? day : `${day}T02:00:00Z`), history, calendar };
}

/** A task with its history, as the store would hold both. */
export class TaskCase {
  record: RegistryRecord;
  history: RecordEvent[] = [];

  constructor(data: Record<string, unknown> = {}, day = '2026-01-05') {
    const wanted = { id: 't1', title: '污水管网改造', areaCode: '310107', data: { ...usualData, ...data } };
    this.record = this.#keep(create(programme, wanted, people.coord, contextAt(day)));
  }

  /** Tries a step. @returns codes of the refusal with their paths, `[]` when it was done. */
  try(
    who: Who,
    day: string,
    name: string,
    inputs: Record<string, unknown> = {},
    more: Partial<TransitionInput> = {},
  ) {
    const input = { inputs, opinion: '说明', evidence: ['e1'], ...more };
    const result = apply(programme, this.record, name, input, people[who], contextAt(day, this.history));
    if ('problems' in result) return result.problems.map(({ path, code }) => `${path} ${code}`.trim());
    this.record = this.#keep(result);
    return [];
  }

  /** Does a step that the case takes for granted. @throws Error with the refusal. */
  step(
    who: Who,
    day: string,
    name: string,
    inputs: Record<string, unknown> = {},
    more: Partial<TransitionInput> = {},
  ) {
    const refusal = this.try(who, day, name, inputs, more);
    if (refusal.length > 0) throw new Error(`${name} by ${who} on ${day}: ${refusal.join('; ')}`);
    return this;
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

  #keep(result: Applied | Refused): RegistryRecord {
    if ('problems' in result) throw new Error(JSON.stringify(result.problems));
    this.history.push({ ...result.event, seq: this.history.length + 1, prevHash: '', hash: '' });
    return result.record;
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
