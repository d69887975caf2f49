import type { Answer } from '@huanzhi/contract';

export type Org = Answer<'orgs'>['items'][number];

/** An organisation with what lies below it. */
export interface OrgNode {
  org: Org;
  children: OrgNode[];
}

/** The tree of organisations; one whose parent is unknown stands at the top, so that none is lost. */
export function orgTree(orgs: Org[]): OrgNode[] {
  const nodes = new Map(orgs.map((org) => [org.id, { org, children: [] as OrgNode[] }]));
  const roots: OrgNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.org.parentId === null ? undefined : nodes.get(node.org.parentId);
    (parent?.children ?? roots).push(node);
  }
  return roots;
}
