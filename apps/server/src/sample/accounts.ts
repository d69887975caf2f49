import type { RoleCode } from '@huanzhi/registry';

/** An account of the sample district; people appear only as roles. */
export interface SampleUser {
  login: string;
  name: string;
  org: string;
  role: RoleCode;
  /** Key of the town to which the role is limited. */
  town?: string;
}

/** One account for each role that the sample needs, and staff of the units that lead its tasks. */
export const sampleUsers: readonly SampleUser[] = [
  { login: 'sysadmin', name: '系统管理员', org: 'bureau', role: 'SYSA' },
  { login: 'secadmin', name: '安全管理员', org: 'bureau', role: 'SECA' },
  { login: 'auditor', name: '安全审计员', org: 'bureau', role: 'AUD' },
  { login: 'coord', name: '生态文明办承办人', org: 'office', role: 'COORD' },
  { login: 'leader', name: '区领导', org: 'district', role: 'DIST' },
  { login: 'director', name: '局领导', org: 'bureau', role: 'DIR' },
  { login: 'officer', name: '生态环境局承办人', org: 'bureau', role: 'OFF' },
  { login: 'bureau', name: '生态环境局联络员', org: 'bureau', role: 'DEPT' },
  { login: 'bureau-head', name: '生态环境局分管负责人', org: 'bureau', role: 'DEPT-L' },
  { login: 'water', name: '水务局联络员', org: 'water', role: 'DEPT' },
  { login: 'water-head', name: '水务局分管负责人', org: 'water', role: 'DEPT-L' },
  { login: 'green', name: '绿化市容局联络员', org: 'green', role: 'DEPT' },
  { login: 'green-head', name: '绿化市容局分管负责人', org: 'green', role: 'DEPT-L' },
  { login: 'build', name: '建设管理委联络员', org: 'construction', role: 'DEPT' },
  { login: 'build-head', name: '建设管理委分管负责人', org: 'construction', role: 'DEPT-L' },
  { login: 'market', name: '市场监管局联络员', org: 'market', role: 'DEPT' },
  { login: 'market-head', name: '市场监管局分管负责人', org: 'market', role: 'DEPT-L' },
  { login: 'enforce', name: '执法人员', org: 'enforcement', role: 'ENF' },
  { login: 'monitor', name: '监测站分析员', org: 'monitoring', role: 'MON' },
  { login: 'town', name: '晨光街道环保干部', org: 'chenguang', role: 'TOWN', town: 'chenguang' },
  { login: 'enterprise', name: '澄源污水处理厂环保负责人', org: 'plant', role: 'ENT' },
];
