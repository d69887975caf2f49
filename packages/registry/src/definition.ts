import { clockMistakes, fieldMistakes, formMistakes, permissionMistakes } from './definition-parts.ts';
import { duplicates, type Mistake, mistake } from './mistakes.ts';
import type { Problem, Programme, RegistryDefinition } from './types.ts';

/** Names that `create` and `edit` write into the history themselves. */
const OWN_EVENTS = ['create', 'edit'];

/**
 * Gives the programme back when its definition holds; used at the end of every `definition.ts`.
 * @throws TypeError that lists every mistake with its path.
 */
export function defineProgramme(programme: Programme): Programme {
  const problems = checkDefinition(programme);
  if (problems.length > 0) {
    const lines = problems.map(({ path, message }) => `  ${path}: ${message.en}`);
    throw new TypeError(`registry ${programme.definition.id}:\n${lines.join('\n')}`);
  }
  return programme;
}

/**
 * Checks that a definition holds together: keys, states that exist, are reached and are left, names of
 * rules that exist, inputs that arrive somewhere, forms and columns that point at something, and the
 * denials of workflows §16.3 that can be seen in a definition.
 * @returns mistakes with paths such as `transitions.issue.from`; empty when there is none.
 */
export function checkDefinition(programme: Programme): Problem[] {
  const { definition } = programme;
  return [
    ...(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(definition.id)
      ? []
      : [mistake('id', 'expected kebab-case', '应为小写加连字符')]),
    ...(/^[A-Z]{2,6}$/.test(definition.codePrefix)
      ? []
      : [mistake('codePrefix', 'expected 2 to 6 capital letters', '应为 2 到 6 个大写字母')]),
    ...fieldMistakes(definition.fields, 'fields'),
    ...stateMistakes(definition),
    ...transitionMistakes(programme),
    ...clockMistakes(definition),
    ...permissionMistakes(definition),
    ...formMistakes(programme),
  ];
}

function stateMistakes(definition: RegistryDefinition): Mistake[] {
  const { states, transitions, initial } = definition;
  const mistakes = duplicates(states.map((state) => state.key)).map((key) =>
    mistake(`states.${key}`, 'defined twice', '重复定义'),
  );
  const known = new Set(states.map((state) => state.key));
  if (!known.has(initial)) mistakes.push(mistake('initial', `no state “${initial}”`, `没有状态“${initial}”`));
  definition.editableIn.forEach((key, index) => {
    if (!known.has(key))
      mistakes.push(mistake(`editableIn.${index}`, `no state “${key}”`, `没有状态“${key}”`));
  });

  const reached = new Set([initial]);
  for (let grown = true; grown; ) {
    const before = reached.size;
    for (const transition of transitions) {
      if (transition.to !== 'same' && transition.from.some((key) => reached.has(key)))
        reached.add(transition.to);
    }
    grown = reached.size > before;
  }
  for (const state of states) {
    const path = `states.${state.key}`;
    if (!reached.has(state.key)) mistakes.push(mistake(path, 'cannot be reached', '无法到达'));
    const out = transitions.filter((transition) => transition.from.includes(state.key));
    const isEnd = state.kind === 'done' || state.kind === 'void';
    if (!isEnd && !out.some((transition) => transition.to !== 'same')) {
      mistakes.push(mistake(path, 'is no end and has no way out', '不是终态却没有出路'));
    }
    if (!isEnd && !out.some((transition) => (transition.duty ?? !(transition.danger ?? false)) !== false)) {
      mistakes.push(mistake(path, "nobody's turn: no transition is a duty", '没有轮到任何人办理的步骤'));
    }
  }
  return mistakes;
}

function transitionMistakes(programme: Programme): Mistake[] {
  const { definition, rules } = programme;
  const states = new Set(definition.states.map((state) => state.key));
  const fields = new Set(definition.fields.map((field) => field.key));
  const clocks = new Set(definition.clocks.map((clock) => clock.key));
  const names = definition.transitions.map((transition) => transition.name);
  const mistakes: Mistake[] = duplicates(names).map((name) =>
    mistake(`transitions.${name}`, 'defined twice', '重复定义'),
  );
  for (const transition of definition.transitions) {
    const at = `transitions.${transition.name}`;
    const need = (path: string, wanted: string | undefined, exists: boolean, what: string): void => {
      if (wanted === undefined || exists) return;
      mistakes.push(mistake(`${at}.${path}`, `no ${what} “${wanted}”`, `没有 ${what}“${wanted}”`));
    };
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(transition.name)) {
      mistakes.push(mistake(at, 'expected a kebab-case name', '名称应为小写加连字符'));
    }
    if (OWN_EVENTS.includes(transition.name)) {
      mistakes.push(mistake(at, 'the name belongs to the kernel', '名称为内核所用'));
    }
    if (transition.from.length === 0) mistakes.push(mistake(`${at}.from`, 'starts nowhere', '没有起点'));
    if (transition.who.length === 0) mistakes.push(mistake(`${at}.who`, 'nobody may do it', '没有办理人'));
    for (const key of transition.from) need('from', key, states.has(key), 'state');
    if (transition.to !== 'same') need('to', transition.to, states.has(transition.to), 'state');
    for (const name of [...(transition.when ?? []), ...(transition.guards ?? [])]) {
      need('guards', name, rules.guards?.[name] !== undefined, 'guard');
    }
    need('effect', transition.effect, rules.effects?.[transition.effect ?? ''] !== undefined, 'effect');
    if (typeof transition.duty === 'string') {
      need('duty', transition.duty, rules.duties?.[transition.duty] !== undefined, 'duty');
    }
    for (const key of transition.requires ?? []) need('requires', key, fields.has(key), 'field');
    for (const name of transition.fourEyes ?? []) {
      need('fourEyes', name, names.includes(name) || OWN_EVENTS.includes(name), 'transition');
    }
    const inputs = new Set((transition.inputs ?? []).map((field) => field.key));
    for (const effect of transition.clocks ?? []) {
      need('clocks', effect.clock, clocks.has(effect.clock), 'clock');
      if (effect.action === 'move') need('clocks', effect.toInput, inputs.has(effect.toInput), 'input');
    }
    mistakes.push(...fieldMistakes(transition.inputs ?? [], `${at}.inputs`));
    if (transition.effect === undefined) {
      for (const key of inputs) need('inputs', key, fields.has(key), 'effect or field for the input');
    }
  }
  return mistakes;
}
