import { type FieldDefinition, type Problem, type RegistryDefinition, validateData } from '@huanzhi/registry';

/** Values as they are sent: empty texts and lists are left out, `0` and `false` stay. */
export function cleanValues(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) =>
        value !== undefined &&
        value !== null &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/**
 * Checks the values of a form with the rules of the server.
 * @returns mistakes by field key (`reports.0.month` for entries); the first one of a field counts
 */
export function checkForm(
  definition: RegistryDefinition,
  fields: FieldDefinition[],
  values: Record<string, unknown>,
): Map<string, Problem> {
  return byField(validateData({ ...definition, fields }, cleanValues(values)));
}

/** Mistakes by field key: `data.x`, `inputs.x` and `x` all name the field `x`. */
export function byField(problems: Problem[]): Map<string, Problem> {
  const found = new Map<string, Problem>();
  for (const problem of problems) {
    const key = problem.path.replace(/^(data|inputs)\./, '');
    if (!found.has(key)) found.set(key, problem);
  }
  return found;
}

/** The mistake of a field or of one of its entries. */
export function problemOf(problems: Map<string, Problem>, key: string): Problem | undefined {
  const own = problems.get(key);
  if (own) return own;
  for (const [path, problem] of problems) if (path.startsWith(`${key}.`)) return problem;
  return undefined;
}
