import type { ActorRule, RoleCode, TransitionDefinition } from '@huanzhi/registry';
import { caseNo, findings, rectification, rectifyDue, result, toOrg } from './fields.ts';

const by = (relation: ActorRule['relation'], ...roles: RoleCode[]): ActorRule[] =>
  roles.map((role) => ({ role, relation }));

/** Staff of the unit that checks the lead. */
const staff = by('owner', 'ENF', 'ENF-L', 'OFF', 'SEC', 'MON', 'DEPT', 'TOWN');
/** Only enforcement files a case. */
const enforcers = by('owner', 'ENF', 'ENF-L');
/** The unit that it was passed on to. */
const receivers = by('owner-or-co', 'ENF', 'OFF', 'SEC', 'MON', 'DEPT', 'TOWN');
/** Those who answer for the conclusion that there is nothing in it. */
const chiefs = by('any', 'ENF-L', 'SEC', 'DIR');

/** The life-cycle of a lead. */
export const transitions: TransitionDefinition[] = [
  {
    name: 'accept',
    label: { zh: '受理核实', en: 'Accept' },
    from: ['pending'],
    to: 'verifying',
    who: staff,
    effect: 'accept',
    clocks: [{ clock: 'verify', action: 'start' }],
  },
  {
    name: 'reassign',
    label: { zh: '改派', en: 'Reassign' },
    help: { zh: '不属本单位管辖的，说明理由改派', en: 'Not ours: to another unit, with the reason' },
    from: ['pending'],
    to: 'same',
    who: staff,
    inputs: [{ key: 'toUnit', type: 'org', required: true, label: { zh: '改派单位', en: 'To' } }],
    opinion: 'required',
    effect: 'reassign',
    duty: false,
    notify: ['owner'],
  },
  {
    name: 'transfer',
    label: { zh: '属实，转办', en: 'Holds: pass on' },
    from: ['verifying'],
    to: 'transferred',
    who: staff,
    guards: ['toAnother'],
    inputs: [findings, toOrg],
    evidence: 'required',
    opinion: 'optional',
    effect: 'transfer',
    clocks: [
      { clock: 'verify', action: 'stop' },
      { clock: 'feedback', action: 'start' },
    ],
    notify: ['co', 'creator'],
  },
  {
    name: 'file-case',
    label: { zh: '属实，立案', en: 'Holds: file a case' },
    from: ['verifying'],
    to: 'filed',
    who: enforcers,
    inputs: [findings, caseNo],
    evidence: 'required',
    opinion: 'optional',
    effect: 'fileCase',
    clocks: [{ clock: 'verify', action: 'stop' }],
    notify: ['creator'],
  },
  {
    name: 'order-rectification',
    label: { zh: '属实，责令整改', en: 'Holds: to be put right' },
    from: ['verifying'],
    to: 'rectifying',
    who: staff,
    guards: ['dueAhead'],
    inputs: [findings, rectification, rectifyDue],
    evidence: 'required',
    opinion: 'optional',
    effect: 'orderRectification',
    clocks: [
      { clock: 'verify', action: 'stop' },
      { clock: 'rectify', action: 'start' },
    ],
    notify: ['creator'],
  },
  {
    name: 'find-unfounded',
    label: { zh: '不属实', en: 'Does not hold' },
    from: ['verifying'],
    to: 'unfounded',
    who: staff,
    inputs: [findings],
    evidence: 'optional',
    effect: 'findUnfounded',
    clocks: [{ clock: 'verify', action: 'stop' }],
    notify: ['ENF-L', 'SEC'],
  },
  {
    name: 'report-back',
    label: { zh: '反馈处理结果', en: 'Report back' },
    from: ['transferred'],
    to: 'same',
    who: receivers,
    inputs: [{ ...result, required: true }],
    evidence: 'required',
    effect: 'reportBack',
    duty: 'resultOutstanding',
    notify: ['owner'],
  },
  {
    name: 'close',
    label: { zh: '办结', en: 'Close' },
    help: {
      zh: '转办的须先反馈；立案、整改的须填写处理结果',
      en: 'Passed on: after the report. Case or rectification: with its result',
    },
    from: ['transferred', 'filed', 'rectifying'],
    to: 'closed',
    who: staff,
    guards: ['resultKnown'],
    inputs: [result],
    evidence: 'optional',
    opinion: 'optional',
    fourEyes: ['report-back'],
    effect: 'close',
    duty: 'mayClose',
    notify: ['co', 'creator'],
  },
  {
    name: 'confirm-unfounded',
    label: { zh: '确认不属实', en: 'Confirm' },
    from: ['unfounded'],
    to: 'closed',
    who: chiefs,
    opinion: 'optional',
    fourEyes: ['find-unfounded'],
    effect: 'close',
    notify: ['owner', 'creator'],
  },
  {
    name: 'return-findings',
    label: { zh: '退回重新核实', en: 'Return' },
    from: ['unfounded'],
    to: 'verifying',
    who: chiefs,
    opinion: 'required',
    fourEyes: ['find-unfounded'],
    effect: 'returnFindings',
    duty: false,
    clocks: [{ clock: 'verify', action: 'start' }],
    notify: ['owner'],
  },
  {
    name: 'discard',
    label: { zh: '作废', en: 'Discard' },
    help: { zh: '重复登记或登记有误的', en: 'Entered twice or by mistake' },
    from: ['pending'],
    to: 'discarded',
    who: [...staff, ...by('creator', 'ENF', 'ENF-L', 'OFF', 'SEC', 'MON')],
    opinion: 'required',
    danger: true,
  },
];
