import { beforeAll, describe, expect, it } from 'vitest';
import { runDueJobs } from '../../src/jobs/run-due-jobs.ts';
import { makeSample } from '../../src/sample/make-sample.ts';
import { auditVerify } from '../../src/store/index.ts';
import { listUsers } from '../../src/store/people/users.queries.ts';
import { listTargets } from '../../src/store/plans/targets.queries.ts';
import { listRecords } from '../../src/store/records/list-records.queries.ts';
import { makeSampleWorld, type SampleWorld } from './sample-world.ts';

let world: SampleWorld;
beforeAll(async () => {
  world = await makeSampleWorld();
  world.setTime('2026-11-25T04:00:00Z');
  await makeSample(world.env);
});

const lights = async () => {
  const page = await listRecords(
    world.env.store.db,
    { registry: 'task', scope: 'all' },
    { by: 'title', descending: false },
    { limit: 500 },
  );
  const counts: Record<string, number> = {};
  for (const record of page.items) counts[record.light] = (counts[record.light] ?? 0) + 1;
  return counts;
};

describe('the sample district', () => {
  it('shows every light, from what was done and not from what was set', async () => {
    await runDueJobs(world.env);
    expect(Object.keys(await lights()).sort()).toEqual(['blue', 'green', 'grey', 'red', 'yellow']);
    const report = await auditVerify(world.env.store);
    expect(report.broken).toEqual([]);
    expect(report.events).toBeGreaterThan(200);
  });

  it('has goals and an account for each role that acts', async () => {
    expect((await listTargets(world.env.store.db)).length).toBeGreaterThan(10);
    const roles = (await listUsers(world.env.store.db)).flatMap((user) =>
      user.roles.map((role) => role.code),
    );
    expect(roles).toEqual(
      expect.arrayContaining([
        'SYSA',
        'SECA',
        'AUD',
        'COORD',
        'DIST',
        'DIR',
        'OFF',
        'DEPT',
        'DEPT-L',
        'TOWN',
        'ENT',
        'MON',
      ]),
    );
  });
});

describe('daily jobs', () => {
  it('run once for a day, in the morning those that tell people', async () => {
    world.setTime('2026-11-26T00:30:00+08:00');
    expect(await runDueJobs(world.env)).toEqual(['lights', 'indicators', 'seal']);
    expect(await runDueJobs(world.env)).toEqual([]);
    world.setTime('2026-11-26T08:30:00+08:00');
    expect(await runDueJobs(world.env)).toEqual(['retention', 'reminders', 'review-checks']);
    expect(await runDueJobs(world.env)).toEqual([]);
  });

  it('turn lights red as time passes', async () => {
    const before = await lights();
    world.setTime('2027-06-01T09:00:00+08:00');
    await runDueJobs(world.env);
    const after = await lights();
    expect(after.red ?? 0).toBeGreaterThan(before.red ?? 0);
    expect(after.blue).toBe(before.blue);
    expect((await auditVerify(world.env.store)).broken).toEqual([]);
  });
});
