import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const port = z.object({ port: z.number() });
const schemas = {
  /** Registers stations by their device numbers. */
  stations: port,
  status: z.object({
    /** MB, after a garbage collection. */
    heap: z.number(),
    rss: z.number(),
    /** Microseconds of processor time of the gateway's process so far. */
    cpu: z.number(),
    connections: z.number(),
    waiting: z.number(),
    trouble: z.string().nullable(),
    commits: z.number(),
    stored: z.number(),
    duplicates: z.number(),
    quarantined: z.number(),
    dropped: z.number(),
    refused: z.number(),
  }),
  /** What was said to the operator since the last time. */
  said: z.object({ lines: z.array(z.string()) }),
  /** Device number and key of every packet of stations. */
  stored: z.object({ packets: z.array(z.tuple([z.string(), z.string()])) }),
  /** What the log of conversations says about the gateway as a whole. */
  events: z.object({ events: z.array(z.string()) }),
  close: port,
};

/** What the gateway's process can be asked, and what it answers. */
export type Answers = { [K in keyof typeof schemas]: z.infer<(typeof schemas)[K]> };
export type Status = Answers['status'];
const answers: { [K in keyof Answers]: z.ZodType<Answers[K]> } = schemas;

export const question = z.object({
  id: z.number(),
  ask: z.enum(['stations', 'status', 'said', 'stored', 'events', 'close']),
  mns: z.array(z.string()),
});
const reply = z.object({ id: z.number(), value: z.unknown(), error: z.string().optional() });

/** A gateway in a process of its own. */
export interface MeasuredGateway {
  port: number;
  process: ChildProcess;
  ask<K extends keyof Answers>(what: K, mns?: readonly string[]): Promise<Answers[K]>;
  /** Stores what waits, closes it and its database. */
  close(): Promise<void>;
}

/** @param dataDir may lie on any disk; @param limits as in the gateway's settings */
export async function startMeasuredGateway(
  dataDir: string,
  limits: { frameTime: number; idle: number; quarantinePerMinute: number },
): Promise<MeasuredGateway> {
  const script = fileURLToPath(new URL('measured-gateway-child.ts', import.meta.url));
  const child = fork(
    script,
    [dataDir, ...[limits.frameTime, limits.idle, limits.quarantinePerMinute].map(String)],
    { execArgv: ['--expose-gc', '--conditions=huanzhi-source', '--import', 'tsx'] },
  );
  const waiting = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>();
  let last = 0;
  const ready = new Promise<unknown>((done, failed) => waiting.set(0, { done, failed }));
  child.on('message', (message) => {
    const { id, value, error } = reply.parse(message);
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.done(value);
    else asked?.failed(new Error(error));
  });
  child.on('exit', (code, signal) => {
    for (const { failed } of waiting.values()) failed(new Error(`the gateway ended: ${signal ?? code}`));
  });
  const ask = async <K extends keyof Answers>(what: K, mns: readonly string[] = []): Promise<Answers[K]> => {
    last += 1;
    const id = last;
    const value = new Promise<unknown>((done, failed) => waiting.set(id, { done, failed }));
    child.send({ id, ask: what, mns });
    return answers[what].parse(await value);
  };
  const started = port.parse(await ready);
  return {
    port: started.port,
    process: child,
    ask,
    close: async () => {
      const gone = once(child, 'exit');
      await ask('close');
      await gone;
    },
  };
}
