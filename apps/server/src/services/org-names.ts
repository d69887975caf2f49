import type { Org } from '../store/people/orgs.queries.ts';

/** Finds organisations by the names that documents and offices use. */
export interface OrgIndex {
  all: readonly Org[];
  /** By name, short name or alias under the alias rule (GOLD.md §4); undefined when none or several fit. */
  byName: (name: string) => Org | undefined;
  byId: (id: string) => Org | undefined;
  /** Full name, or the id of an organisation that is gone. */
  nameOf: (id: string) => string;
  /** Ids of an organisation and everything below it. */
  idsBelow: (id: string) => string[];
}
