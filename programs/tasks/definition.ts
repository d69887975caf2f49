import { defineProgramme, type Programme } from '@huanzhi/registry';
import { fields } from './fields.ts';
import { indicators } from './indicators.ts';
import { rules } from './rules.ts';
import { transitions } from './transitions.ts';

/** Tasks & monthly dispatch 任务 / 月调度 (workflows §2.2, registry R1.2). */
export const programme: Programme = defineProgramme({
  definition: {
    id: 'task',
    version: 1,
    name: { zh: '任务', en: 'Tasks' },
    about: {
      zh: '方案分解出的任务：下达、签收、按月调度、延期、核验，到完成为止。',
      en: 'What a plan asks of units: issued, signed for, reported monthly, verified, done.',
    },
    codePrefix: 'RW',
    basis: [
      { title: '生态环境法典', article: '第二十七条', mark: 'single source' },
      { title: '按月调度、签收与核验时限、亮灯阈值', mark: 'default' },
    ],
    sensitivity: 'P3',
    fields,
    states: [
      { key: 'drafted', label: { zh: '待下达', en: 'To issue' }, kind: 'draft' },
      { key: 'issued', label: { zh: '待签收', en: 'To sign for' }, kind: 'open' },
      { key: 'active', label: { zh: '进行中', en: 'Under way' }, kind: 'open' },
      { key: 'postponing', label: { zh: '申请延期', en: 'Postponement asked' }, kind: 'open' },
      { key: 'checking', label: { zh: '待核验', en: 'To verify' }, kind: 'open' },
      { key: 'done', label: { zh: '已完成', en: 'Done' }, kind: 'done' },
      { key: 'terminated', label: { zh: '已终止', en: 'Terminated' }, kind: 'void' },
    ],
    initial: 'drafted',
    transitions,
    clocks: [
      {
        key: 'sign-for',
        label: { zh: '签收', en: 'Sign-for' },
        amount: 5,
        unit: 'wd',
        basis: { title: '签收时限', mark: 'default' },
      },
      {
        key: 'completion',
        label: { zh: '完成时限', en: 'Completion' },
        unit: 'fixedDate',
        dateField: 'dueDate',
      },
      {
        key: 'verification',
        label: { zh: '核验', en: 'Verification' },
        amount: 10,
        unit: 'wd',
        basis: { title: '核验时限', mark: 'default' },
      },
    ],
    permissions: [
      { role: 'COORD', relation: 'any', can: ['create', 'read', 'edit', 'export', 'import'], upTo: 'P5' },
      { role: 'DIST', relation: 'any', can: ['read', 'export'] },
      { role: 'MUN', relation: 'any', can: ['read'] },
      { role: 'DIR', relation: 'any', can: ['read', 'export'] },
      { role: 'OFF', relation: 'any', can: ['read'] },
      { role: 'SEC', relation: 'any', can: ['read'] },
      { role: 'ENF', relation: 'any', can: ['read'] },
      { role: 'ENF-L', relation: 'any', can: ['read'] },
      { role: 'MON', relation: 'any', can: ['read'] },
      { role: 'DEPT', relation: 'owner-or-co', can: ['read', 'export', 'import'] },
      { role: 'DEPT-L', relation: 'owner-or-co', can: ['read', 'export', 'import'] },
      { role: 'TOWN', relation: 'owner-or-co', can: ['read', 'export', 'import'] },
      { role: 'DEPT', relation: 'owner', can: ['create', 'read'], upTo: 'P5' },
      { role: 'DEPT-L', relation: 'owner', can: ['read'], upTo: 'P5' },
      { role: 'TOWN', relation: 'owner', can: ['create', 'read'], upTo: 'P5' },
      { role: 'OFF', relation: 'owner', can: ['read', 'export', 'import'], upTo: 'P5' },
      { role: 'SEC', relation: 'owner', can: ['read', 'export', 'import'], upTo: 'P5' },
      { role: 'PUB', relation: 'any', can: ['read'], upTo: 'P0' },
    ],
    editableIn: ['drafted'],
    columns: ['code', 'title', 'leads', 'assists', 'dueDate', 'progress', 'state', 'light'],
    exportForm: [
      { header: '序号', value: '#' },
      { header: '任务', value: 'title' },
      { header: '牵头单位', value: 'data.leads' },
      { header: '配合单位', value: 'data.assists' },
      { header: '完成时限', value: 'data.dueDate' },
      { header: '进展', value: 'data.progressText' },
      { header: '亮灯', value: 'light' },
    ],
    importForms: [
      {
        key: 'progress',
        label: { zh: '进展回填', en: 'Progress sent back' },
        match: [
          { header: '编号', aliases: ['任务编号'], to: 'code' },
          { header: '任务', aliases: ['任务名称', '重点任务', '工作任务'], to: 'title' },
        ],
        transition: 'report',
        shared: ['month'],
        columns: [
          { header: '月份', aliases: ['填报月份'], input: 'month' },
          {
            header: '实际进度',
            aliases: ['进度', '完成进度', '进度（%）', '实际进度（%）'],
            input: 'progress',
          },
          {
            header: '进展',
            aliases: ['工作进展', '进展情况', '完成情况'],
            pattern:
              '^\\s*(?:(?<progress>[0-9０-９]{1,3}(?:[.．][0-9０-９]+)?)\\s*[%％]\\s*[。．，,；;：:、]?\\s*)?(?<text>[\\s\\S]*?)\\s*$',
            expected: { zh: '如“60%。已完成……”', en: 'such as “60%。…”' },
            current: 'data.progressText',
            required: true,
          },
          { header: '存在问题', aliases: ['问题'], input: 'problems' },
          { header: '下月计划', aliases: ['下步计划', '下一步计划'], input: 'nextMonth' },
          { header: '累计完成投资', aliases: ['完成投资', '完成投资（万元）'], input: 'paid' },
        ],
      },
    ],
    indicators,
    nav: 'registry',
  },
  rules,
});
