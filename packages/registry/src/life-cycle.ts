import { applyClockEffects } from './clocks.ts';
import { diffRecords } from './diff.ts';
import { validateData, validateFields } from './fields.ts';
import { guardProblems, missingData, refusal } from './offered.ts';
import { maskRecord, mayNeverChange, permissionsFor } from './permissions.ts';
import { problem } from './problems.ts';
import { lightOf } from './turn.ts';
import type {
  Actor,
  Applied,
  ClockEffect,
  EffectResult,
  KernelContext,
  NewRecord,
  Problem,
  Programme,
  RecordChanges,
  Refused,
  RegistryDefinition,
  RegistryRecord,
  RoleCode,
  TransitionDefinition,
  TransitionInput,
} from './types.ts';
import { definitionOf } from './version.ts';

export { allowedTransitions } from './offered.ts';

/** Envelope keys that an edit may change; state, version and the rest belong to the engine. */
const EDITABLE = [
  'title',
  'summary',
  'areaCode',
  'ownerOrg',
  'coOrgs',
  'ownerUser',
  'sensitivity',
  'point',
] as const satisfies readonly (keyof RecordChanges)[];
const MAX_TITLE = 200;
const MAX_OPINION = 2000;

/**
 * A new record in the initial state, with its first event `create`. The code is given by the store.
 * @returns the record, or the problems: no right to create, field mistakes, a field that only transitions
 *   write.
 */
export function create(
  programme: Programme,
  wanted: NewRecord,
  actor: Actor,
  context: KernelContext,
): Applied | Refused {
  const { definition } = programme;
  const at = context.now.toISOString();
  const record: RegistryRecord = {
    id: wanted.id,
    registry: definition.id,
    definitionVersion: definition.version,
    code: null,
    title: wanted.title.trim(),
    summary: wanted.summary ?? '',
    areaCode: wanted.areaCode,
    ownerOrg: wanted.ownerOrg ?? null,
    coOrgs: wanted.coOrgs ?? [],
    ownerUser: wanted.ownerUser ?? null,
    state: definition.initial,
    stateSince: at,
    clocks: [],
    light: 'grey',
    sensitivity: wanted.sensitivity ?? definition.sensitivity,
    source: wanted.source ?? null,
    point: wanted.point ?? null,
    version: 1,
    createdBy: actor.userId,
    createdAt: at,
    updatedBy: actor.userId,
    updatedAt: at,
    data: present(wanted.data),
  };
  const derived = derive(programme, record, context);
  const problems = [
    ...envelopeProblems(derived),
    ...writtenReadOnly(definition, Object.keys(wanted.data)),
    ...validateData(definition, derived.data),
    ...(programme.rules.validate?.(derived.data) ?? []),
  ];
  if (!permissionsFor(programme, actor, derived).create) {
    return refused([
      problem(
        '',
        'forbidden',
        `无权新增${definition.name.zh}`,
        `not allowed to create: ${definition.name.en}`,
      ),
      ...problems,
    ]);
  }
  if (problems.length > 0) return refused(problems);
  return applied(programme, null, derived, 'create', { inputs: {} }, actor, context, ['owner']);
}

/**
 * Changes data or envelope without a transition, in the states that the definition names.
 * @returns the record, or the problems; `unchanged` when nothing would change.
 */
export function edit(
  programme: Programme,
  record: RegistryRecord,
  changes: RecordChanges,
  actor: Actor,
  context: KernelContext,
): Applied | Refused {
  const definition = definitionOf(programme, record);
  if (mayNeverChange(actor) || !permissionsFor(programme, actor, record).edit) {
    return refused([problem('', 'forbidden', '无权修改', 'not allowed to edit')]);
  }
  if (!definition.editableIn.includes(record.state)) {
    const state = definition.states.find((candidate) => candidate.key === record.state);
    return refused([
      problem(
        '',
        'wrong-state',
        `“${state?.label.zh ?? record.state}”状态下不能直接修改`,
        `not editable in state “${state?.label.en ?? record.state}”`,
      ),
    ]);
  }
  const changed = Object.keys(changes.data ?? {});
  const envelope = Object.fromEntries(
    EDITABLE.filter((key) => key in changes).map((key) => [key, changes[key]]),
  );
  const edited = derive(
    programme,
    { ...record, ...envelope, data: present({ ...record.data, ...changes.data }) },
    context,
  );
  const problems = [
    ...envelopeProblems(edited),
    ...writtenReadOnly(definition, changed),
    ...writtenUnseen(programme, record, changed, actor),
    ...validateData(definition, edited.data),
    ...(programme.rules.validate?.(edited.data) ?? []),
  ];
  // A change must not carry the record out of the actor's own reach.
  if (!permissionsFor(programme, actor, edited).edit) {
    problems.push(problem('', 'out-of-reach', '改后将不在你的权限内', 'the record would leave your reach'));
  }
  if (problems.length > 0) return refused(problems);
  if (diffRecords(record, edited).length === 0) {
    return refused([problem('', 'unchanged', '没有改动', 'nothing has changed')]);
  }
  return applied(programme, record, edited, 'edit', { inputs: {} }, actor, context, []);
}

