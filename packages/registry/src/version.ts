import type { Programme, RegistryDefinition } from './types.ts';

/** The definition that a record follows: its own version where the programme still holds it. */
export function definitionOf(
  programme: Programme,
  record?: { definitionVersion: number },
): RegistryDefinition {
  const own = programme.earlier?.find((definition) => definition.version === record?.definitionVersion);
  return own ?? programme.definition;
}
