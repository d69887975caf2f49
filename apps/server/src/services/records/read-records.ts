import type { Query } from '@huanzhi/contract';
import {
  maskHistory,
  type Programme,
  permissionsFor,
  type RegistryRecord,
  verifyChain,
} from '@huanzhi/registry';
import {
  countRecords,
  findRecord,
  listRecords,
  type RecordFilter,
  recordFacets,
} from '../../store/records/list-records.queries.ts';
import { stepsOf } from '../../store/records/record-histories.queries.ts';
import { history } from '../../store/records/save-record.queries.ts';
import type { Env } from '../env.ts';
import { AppError } from '../errors.ts';
import { loadOrgIndex } from '../org-index.ts';
import type { Session } from '../session.ts';
import { programmeOf, scopeOf } from './kernel.ts';
import { filterOf, sortOf } from './record-filter.ts';
import { listRow, shownDetail } from './shown-record.ts';

const pageSize = 50;
/** Totals beyond are not shown (contract: `page.total`). */
const countedUpTo = 10_000;

/** The registries that the actor may look into, with rights and count. */
export async function listRegistries(env: Env, session: Session) {
  const { actor } = session;
  const shown = [...env.programmes.values()].filter((one) => permissionsFor(one, actor).read);
  return Promise.all(
    shown.map(async (programme) => {
      const { upTo: _, ...rights } = permissionsFor(programme, actor);
      const filter = { registry: programme.definition.id, scope: scopeOf(programme, actor) };
      return {
        definition: programme.definition,
        can: Object.entries(rights).flatMap(([right, allowed]) => (allowed ? [right] : [])),
        count: (await countRecords(env.store.db, filter)) ?? 10_000,
      };
    }),
  );
}

/** A page of records, with counts by state and light over the other filters. */
export async function pageOfRecords(env: Env, session: Session, registry: string, query: Query<'records'>) {
  const programme = readable(env, session, registry);
  const { db } = env.store;
  const filter = await filterOf(env, programme, session.actor, query);
  const { states: _states, lights: _lights, ...withoutFacets } = filter;
  const [found, facets, orgs] = await Promise.all([
    listRecords(db, filter, sortOf(programme, query.sort), {
      after: query.after ?? null,
      limit: query.limit ?? pageSize,
    }),
    recordFacets(db, withoutFacets),
    loadOrgIndex(env),
  ]);
  const steps = await stepsOf(
    db,
    found.items.map((record) => record.id),
  );
  return {
    items: found.items.flatMap((record) => {
      const row = listRow(env, programme, session.actor, record, steps.get(record.id) ?? [], orgs);
      return row === null ? [] : [row];
    }),
    page: { next: found.next, total: await totalOf(env, filter, facets) },
    facets,
  };
}

/** What the facets already counted is not counted again. */
async function totalOf(
  env: Env,
  filter: RecordFilter,
  facets: Awaited<ReturnType<typeof recordFacets>>,
): Promise<number | null> {
  if (filter.states !== undefined && filter.lights !== undefined) return countRecords(env.store.db, filter);
  const [counts, wanted] =
    filter.lights === undefined ? [facets.state, filter.states] : [facets.light, filter.lights];
  const keys = wanted === undefined ? Object.keys(counts) : [...new Set<string>(wanted)];
  const total = keys.reduce((sum, key) => sum + (counts[key] ?? 0), 0);
  return total > countedUpTo ? null : total;
}

/** One record in full. @throws AppError `not-found` */
export async function readRecord(env: Env, session: Session, registry: string, id: string) {
  const { programme, record } = await recordFor(env, session, registry, id);
  return shownDetail(env, programme, session.actor, record);
}

/** The history as this actor may see it, and whether its chain holds. */
export async function readHistory(env: Env, session: Session, registry: string, id: string) {
  const { programme, record } = await recordFor(env, session, registry, id);
  const events = await history(env.store.db, id);
  return {
    items: maskHistory(programme, record, events, session.actor).map((event) => ({
      seq: event.seq,
      transition: event.transition,
      from: event.from,
      to: event.to,
      actorName: event.actorName,
      actingFor: event.actingFor,
      at: event.at,
      opinion: event.opinion,
      diff: event.diff,
      evidence: event.evidence,
      hash: event.hash,
    })),
    chain: verifyChain(record.id, events) === null ? ('intact' as const) : ('broken' as const),
  };
}

/** A programme that the actor may read at all. @throws AppError `not-found` */
export function readable(env: Env, session: Session, registry: string): Programme {
  const programme = programmeOf(env, registry);
  if (!permissionsFor(programme, session.actor).read) throw new AppError('not-found');
  return programme;
}

/**
 * A record that the actor may read; what one may not see does not exist.
 * @throws AppError `not-found`
 */
export async function recordFor(
  env: Env,
  session: Session,
  registry: string,
  id: string,
): Promise<{ programme: Programme; record: RegistryRecord }> {
  const programme = readable(env, session, registry);
  const record = await findRecord(env.store.db, registry, id, scopeOf(programme, session.actor));
  if (record === undefined || !permissionsFor(programme, session.actor, record).read) {
    throw new AppError('not-found');
  }
  return { programme, record };
}
