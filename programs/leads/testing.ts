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

/** Help for worked examples and tests: a small bureau, and a lead with its history. */

const calendar = createCalendar(chinaHolidays);

/** A person with one role for the whole district. */
function person(userId: string, orgId: string, ...roles: RoleCode[]): Actor {
  return {
    userId,
    name: userId,
    orgId,
    orgIds: [orgId],
    roles: roles.map((code) => ({ code, areaCode: null })),
  };
}

/** People of the examples: the squad checks, the water bureau may receive. */
export const people = {
  enforcer: person('enforcer', 'squad', 'ENF'),
  captain: person('captain', 'squad', 'ENF-L'),
  monitor: person('monitor', 'station', 'MON'),
  section: person('section', 'bureau', 'SEC'),
  water: person('water', 'water-bureau', 'DEPT'),
  town: person('town', 'town-hall', 'TOWN'),
  enterprise: person('enterprise', 'plant', 'ENT'),
  citizen: person('citizen', '', 'PUB'),
  auditor: person('auditor', 'audit', 'AUD'),
} as const;

export type Who = keyof typeof people;

export function contextAt(day: string, history: RecordEvent[] = []): KernelContext {
  return { now: new Date(`${day}T02:00:00Z`), history, calendar };
}

/** A lead with its history, as the store would hold both. */
export class LeadCase {
  record: RegistryRecord;
  history: RecordEvent[] = [];

  constructor(day = '2026-03-02') {
    const wanted = {
      id: 'l1',
      title: '某厂 DW001 化学需氧量日均值超标',
      areaCode: '310107',
      ownerOrg: 'squad',
      data: { origin: 'alert', facts: '日均 96.3 mg/L，限值 80。' },
    };
    this.record = this.#keep(create(programme, wanted, people.monitor, contextAt(day)));
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
    const outcome = apply(programme, this.record, name, input, people[who], contextAt(day, this.history));
    if ('problems' in outcome) return outcome.problems.map(({ path, code }) => `${path} ${code}`.trim());
    this.record = this.#keep(outcome);
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

  #keep(outcome: Applied | Refused): RegistryRecord {
    if ('problems' in outcome) throw new Error(JSON.stringify(outcome.problems));
    this.history.push({ ...outcome.event, seq: this.history.length + 1, prevHash: '', hash: '' });
    return outcome.record;
  }
}

const found = { findings: '现场采样与在线数据一致' };

/** A lead in each state. */
export const inState: Record<string, () => LeadCase> = {
  pending: () => new LeadCase(),
  verifying: () => new LeadCase().step('enforcer', '2026-03-03', 'accept'),
  transferred: () =>
    inStateOf('verifying').step('enforcer', '2026-03-05', 'transfer', { ...found, toOrg: 'water-bureau' }),
  filed: () => inStateOf('verifying').step('enforcer', '2026-03-05', 'file-case', { ...found, caseNo: '1' }),
  rectifying: () =>
    inStateOf('verifying').step('enforcer', '2026-03-05', 'order-rectification', {
      ...found,
      rectification: '修复曝气系统',
      rectifyDue: '2026-03-20',
    }),
  unfounded: () => inStateOf('verifying').step('enforcer', '2026-03-05', 'find-unfounded', found),
  closed: () => inStateOf('unfounded').step('captain', '2026-03-06', 'confirm-unfounded'),
  discarded: () => new LeadCase().step('captain', '2026-03-03', 'discard'),
};

/** A lead in a state of the table. */
export function inStateOf(state: string): LeadCase {
  const make = inState[state];
  if (make === undefined) throw new RangeError(`no lead in state ${state}`);
  return make();
}
