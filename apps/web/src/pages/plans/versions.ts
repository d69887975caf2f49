interface Version {
  id: string;
  versionNo: number;
  supersedes: string | null;
}

/** All versions that hang together with a plan, the oldest first. */
export function versionsOf<P extends Version>(plan: P, plans: P[]): P[] {
  const family = new Set([plan.id]);
  let size = 0;
  while (size !== family.size) {
    size = family.size;
    for (const { id, supersedes } of plans) {
      if (supersedes === null) continue;
      if (family.has(id)) family.add(supersedes);
      if (family.has(supersedes)) family.add(id);
    }
  }
  return plans.filter(({ id }) => family.has(id)).sort((a, b) => a.versionNo - b.versionNo);
}
