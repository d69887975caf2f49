import { chinaHolidays, createCalendar } from '@huanzhi/standards';
import { apply, create } from './life-cycle.ts';
import type {
  Actor,
  Applied,
  KernelContext,
  NewRecord,
  Programme,
  RecordEvent,
  Refused,
  RegistryRecord,
  RoleCode,
  TransitionInput,
} from './types.ts';

/** Tools for the worked examples and tests of programmes; no part of the kernel. */

/** The national calendar. */
const calendar = createCalendar(chinaHolidays);

/** A person with roles for the whole district. */
export function person(userId: string, orgId: string, ...roles: RoleCode[]): Actor {
  return {
    userId,
    name: userId,
    orgId,
    orgIds: [orgId],
    roles: roles.map((code) => ({ code, areaCode: null })),
  };
}

/** What the kernel knows at 10:00 of a day in Shanghai. @param day `YYYY-MM-DD`, or an instant */
export function contextAt(day: string, history: RecordEvent[] = []): KernelContext {
  return { now: new Date(day.length > 10 ? day : `${day}T02:00:00Z`), history, calendar };
}

/** A record with its history, as the store would hold both, and the people who work on it. */
export class RecordCase<Who extends string> {
  record: RegistryRecord;
  history: RecordEvent[] = [];
  readonly #programme: Programme;
  readonly #people: Readonly<Record<Who, Actor>>;

  /** @throws Error when the record is refused */
  constructor(
    programme: Programme,
    people: Readonly<Record<Who, Actor>>,
    by: Who,
    day: string,
    wanted: NewRecord,
  ) {
    this.#programme = programme;
    this.#people = people;
    this.record = this.#keep(create(programme, wanted, people[by], contextAt(day)));
  }

  /** Tries a step. @returns codes of the refusal with their paths, `[]` when it was done. */
  try(
    who: Who,
    day: string,
    name: string,
    inputs: Record<string, unknown> = {},
    more: Partial<TransitionInput> = {},
  ): string[] {
    const input = { inputs, opinion: '说明', evidence: ['e1'], ...more };
    const context = contextAt(day, this.history);
    const outcome = apply(this.#programme, this.record, name, input, this.#people[who], context);
    if ('problems' in outcome) return outcome.problems.map(({ path, code }) => `${path} ${code}`.trim());
    this.record = this.#keep(outcome);
    return [];
  }

  /** Does a step that the case takes for granted. @throws Error with the refusal. */
  step(
    who: Who,
    day: string,
    name: string,
    inputs: Record<string, unknown> = {},
    more: Partial<TransitionInput> = {},
  ): this {
    const refusal = this.try(who, day, name, inputs, more);
    if (refusal.length > 0) throw new Error(`${name} by ${who} on ${day}: ${refusal.join('; ')}`);
    return this;
  }

  #keep(outcome: Applied | Refused): RegistryRecord {
    if ('problems' in outcome) throw new Error(JSON.stringify(outcome.problems));
    this.history.push({ ...outcome.event, seq: this.history.length + 1, prevHash: '', hash: '' });
    return outcome.record;
  }
}
