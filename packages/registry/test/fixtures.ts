import type {
  Actor,
  Applied,
  Programme,
  RecordEvent,
  Refused,
  RegistryDefinition,
  RegistryRecord,
  RoleCode,
} from '../src/index.ts';
import { create, defineProgramme } from '../src/index.ts';
import { contextAt as at } from '../src/testing.ts';

export { at };

/** A small registry that uses every part of the definition language once. */
export const definition: RegistryDefinition = {
  id: 'sample',
  version: 1,
  name: { zh: '样例', en: 'Samples' },
  about: { zh: '样例', en: 'A sample' },
  codePrefix: 'YL',
  basis: [],
  sensitivity: 'P3',
  fields: [
    { key: 'kind', type: 'text', required: true, maxLength: 10, label: { zh: '类别', en: 'Kind' } },
    { key: 'amount', type: 'number', min: 0, digits: 2, label: { zh: '数量', en: 'Amount' } },
    { key: 'due', type: 'date', label: { zh: '期限', en: 'Due' } },
    { key: 'outcome', type: 'text', readOnly: true, label: { zh: '结果', en: 'Outcome' } },
    { key: 'phone', type: 'text', sensitivity: 'P5', label: { zh: '电话', en: 'Telephone' } },
    {
      key: 'visits',
      type: 'items',
      label: { zh: '走访', en: 'Visits' },
      fields: [
        { key: 'on', type: 'date', label: { zh: '日期', en: 'On' } },
        { key: 'person', type: 'text', sensitivity: 'P4', label: { zh: '对象', en: 'Person' } },
      ],
    },
  ],
  states: [
    { key: 'new', label: { zh: '新建', en: 'New' }, kind: 'draft' },
    { key: 'open', label: { zh: '办理中', en: 'Open' }, kind: 'open' },
    { key: 'waiting', label: { zh: '挂起', en: 'Suspended' }, kind: 'paused' },
    { key: 'closed', label: { zh: '办结', en: 'Closed' }, kind: 'done' },
    { key: 'void', label: { zh: '作废', en: 'Void' }, kind: 'void' },
  ],
  initial: 'new',
  transitions: [
    {
      name: 'accept',
      label: { zh: '受理', en: 'Accept' },
      from: ['new'],
      to: 'open',
      who: [{ role: 'OFF', relation: 'owner' }],
      requires: ['amount'],
      clocks: [
        { clock: 'handle', action: 'start' },
        { clock: 'limit', action: 'start' },
      ],
      notify: ['owner', 'co', 'creator', 'SEC'],
    },
    {
      name: 'note',
      label: { zh: '补充', en: 'Add' },
      from: ['open'],
      to: 'same',
      who: [{ role: 'OFF', relation: 'owner-or-co' }],
      inputs: [{ key: 'kind', type: 'text', maxLength: 10, label: { zh: '类别', en: 'Kind' } }],
      duty: false,
    },
    {
      name: 'extend',
      label: { zh: '延长', en: 'Extend' },
      from: ['open'],
      to: 'same',
      who: [{ role: 'SEC', relation: 'any' }],
      inputs: [{ key: 'until', type: 'date', required: true, label: { zh: '至', en: 'Until' } }],
      effect: 'keep',
      clocks: [{ clock: 'handle', action: 'move', toInput: 'until' }],
      duty: false,
    },
    {
      name: 'suspend',
      label: { zh: '挂起', en: 'Suspend' },
      from: ['open'],
      to: 'waiting',
      who: [{ role: 'OFF', relation: 'owner' }],
      opinion: 'required',
      duty: false,
    },
    {
      name: 'resume',
      label: { zh: '恢复', en: 'Resume' },
      from: ['waiting'],
      to: 'open',
      who: [{ role: 'OFF', relation: 'owner' }],
    },
    {
      name: 'close',
      label: { zh: '办结', en: 'Close' },
      from: ['open'],
      to: 'closed',
      who: [{ role: 'SEC', relation: 'any' }],
      when: ['small'],
      guards: ['outcomeGiven'],
      inputs: [{ key: 'outcome', type: 'text', label: { zh: '结果', en: 'Outcome' } }],
      evidence: 'required',
      fourEyes: ['accept', 'note'],
      duty: 'hasAmount',
    },
    {
      name: 'expire',
      label: { zh: '失效', en: 'Expire' },
      from: ['open', 'waiting'],
      to: 'void',
      who: [{ role: 'SYS', relation: 'any' }],
      automatic: true,
      duty: false,
    },
    {
      name: 'cancel',
      label: { zh: '作废', en: 'Cancel' },
      from: ['new', 'open'],
      to: 'void',
      who: [{ role: 'SEC', relation: 'any' }],
      danger: true,
    },
  ],
  clocks: [
    { key: 'handle', label: { zh: '办理', en: 'Handling' }, amount: 10, unit: 'wd' },
    { key: 'limit', label: { zh: '法定', en: 'Legal limit' }, amount: 30, unit: 'd', rollIfHoliday: true },
  ],
  permissions: [
    { role: 'OFF', relation: 'owner-or-co', can: ['create', 'read', 'edit', 'export'], upTo: 'P4' },
    { role: 'SEC', relation: 'any', can: ['create', 'read', 'edit', 'export', 'import'], upTo: 'P5' },
    { role: 'TOWN', relation: 'area', can: ['read'] },
    { role: 'GRID', relation: 'creator', can: ['create', 'read'] },
    { role: 'PUB', relation: 'any', can: ['read'], upTo: 'P1' },
    { role: 'AUD', relation: 'any', can: ['read'] },
  ],
  editableIn: ['new', 'open'],
  columns: ['code', 'title', 'kind'],
  indicators: [],
};

