import type { Actor, RoleCode } from '@huanzhi/registry';

/** What a route may ask for. `work` is everything that belongs to no administrator: the business itself. */
export type Permission =
  | 'work'
  | 'plan.read'
  | 'plan.upload'
  | 'plan.review'
  | 'plan.publish'
  | 'plan.export'
  | 'target.read'
  | 'target.write'
  | 'target.assign'
  | 'target.export'
  | 'monitor.read'
  | 'monitor.own'
  | 'site.manage'
  | 'data.import'
  | 'data.review'
  | 'alert.handle'
  | 'gateway.manage'
  | 'report.make'
  | 'indicator.bind'
  | 'org.manage'
  | 'user.read'
  | 'user.manage'
  | 'grant.manage'
  | 'audit.read';

/** The three administrators: separate persons, no business data (workflows §16.3 no. 6). */
export const administrators: readonly RoleCode[] = ['SYSA', 'SECA', 'AUD'];

const everyRole: readonly RoleCode[] = [
  'PUB',
  'ENT',
  'ENT-R',
  'TOWN',
  'GRID',
  'DEPT',
  'DEPT-L',
  'OFF',
  'SEC',
  'LGL',
  'DIR',
  'ENF',
  'ENF-L',
  'MON',
  'COORD',
  'DIST',
  'MUN',
  'EXP',
  '3P',
  'AUD',
  'SECA',
  'SYSA',
];

/** Roles that a person can be granted; `SYS` is the engine. */
export const grantableRoles = everyRole;

const business = everyRole.filter((role) => !administrators.includes(role) && role !== 'PUB');
/** Row “R1 tasks” of workflows §16.2: who reads plans, targets and tasks. */
const planReaders: readonly RoleCode[] = [
  'TOWN',
  'DEPT',
  'DEPT-L',
  'OFF',
  'SEC',
  'LGL',
  'DIR',
  'ENF',
  'ENF-L',
  'MON',
  'COORD',
  'DIST',
  'MUN',
];

const holders: Record<Permission, readonly RoleCode[]> = {
  work: business,
  'plan.read': planReaders,
  'plan.upload': ['COORD'],
  'plan.review': ['COORD'],
  'plan.publish': ['COORD'],
  'plan.export': ['COORD', 'DIST'],
  'target.read': planReaders,
  'target.write': ['COORD', 'DEPT', 'DEPT-L', 'MON'],
  'target.assign': ['COORD'],
  'target.export': ['COORD', 'DIST'],
  'monitor.read': planReaders,
  'monitor.own': ['ENT', 'ENT-R'],
  'site.manage': ['MON'],
  'data.import': ['MON'],
  'data.review': ['MON'],
  'alert.handle': ['MON', 'OFF', 'SEC', 'ENF', 'ENF-L'],
  'gateway.manage': ['MON'],
  'report.make': ['MON', 'OFF', 'SEC', 'COORD'],
  'indicator.bind': ['COORD', 'MON'],
  'org.manage': ['SYSA'],
  'user.read': ['SYSA', 'SECA'],
  'user.manage': ['SYSA'],
  'grant.manage': ['SECA'],
  'audit.read': ['AUD'],
};

/**
 * What the roles of an actor allow, sorted; default is nothing. An object-level check (registry, owner,
 * area, disclosure class) follows in the service.
 */
export function permissionsOf(actor: Pick<Actor, 'roles'>): Permission[] {
  const codes = new Set(actor.roles.map((role) => role.code));
  return (Object.keys(holders) as Permission[])
    .filter((permission) => holders[permission].some((role) => codes.has(role)))
    .sort();
}

/**
 * True when the roles may be held by one person: an administrator's role stands alone.
 * @param codes roles of one person
 */
export function rolesGoTogether(codes: readonly RoleCode[]): boolean {
  const distinct = new Set(codes);
  return distinct.size <= 1 || !administrators.some((role) => distinct.has(role));
}
