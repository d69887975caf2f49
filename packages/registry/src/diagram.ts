import type { LocalText, RegistryDefinition } from './types.ts';

/**
 * The life-cycle as Mermaid text (`stateDiagram-v2`) for documents. Transitions that leave the state as it
 * is are drawn as loops; several between the same two states share one arrow.
 */
export function lifeCycleDiagram(definition: RegistryDefinition, language: keyof LocalText = 'zh'): string {
  const arrows = new Map<string, string[]>();
  for (const transition of definition.transitions) {
    for (const from of transition.from) {
      const key = `${from} --> ${transition.to === 'same' ? from : transition.to}`;
      arrows.set(key, [...(arrows.get(key) ?? []), transition.label[language]]);
    }
  }
  const join = language === 'zh' ? '、' : ', ';
  return [
    'stateDiagram-v2',
    ...definition.states.map((state) => `  state "${state.label[language]}" as ${state.key}`),
    `  [*] --> ${definition.initial}`,
    ...[...arrows].map(([arrow, labels]) => `  ${arrow} : ${labels.join(join)}`),
    ...definition.states
      .filter((state) => state.kind === 'done' || state.kind === 'void')
      .map((state) => `  ${state.key} --> [*]`),
    '',
  ].join('\n');
}
