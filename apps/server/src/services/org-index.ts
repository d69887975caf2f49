import { unitKey } from '@huanzhi/plan-reader';
import { listOrgs, type Org } from '../store/people/orgs.queries.ts';
import { district } from './district.ts';
import type { Env } from './env.ts';
import type { OrgIndex } from './org-names.ts';

export type { OrgIndex } from './org-names.ts';

/** Names that stand for many organisations: they stay as they are. */
const collective = /^(?:各|属地|相关|有关|全区|其他|其它)/u;

/** True for 各街镇, 各有关部门, 属地街镇: no single organisation can answer for it. */
export function isCollective(name: string): boolean {
  return collective.test(name.trim());
}

/** True for the collective names that mean every town. */
export function meansEveryTown(name: string): boolean {
  return /^各(?:街镇|街道|镇|乡镇|街道、镇|街道（镇）|街道\(镇\))/u.test(name.trim());
}

/** The index over the organisations as they are now. */
export function loadOrgIndex(env: Env): Promise<OrgIndex> {
  env.kept.orgs ??= readOrgIndex(env).catch((error: unknown) => {
    env.kept.orgs = null;
    throw error;
  });
  return env.kept.orgs;
}

async function readOrgIndex(env: Env): Promise<OrgIndex> {
  const all = await listOrgs(env.store.db);
  return buildOrgIndex(all, (await district(env)).name);
}

/** @param region the district's name, which stands in front of some unit names */
export function buildOrgIndex(all: readonly Org[], region: string): OrgIndex {
  const ids = new Map(all.map((org) => [org.id, org]));
  const exact = new Map<string, Set<Org>>();
  const bodies = new Map<string, { level: string; org: Org }[]>();
  for (const org of all) {
    if (!org.active) continue;
    for (const name of [org.name, org.shortName, ...org.aliases]) {
      exact.set(name, (exact.get(name) ?? new Set()).add(org));
      const { level, body } = split(unitKey(name, region));
      bodies.set(body, [...(bodies.get(body) ?? []), { level, org }]);
    }
  }
  return {
    all,
    byId: (id) => ids.get(id),
    nameOf: (id) => ids.get(id)?.name ?? id,
    idsBelow(id) {
      const top = ids.get(id)?.path;
      return top === undefined ? [id] : all.filter((org) => org.path.startsWith(top)).map((org) => org.id);
    },
    byName(name) {
      if (isCollective(name)) return undefined;
      const same = exact.get(name.trim());
      if (same !== undefined) return only([...same]);
      const { level, body } = split(unitKey(name, region));
      const near = bodies.get(body) ?? [];
      const sameLevel = near.filter((one) => one.level === level);
      const fitting = near.filter((one) => one.level === '' || level === '');
      return only((sameLevel.length > 0 ? sameLevel : fitting).map((one) => one.org));
    },
  };
}

function split(key: string): { level: string; body: string } {
  const at = key.indexOf(':');
  return { level: key.slice(0, at), body: key.slice(at + 1) };
}

function only(orgs: Org[]): Org | undefined {
  const distinct = [...new Set(orgs)];
  return distinct.length === 1 ? distinct[0] : undefined;
}
