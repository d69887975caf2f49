import type { ReadScope } from '@huanzhi/registry';
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Which records somebody may see: the kernel's `readScope(...)`, or `all` for the engine itself. */
export type RecordScope = ReadScope | 'all';

/** The scope as a condition on `record`: one term must hold; a scope without terms shows nothing. */
export function inScope(eb: ExpressionBuilder<Database, 'record'>, scope: RecordScope): Expression<SqlBool> {
  if (scope === 'all') return eb.lit(true);
  return scope.terms.length === 0 ? eb.lit(false) : eb.or(scope.terms.map((term) => admits(eb, term)));
}

/** What a term states must all hold. Classes P0 … P5 compare as text. */
function admits(
  eb: ExpressionBuilder<Database, 'record'>,
  term: ReadScope['terms'][number],
): Expression<SqlBool> {
  const parts: Expression<SqlBool>[] = [eb('record.sensitivity', '<=', term.upTo)];
  if (term.ownerIn !== undefined) parts.push(sql<SqlBool>`record.owner_org = any(${term.ownerIn}::uuid[])`);
  if (term.ownerOrCoIn !== undefined) {
    parts.push(
      sql<SqlBool>`(record.owner_org = any(${term.ownerOrCoIn}::uuid[]) or record.co_orgs && ${term.ownerOrCoIn}::uuid[])`,
    );
  }
  if (term.areaPrefixes !== undefined) {
    const patterns = term.areaPrefixes.map((prefix) => `${likeText(prefix)}%`);
    parts.push(sql<SqlBool>`record.area_code like any(${patterns}::text[])`);
  }
  if (term.creator !== undefined) parts.push(eb('record.createdBy', '=', term.creator));
  return eb.and(parts);
}

/** Text in which `like` sees no wildcards. */
export function likeText(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}
