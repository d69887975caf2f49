import { describe, expect, it } from 'vitest';
import {
  countDay,
  effectiveHours,
  emptyHourDay,
  type HourDay,
  markedHours,
  withMarks,
} from '../../src/index.ts';

const day = '2026-03-01';

/** Hours 1 to 24 of a series, an ordinary reading each. */
const block = (factor: string, value: number, more: Partial<HourDay> = {}): HourDay => ({
  ...emptyHourDay(1, factor, day),
  values: Array.from({ length: 24 }, () => value),
  marks: 'N'.repeat(24),
  sources: 'g'.repeat(24),
  ...more,
});

const cod = (more: Partial<HourDay> = {}) => block('w01018', 40, more);
const note = (mark: string, hours: number[], factor: string | null = null) => ({
  factor,
  hours,
  mark,
  note: '换试剂',
});
const marked = (notes: ReturnType<typeof note>[], own: HourDay, flow?: HourDay) =>
  withMarks(own, markedHours({ factor: own.factor, day: own.day, notes, flow }, own));

describe('enterprise marks', () => {
  it('takes an hour with a device mark out of what counts, and leaves what came', () => {
    const own = cod();
    const judged = marked([note('维护', [3, 4]), note('设备故障', [5], 'w01018')], own);
    expect(judged.marks).toBe(`NNMMD${'N'.repeat(19)}`);
    expect(effectiveHours(judged).filter(({ state }) => state === 'invalid')).toHaveLength(3);
    expect(judged.values).toEqual(own.values);
    expect(own.marks).toBe('N'.repeat(24));
    expect(countDay(judged, 1)).toEqual({ due: 24, received: 24, valid: 21 });
  });

  it('takes a standstill off what was due, unless the flow says otherwise', () => {
    const notes = [note('停运', [1, 2, 3])];
    const missing = cod({ marks: `---${'N'.repeat(21)}` });
    expect(countDay(marked(notes, missing), 1)).toEqual({ due: 21, received: 21, valid: 21 });
    const still = block('w00000', 0);
    expect(countDay(marked(notes, cod(), still), 1)).toEqual({ due: 21, received: 21, valid: 21 });
    const flowing = block('w00000', 12);
    expect(countDay(marked(notes, cod(), flowing), 1)).toEqual({ due: 24, received: 24, valid: 24 });
    expect(markedHours({ factor: 'w01018', day, notes, flow: flowing }, cod())[0]).toMatchObject({
      use: 'none',
      reason: { zh: '标记停运，同时流量 12，标记未采信，照常参与判定' },
    });
  });

  it('lets another working condition count, since nobody has verified it', () => {
    const own = cod();
    expect(marked([note('启炉', [1])], own)).toBe(own);
    expect(markedHours({ factor: 'w01018', day, notes: [note('启炉', [1])] }, own)[0]?.use).toBe('none');
  });

  it.each([
    ['a factor that was not marked', cod(), note('维护', [1], 'w21003')],
    ['an hour that a reviewer found valid', cod({ verdicts: `V${'.'.repeat(23)}` }), note('维护', [1])],
    ['a day before the rule', cod({ day: '2022-12-31' }), note('维护', [1])],
    ['a word that the rule has not', cod(), note('午休', [1])],
    ['an hour that is not monitored', cod({ marks: `/${'N'.repeat(23)}` }), note('停运', [1])],
  ])('leaves %s', (_, own, one) => {
    expect(marked([one], own).marks).toBe(own.marks);
  });

  it('keeps a missing hour missing under a device mark', () => {
    const own = cod({ marks: `-${'N'.repeat(23)}` });
    expect(countDay(marked([note('通讯中断/数据缺失', [1])], own), 1)).toEqual({
      due: 24,
      received: 23,
      valid: 23,
    });
  });

  it('says of an hour with two marks what has an effect', () => {
    const notes = [note('启炉', [7]), note('维护', [7])];
    expect(markedHours({ factor: 'w01018', day, notes }, cod())[6]).toMatchObject({
      mark: '维护',
      use: 'not-valid',
      reason: { zh: '企业标记维护' },
    });
  });
});
