import { clockLight } from './clocks.ts';
import { allowedTransitions } from './offered.ts';
import type {
  Actor,
  KernelContext,
  Light,
  LightReason,
  LocalText,
  Programme,
  RegistryRecord,
  TimeContext,
  TransitionDefinition,
} from './types.ts';
import { definitionOf } from './version.ts';

/**
 * Whether the record waits for this actor: somebody has a duty in its state, the duty holds now, and the
 * actor may do it. What is merely possible (withdraw, terminate) is nobody's turn. The four-eyes rule
 * counts: a report waits for its checker, not for its author.
 */
export function isMyTurn(
  programme: Programme,
  record: RegistryRecord,
  actor: Actor,
  context: KernelContext,
): boolean {
  return dutiesOf(programme, record, actor, context).length > 0;
}

/** The names of the transitions that the record waits for from this actor now, in order of the definition. */
export function dutiesOf(
  programme: Programme,
  record: RegistryRecord,
  actor: Actor,
  context: KernelContext,
): string[] {
  const { transitions } = definitionOf(programme, record);
  return allowedTransitions(programme, record, actor, context)
    .map(({ name }) => name)
    .filter((name) => {
      const transition = transitions.find((candidate) => candidate.name === name);
      return transition !== undefined && isDuty(programme, transition, record, context);
    });
}

function isDuty(
  programme: Programme,
  transition: TransitionDefinition,
  record: RegistryRecord,
  context: KernelContext,
): boolean {
  const duty = transition.duty ?? !(transition.danger ?? false);
  return typeof duty === 'boolean' ? duty : (programme.rules.duties?.[duty]?.(record, context) ?? false);
}

const FORMULA: LocalText = {
  zh: '办结为蓝灯，作废为灰灯；否则取各时限中最差的灯',
  en: 'Closed is blue, void grey; otherwise the worst light of its clocks',
};
const WORST: readonly Light[] = ['red', 'yellow', 'green', 'grey', 'blue'];

/**
 * The light of a record with its reason: the programme's own rule where it has one, else that of its
 * worst running clock; blue when done, grey when nothing runs.
 */
export function lightOf(programme: Programme, record: RegistryRecord, context: TimeContext): LightReason {
  if (programme.rules.light !== undefined) return programme.rules.light(record, context);
  const definition = definitionOf(programme, record);
  const state = definition.states.find((candidate) => candidate.key === record.state);
  const late = record.clocks.some((clock) => clock.closedLate === true);
  if (state?.kind === 'done') {
    const reason = late ? { zh: '逾期办结', en: 'closed late' } : { zh: '按期办结', en: 'closed in time' };
    return { light: 'blue', reason, formula: FORMULA, values: {} };
  }
  const grey: LightReason = {
    light: 'grey',
    reason: state?.label ?? { zh: '未启动', en: 'not started' },
    formula: FORMULA,
    values: {},
  };
  if (state?.kind === 'void') return grey;
  const lights = record.clocks.flatMap((clock) => {
    const clockDefinition = definition.clocks.find((candidate) => candidate.key === clock.key);
    const counts = clock.status === 'running' || clock.status === 'paused';
    return counts && clockDefinition !== undefined ? [clockLight(clockDefinition, clock, context)] : [];
  });
  lights.sort((a, b) => WORST.indexOf(a.light) - WORST.indexOf(b.light));
  return lights[0] ?? grey;
}
