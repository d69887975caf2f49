import type { Actor, ActorRule, RegistryRecord, RoleCode } from './types.ts';

/** Where a record lies: what a relation is judged by. */
export type Placed = Pick<RegistryRecord, 'ownerOrg' | 'coOrgs' | 'areaCode' | 'createdBy'>;

/** Whether an area holds another: codes of GB/T 2260 and GB/T 10114 nest by prefix. */
export function areaHolds(outer: string, inner: string): boolean {
  return inner.startsWith(outer);
}

/** The grants of a role that the actor holds. */
export function grantsOf(actor: Actor, role: RoleCode): Actor['roles'] {
  return actor.roles.filter((grant) => grant.code === role);
}

/** Whether the actor has one of the roles, wherever it was granted. */
export function holdsAny(actor: Actor, roles: readonly RoleCode[]): boolean {
  return actor.roles.some((grant) => roles.includes(grant.code));
}

/**
 * Whether the actor stands to the record as the rule says. `any` and `area` reach as far as the area for
 * which the role was granted; `owner`, `owner-or-co` and `creator` follow organisation and person, because
 * a town may have to act in a matter of the whole district.
 */
export function stands(actor: Actor, rule: ActorRule, record: Placed): boolean {
  const grants = grantsOf(actor, rule.role);
  if (grants.length === 0) return false;
  const owns = record.ownerOrg !== null && actor.orgIds.includes(record.ownerOrg);
  switch (rule.relation) {
    case 'any':
    case 'area':
      return grants.some((grant) => grant.areaCode === null || areaHolds(grant.areaCode, record.areaCode));
    case 'owner':
      return owns;
    case 'owner-or-co':
      return owns || record.coOrgs.some((org) => actor.orgIds.includes(org));
    case 'creator':
      return record.createdBy === actor.userId;
  }
}
