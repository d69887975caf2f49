import type { Query } from '@huanzhi/contract';
import type { Actor, FieldDefinition, Light, Programme } from '@huanzhi/registry';
import { isId } from '../../store/ids.ts';
import { findPlan, findVersion } from '../../store/plans/plans.queries.ts';
import { searchField } from '../../store/records/field-index.queries.ts';
import type { RecordFilter, RecordSort } from '../../store/records/list-records.queries.ts';
import type { Env } from '../env.ts';
import { AppError, problem } from '../errors.ts';
import { scopeOf } from './kernel.ts';

type RecordQuery = Query<'records'>;

const lights: readonly string[] = ['grey', 'green', 'yellow', 'red', 'blue'];
const envelopeSorts = ['code', 'title', 'state', 'due', 'updatedAt', 'createdAt', 'light'] as const;
const listOf = (text: string | undefined) => text?.split(',').filter(Boolean);

/**
 * The filter that a list's address asks for, within what the actor may see.
 * @throws AppError `invalid-input` naming a field that cannot be filtered
 */
export async function filterOf(
  env: Env,
  programme: Programme,
  actor: Actor,
  query: RecordQuery,
): Promise<RecordFilter> {
  const states = listOf(query.state);
  const wantedLights = listOf(query.light)?.filter((light): light is Light => lights.includes(light));
  const orgs = [...(query.owner && isId(query.owner) ? [query.owner] : [])];
  if (query.mine === '1') orgs.push(...actor.orgIds);
  const where = (listOf(query.where) ?? []).map((part) => {
    const [key = '', ...rest] = part.split(':');
    return { field: searchField(searchable(programme, key)), values: [rest.join(':')] };
  });
  return {
    registry: programme.definition.id,
    scope: scopeOf(programme, actor),
    ...(query.q?.trim() ? { q: query.q } : {}),
    ...(states === undefined ? {} : { states }),
    ...(wantedLights === undefined ? {} : { lights: wantedLights }),
    ...(orgs.length > 0 ? { orgs } : {}),
    ...(query.plan === undefined ? {} : { plan: await planOf(env, query.plan) }),
    ...(where.length > 0 ? { where } : {}),
  };
}

/** The order that a list's address asks for; the latest change first when it does not say. */
export function sortOf(programme: Programme, text: string | undefined): RecordSort {
  const descending = text?.startsWith('-') ?? false;
  const key = text?.replace(/^-/, '').replace(/^data\./, '');
  if (key === undefined || key === '') return { by: 'updatedAt', descending: true };
  const by = envelopeSorts.find((name) => name === key);
  if (by !== undefined) return { by, descending };
  return { by: 'field', field: searchField(searchable(programme, key)), descending };
}

/** A field that lists may filter and sort by: declared so, and shown to everybody who sees the record. */
function searchable(programme: Programme, key: string): FieldDefinition {
  const field = programme.definition.fields.find((one) => one.key === key);
  if (field?.searchable !== true || field.sensitivity === 'P4' || field.sensitivity === 'P5') {
    throw new AppError('invalid-input', [
      problem(
        `where.${key}`,
        'not-searchable',
        `不能按“${key}”筛选或排序`,
        `“${key}” cannot be filtered or sorted`,
      ),
    ]);
  }
  return field;
}

/** A plan is named by itself or by one of its versions. */
async function planOf(env: Env, id: string): Promise<string> {
  if (!isId(id)) return id;
  if ((await findPlan(env.store.db, id)) !== undefined) return id;
  return (await findVersion(env.store.db, id))?.planId ?? id;
}
