import { defineProgramme, type Programme, type RegistryDefinition } from '@huanzhi/registry';
import { fields } from './fields.ts';
import { indicators } from './indicators.ts';
import { leadLight } from './light.ts';
import { rules } from './rules.ts';
import { transitions } from './transitions.ts';

const definition: RegistryDefinition = {
  id: 'lead',
  version: 1,
  name: { zh: '线索', en: 'Leads' },
  about: {
    zh: '告警、信访、巡查发现的问题线索：受理、核实、属实的转办、立案或整改，到办结为止。',
    en: 'What alerts, petitions and patrols point to: checked, passed on, filed or put right, closed.',
  },
  codePrefix: 'XS',
  basis: [
    { title: '生态环境行政处罚办法', article: '第十八条', mark: 'verified' },
    { title: '受理、反馈时限', mark: 'default' },
  ],
  sensitivity: 'P3',
  fields,
  states: [
    { key: 'pending', label: { zh: '待核实', en: 'To check' }, kind: 'open' },
    { key: 'verifying', label: { zh: '核实中', en: 'Being checked' }, kind: 'open' },
    { key: 'transferred', label: { zh: '属实转办', en: 'Passed on' }, kind: 'open' },
    { key: 'filed', label: { zh: '属实立案', en: 'Case filed' }, kind: 'open' },
    { key: 'rectifying', label: { zh: '属实整改', en: 'Being put right' }, kind: 'open' },
    { key: 'unfounded', label: { zh: '不属实待确认', en: 'Unfounded, to confirm' }, kind: 'open' },
    { key: 'closed', label: { zh: '已办结', en: 'Closed' }, kind: 'done' },
    { key: 'discarded', label: { zh: '已作废', en: 'Discarded' }, kind: 'void' },
  ],
  initial: 'pending',
  transitions,
  clocks: [
    {
      key: 'verify',
      label: { zh: '核实与立案审查', en: 'Check and decision to file' },
      amount: 15,
      unit: 'd',
      basis: { title: '生态环境行政处罚办法', article: '第十八条', mark: 'verified' },
    },
    {
      key: 'feedback',
      label: { zh: '转办反馈', en: 'Report back' },
      amount: 10,
      unit: 'wd',
      basis: { title: '转办反馈时限', mark: 'default' },
    },
    {
      key: 'rectify',
      label: { zh: '整改期限', en: 'Putting right' },
      unit: 'fixedDate',
      dateField: 'rectifyDue',
    },
  ],
  permissions: [
    { role: 'ENF', relation: 'any', can: ['create', 'read', 'edit', 'export', 'import'] },
    { role: 'ENF-L', relation: 'any', can: ['create', 'read', 'edit', 'export', 'import'] },
    { role: 'OFF', relation: 'any', can: ['create', 'read', 'edit', 'export'] },
    { role: 'SEC', relation: 'any', can: ['create', 'read', 'edit', 'export'] },
    { role: 'MON', relation: 'any', can: ['create', 'read', 'edit', 'export'] },
    { role: 'DIR', relation: 'any', can: ['read', 'export'] },
    { role: 'DEPT', relation: 'owner-or-co', can: ['read'] },
    { role: 'TOWN', relation: 'owner-or-co', can: ['read'] },
  ],
  editableIn: ['pending'],
  columns: ['code', 'title', 'origin', 'place', 'party', 'ownerOrg', 'state', 'light'],
  indicators,
  nav: 'registry',
};

/** Leads 线索: from an alert (or another source) to its close-out (workflows §6.3 first step, §6.7). */
export const programme: Programme = defineProgramme({
  definition,
  rules: { ...rules, light: leadLight(definition) },
});