export const programme: Programme = defineProgramme({
  definition,
  rules: {
    guards: {
      small: ({ data }) =>
        Number(data.amount ?? 0) < 1000
          ? []
          : [{ path: '', code: 'too-big', message: { zh: '数量过大', en: 'too big' } }],
      outcomeGiven: (_record, { inputs }) =>
        inputs.outcome === undefined
          ? [{ path: 'inputs.outcome', code: 'required', message: { zh: '须填结果', en: 'no outcome' } }]
          : [],
    },
    effects: { keep: ({ data }) => ({ data }) },
    duties: { hasAmount: ({ data }) => data.amount !== undefined },
  },
});

/** An actor with roles for the whole district, or for an area (`TOWN@310107103`). */
export function actor(userId: string, orgId: string, ...roles: string[]): Actor {
  return {
    userId,
    name: `${userId} name`,
    orgId,
    orgIds: [orgId],
    roles: roles.map((text) => {
      const [code, areaCode] = text.split('@');
      return { code: code as RoleCode, areaCode: areaCode ?? null };
    }),
  };
}

export const officer = actor('officer', 'bureau', 'OFF');
export const colleague = actor('colleague', 'bureau', 'OFF');
export const partner = actor('partner', 'water', 'OFF');
export const chief = actor('chief', 'bureau', 'SEC');
export const engine = actor('engine', 'system', 'SYS');

/** The result, or the problems as an error: for steps that a test takes for granted. */
export function done(result: Applied | Refused): Applied {
  if ('problems' in result) throw new Error(result.problems.map((p) => `${p.path} ${p.code}`).join('; '));
  return result;
}

/** Codes of the refusal, `[]` when it was done. */
export function codes(result: Applied | Refused): string[] {
  return 'problems' in result
    ? result.problems.map((p) => (p.path === '' ? p.code : `${p.path} ${p.code}`))
    : [];
}

/** A new record of the sample registry, changed at will. */
export function sample(changes: Partial<RegistryRecord> = {}): RegistryRecord {
  const { record } = done(
    create(
      programme,
      {
        id: 'r1',
        title: 'One',
        areaCode: '310107103',
        ownerOrg: 'bureau',
        coOrgs: ['water'],
        data: { kind: 'a', amount: 5 },
      },
      officer,
      at('2026-11-02'),
    ),
  );
  return { ...record, ...changes };
}

/** An event as the store would give it back, for the four-eyes rule. */
export function happened(transition: string, by: Actor, actingFor: string | null = null): RecordEvent {
  return {
    recordId: 'r1',
    seq: 1,
    transition,
    from: null,
    to: 'open',
    actor: by.userId,
    actorName: by.name,
    actingFor,
    at: '2026-11-02T02:00:00.000Z',
    opinion: '',
    diff: [],
    evidence: [],
    prevHash: '',
    hash: '',
  };
}