/**
 * Does a transition. Pure: the same arguments give the same result, and the record given is not touched.
 * @param context history of the record, oldest first, for the four-eyes rule.
 * @returns the next record with its event and whom to tell, or every problem found.
 * @throws RangeError when the definition names a guard or effect that the programme does not have.
 */
export function apply(
  programme: Programme,
  record: RegistryRecord,
  transitionName: string,
  input: TransitionInput,
  actor: Actor,
  context: KernelContext,
): Applied | Refused {
  const definition = definitionOf(programme, record);
  const transition = definition.transitions.find((candidate) => candidate.name === transitionName);
  if (transition === undefined) {
    return refused([
      problem('', 'unknown-transition', `没有“${transitionName}”这一步`, `no transition “${transitionName}”`),
    ]);
  }
  const barred = refusal(programme, record, transition, actor, context);
  if (barred.length > 0) return refused(barred);
  const given: TransitionInput = { ...input, inputs: present(input.inputs) };
  const mistakes = [
    ...validateFields(transition.inputs ?? [], given.inputs, 'inputs'),
    ...attachmentProblems(transition, given),
  ];
  // Guards may rely on inputs of the right form.
  if (mistakes.length > 0) return refused(mistakes);
  const guarded = guardProblems(programme, record, transition, given, actor, context);
  if (guarded.length > 0) return refused(guarded);

  const moved = derive(programme, enter(programme, record, transition, given, actor, context), context);
  const clocks = applyClockEffects(
    {
      record: moved,
      definitions: definition.clocks,
      effects: clockEffects(definition, record, transition),
      inputs: given.inputs,
      mover: { by: actor.userId, ...(given.opinion ? { opinion: given.opinion } : {}) },
    },
    context,
  );
  const problems = [
    ...missingData(programme, transition, moved),
    ...validateData(definition, moved.data),
    ...(programme.rules.validate?.(moved.data) ?? []),
    ...clocks.problems,
  ];
  if (problems.length > 0) return refused(problems);
  const next = { ...moved, clocks: clocks.clocks };
  return applied(programme, record, next, transition.name, given, actor, context, transition.notify ?? []);
}

/** The record in its next state, after the effect of the transition. */
function enter(
  programme: Programme,
  record: RegistryRecord,
  transition: TransitionDefinition,
  input: TransitionInput,
  actor: Actor,
  context: KernelContext,
): RegistryRecord {
  const to = transition.to === 'same' ? record.state : transition.to;
  const moved = {
    ...record,
    state: to,
    stateSince: to === record.state ? record.stateSince : context.now.toISOString(),
  };
  if (transition.effect === undefined)
    return { ...moved, data: present({ ...record.data, ...input.inputs }) };
  const effect = programme.rules.effects?.[transition.effect];
  if (effect === undefined) {
    throw new RangeError(`registry ${record.registry} has no effect “${transition.effect}”`);
  }
  return merge(moved, effect(record, input, { ...context, actor }));
}

/**
 * The declared effects, and what the kind of state brings: entering an end stops (done) or cancels (void)
 * what still runs, entering a pause pauses it, leaving a pause resumes it.
 */
function clockEffects(
  definition: RegistryDefinition,
  record: RegistryRecord,
  transition: TransitionDefinition,
): ClockEffect[] {
  const declared = transition.clocks ?? [];
  const kindOf = (key: string) => definition.states.find((state) => state.key === key)?.kind;
  const from = kindOf(record.state);
  const to = transition.to === 'same' ? from : kindOf(transition.to);
  if (from === to) return declared;
  const action =
    to === 'done'
      ? 'stop'
      : to === 'void'
        ? 'cancel'
        : to === 'paused'
          ? 'pause'
          : from === 'paused'
            ? 'resume'
            : null;
  if (action === null) return declared;
  const named = new Set(declared.map((effect) => effect.clock));
  const rest = record.clocks
    .filter((clock) => !named.has(clock.key) && (clock.status === 'running' || clock.status === 'paused'))
    .map((clock): ClockEffect => ({ clock: clock.key, action }));
  return [...rest, ...declared];
}

