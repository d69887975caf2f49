import { expect, it } from 'vitest';
import { Activity } from '../../src/ingest/activity.ts';
import { store } from './gateway-setup.ts';

it('counts begin anew at midnight in Shanghai', () => {
  let now = Date.parse('2026-03-01T23:59:59.999+08:00');
  const activity = new Activity(store, () => now);
  activity.packet(7, now, now, null);
  activity.packet(7, now, now, 'crc-modbus');
  expect(activity.snapshot().days).toMatchObject([
    { stationId: 7, day: '2026-03-01', packets: 2, repaired: 1 },
  ]);
  now += 1;
  expect(activity.snapshot().days).toEqual([]);
  activity.packet(7, now, now, null);
  expect(activity.snapshot().days).toMatchObject([{ day: '2026-03-02', packets: 1, repaired: 0 }]);
  // A machine that slept for days.
  now += 3 * 86_400_000;
  activity.packet(7, now, now, null);
  expect(activity.snapshot().days).toMatchObject([{ day: '2026-03-05', packets: 1 }]);
});
