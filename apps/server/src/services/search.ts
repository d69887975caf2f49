import { permissionsFor } from '@huanzhi/registry';
import { pinyinSearch } from '../store/pinyin.ts';
import { listRecords } from '../store/records/list-records.queries.ts';
import type { Env } from './env.ts';
import { recordLink } from './notifications.ts';
import { loadOrgIndex } from './org-index.ts';
import { listPlans } from './plans/shown-plan.ts';
import { scopeOf } from './records/kernel.ts';
import type { Session } from './session.ts';

/** Hits of one group. */
const perGroup = 5;

/**
 * Finds records by code, title or summary, plans and organisations by name; pinyin and its initials fit
 * too. What one may not see does not appear.
 */
export async function search(env: Env, session: Session, q: string) {
  const { actor } = session;
  const registries = [...env.programmes.values()].filter((one) => permissionsFor(one, actor).read);
  const found = await Promise.all(
    registries.map(async (programme) => {
      const filter = { registry: programme.definition.id, scope: scopeOf(programme, actor), q };
      const page = await listRecords(
        env.store.db,
        filter,
        { by: 'code', descending: false },
        { limit: perGroup },
      );
      const exactFirst = page.items.sort((a, b) => Number(b.code === q) - Number(a.code === q));
      return exactFirst.map((record) => ({
        kind: record.registry,
        title: record.title,
        detail: [record.code, programme.definition.states.find((one) => one.key === record.state)?.label.zh]
          .filter(Boolean)
          .join(' · '),
        link: recordLink(record.registry, record.id),
      }));
    }),
  );
  const plans = session.permissions.includes('plan.read') ? await listPlans(env) : [];
  const orgs = await loadOrgIndex(env);
  return {
    items: [
      ...found.flat(),
      ...plans
        .filter((plan) => fits(`${plan.title} ${plan.docNumber ?? ''}`, q))
        .slice(0, perGroup)
        .map((plan) => ({
          kind: 'plan',
          title: plan.title,
          detail: plan.docNumber ?? '',
          link: `/plans/${plan.id}`,
        })),
      ...orgs.all
        .filter((org) => org.active && fits([org.name, org.shortName, ...org.aliases].join(' '), q))
        .slice(0, perGroup)
        .map((org) => ({
          kind: 'org',
          title: org.name,
          detail: org.shortName,
          link: `/registries/task?owner=${org.id}`,
        })),
    ],
  };
}

function fits(text: string, q: string): boolean {
  const haystack = `${text} ${pinyinSearch(text)}`.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => haystack.includes(word));
}