function attachmentProblems(transition: TransitionDefinition, input: TransitionInput): Problem[] {
  const problems: Problem[] = [];
  const opinion = input.opinion?.trim() ?? '';
  if (transition.evidence === 'required' && (input.evidence ?? []).length === 0) {
    problems.push(problem('evidence', 'required', '须附佐证材料', 'evidence is required'));
  }
  if (transition.opinion === 'required' && opinion === '') {
    problems.push(problem('opinion', 'required', '须填写意见或理由', 'an opinion or reason is required'));
  }
  if ([...opinion].length > MAX_OPINION) {
    problems.push(
      problem('opinion', 'too-long', `意见最多 ${MAX_OPINION} 字`, `at most ${MAX_OPINION} characters`),
    );
  }
  return problems;
}

function envelopeProblems(record: RegistryRecord): Problem[] {
  const problems: Problem[] = [];
  const length = [...record.title.trim()].length;
  if (length === 0) problems.push(problem('title', 'required', '须填写标题', 'a title is required'));
  if (length > MAX_TITLE) {
    problems.push(
      problem(
        'title',
        'too-long',
        `标题最多 ${MAX_TITLE} 字，现有 ${length} 字`,
        `at most ${MAX_TITLE} characters`,
      ),
    );
  }
  if (!/^\d{6}(\d{3}){0,2}$/.test(record.areaCode)) {
    problems.push(
      problem(
        'areaCode',
        'pattern',
        '区划代码应为 6、9 或 12 位数字',
        'expected an area code of 6, 9 or 12 digits',
      ),
    );
  }
  return problems;
}

function writtenReadOnly(definition: RegistryDefinition, keys: readonly string[]): Problem[] {
  return definition.fields
    .filter((field) => field.readOnly === true && keys.includes(field.key))
    .map((field) =>
      problem(
        `data.${field.key}`,
        'read-only',
        `${field.label.zh}由流程写入，不能直接填写`,
        `${field.label.en} is written by transitions only`,
      ),
    );
}

/** Nobody overwrites what is masked for him. */
function writtenUnseen(
  programme: Programme,
  record: RegistryRecord,
  keys: readonly string[],
  actor: Actor,
): Problem[] {
  const masked = maskRecord(programme, record, actor)?.masked ?? [];
  return keys
    .filter((key) => masked.some((path) => path === key || path.startsWith(`${key}.`)))
    .map((key) =>
      problem(`data.${key}`, 'forbidden', '无权查看的内容不能修改', 'masked for you, cannot be changed'),
    );
}

function derive(programme: Programme, record: RegistryRecord, context: KernelContext): RegistryRecord {
  const rule = programme.rules.derive;
  return rule === undefined ? record : merge(record, rule(record, context));
}

function merge(record: RegistryRecord, effect: EffectResult): RegistryRecord {
  return { ...record, ...effect.envelope, data: present(effect.data) };
}

/** Without keys that hold nothing, so that “emptied” and “never filled” are one thing. */
function present(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}

function refused(problems: Problem[]): Refused {
  return { problems };
}

function applied(
  programme: Programme,
  before: RegistryRecord | null,
  after: RegistryRecord,
  transition: string,
  input: TransitionInput,
  actor: Actor,
  context: KernelContext,
  notify: NonNullable<TransitionDefinition['notify']>,
): Applied {
  const at = context.now.toISOString();
  const record: RegistryRecord = {
    ...after,
    version: (before?.version ?? 0) + 1,
    updatedBy: actor.userId,
    updatedAt: at,
  };
  record.light = lightOf(programme, record, context).light;
  return {
    record,
    event: {
      recordId: record.id,
      transition,
      from: before?.state ?? null,
      to: record.state,
      actor: actor.userId,
      actorName: actor.name,
      actingFor: context.actingFor ?? null,
      at,
      opinion: input.opinion?.trim() ?? '',
      diff: diffRecords(before, record),
      evidence: input.evidence ?? [],
    },
    notify: {
      orgIds: [
        ...new Set([
          ...(notify.includes('owner') && record.ownerOrg !== null ? [record.ownerOrg] : []),
          ...(notify.includes('co') ? record.coOrgs : []),
        ]),
      ],
      roles: notify.filter((who): who is RoleCode => who !== 'owner' && who !== 'co' && who !== 'creator'),
      users: notify.includes('creator') ? [record.createdBy] : [],
    },
  };
}
