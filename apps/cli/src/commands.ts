import type { Command } from './command.ts';

/** One line of the command table. The module is loaded only when its command runs. */
export interface CommandEntry {
  /** The words that select it, e.g. `plan read`. */
  name: string;
  /** One line for the list of commands. */
  summary: string;
  load(): Promise<{ command: Command }>;
}

/** Every sub-command of `huanzhi`. To add one, write `commands/<name>.ts` and add a line here. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'plan read',
    summary: 'read plan documents: tasks, units, deadlines, indicators',
    load: () => import('./commands/plan-read.ts'),
  },
  {
    name: 'air evaluate',
    summary: 'judge a table of air data: AQI, level, primary pollutants of every row',
    load: () => import('./commands/air-evaluate.ts'),
  },
  {
    name: 'water evaluate',
    summary: 'judge a table of water data: class, grade, primary pollutants of every row',
    load: () => import('./commands/water-evaluate.ts'),
  },
  {
    name: 'standards verify',
    summary: 'run test vectors against the standards package',
    load: () => import('./commands/standards-verify.ts'),
  },
  {
    name: 'audit verify',
    summary: 'prove that no history was changed: every hash chain and seal',
    load: () => import('./commands/audit-verify.ts'),
  },
  {
    name: 'hj212 decode',
    summary: 'read recorded HJ 212 traffic: outcome, repairs, values of every frame',
    load: () => import('./commands/hj212-decode.ts'),
  },
  {
    name: 'hj212 encode',
    summary: 'write HJ 212 frames from JSON lines',
    load: () => import('./commands/hj212-encode.ts'),
  },
  {
    name: 'hj212 simulate',
    summary: 'play instruments that send HJ 212 to a gateway, faults included',
    load: () => import('./commands/hj212-simulate.ts'),
  },
];
