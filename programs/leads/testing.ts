import { person, RecordCase } from '@huanzhi/registry/testing';
import { programme } from './definition.ts';

/** Help for worked examples and tests: a small bureau, and a lead with its history. */

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

/** A lead with its history. */
export class LeadCase extends RecordCase<Who> {
  constructor(day = '2026-03-02') {
    super(programme, people, 'monitor', day, {
      id: 'l1',
      title: '某厂 DW001 化学需氧量日均值超标',
      areaCode: '310107',
      ownerOrg: 'squad',
      data: { origin: 'alert', facts: '日均 96.3 mg/L，限值 80。' },
    });
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
