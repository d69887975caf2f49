import { chinaHolidays, createCalendar } from '@huanzhi/standards';
import { describe, expect, it } from 'vitest';
import {
  advanceClocks,
  apply,
  type ClockDefinition,
  type ClockState,
  clockLight,
  lightOf,
} from '../src/index.ts';
import { at, done, officer, programme, sample } from './fixtures.ts';

const label = { zh: '办理', en: 'Handling' };
const tenDays: ClockDefinition = { key: 'handle', label, amount: 10, unit: 'wd' };
const thirtyDays: ClockDefinition = { key: 'limit', label, amount: 30, unit: 'd' };
const hours: ClockDefinition = { key: 'hours', label, amount: 24, unit: 'h' };
const running = (startedAt: string, due: string): ClockState => ({
  key: 'x',
  status: 'running',
  startedAt,
  due,
  originalDue: due,
  provisional: false,
});
const step = (record: ReturnType<typeof sample>, name: string, day: string) =>
  done(apply(programme, record, name, { inputs: {}, opinion: 'x' }, officer, at(day))).record;

describe('clockLight', () => {
  it.each([
    // 10 working days from Monday 2026-11-02 end on Monday 2026-11-16
    ['much left', tenDays, running('2026-11-02', '2026-11-16'), '2026-11-10', 'green', '剩 4 个工作日'],
    [
      'three working days left',
      tenDays,
      running('2026-11-02', '2026-11-16'),
      '2026-11-11',
      'yellow',
      '剩 3 个工作日',
    ],
    ['on the due day', tenDays, running('2026-11-02', '2026-11-16'), '2026-11-16', 'yellow', '剩 0 个工作日'],
    ['the day after', tenDays, running('2026-11-02', '2026-11-16'), '2026-11-17', 'red', '逾期 1 天'],
    [
      'natural days, 9 of 30 left',
      thirtyDays,
      running('2026-11-02', '2026-12-02'),
      '2026-11-23',
      'yellow',
      '剩 7',
    ],
    [
      'natural days, 10 of 30 left',
      thirtyDays,
      running('2026-11-02', '2026-12-02'),
      '2026-11-22',
      'green',
      '剩 8',
    ],
    [
      'hours, 8 of 24 left',
      hours,
      running('2026-11-02T00:00:00.000Z', '2026-11-03T00:00:00.000Z'),
      '2026-11-02T16:00:00Z',
      'green',
      '剩 8 小时',
    ],
    [
      'hours, 7 of 24 left',
      hours,
      running('2026-11-02T00:00:00.000Z', '2026-11-03T00:00:00.000Z'),
      '2026-11-02T17:00:00Z',
      'yellow',
      '剩 7 小时',
    ],
    [
      'hours overdue',
      hours,
      running('2026-11-02T00:00:00.000Z', '2026-11-03T00:00:00.000Z'),
      '2026-11-03T01:30:00Z',
      'red',
      '逾期 1.5 小时',
    ],
    [
      'paused',
      tenDays,
      { ...running('2026-11-02', '2026-11-16'), status: 'paused' },
      '2027-01-01',
      'grey',
      '暂停',
    ],
    [
      'closed late stays blue and says so',
      tenDays,
      { ...running('2026-11-02', '2026-11-16'), status: 'stopped', closedLate: true },
      '2027-01-01',
      'blue',
      '逾期办结',
    ],
  ] as const)('%s', (_, definition, clock, now, light, reason) => {
    const result = clockLight(definition, clock, at(now));
    expect(result.light).toBe(light);
    expect(result.reason.zh).toContain(reason);
  });

  it('takes the thresholds of the definition', () => {
    const early = { ...tenDays, warn: { amount: 6 } };
    expect(clockLight(early, running('2026-11-02', '2026-11-16'), at('2026-11-06')).light).toBe('yellow');
  });
});

describe('starting and pausing', () => {
  const open = step(sample(), 'accept', '2026-11-02');

  it('counts from the day after, rolls where it is told to, and keeps the plain end', () => {
    expect(open.clocks).toMatchObject([
      { key: 'handle', due: '2026-11-16', originalDue: '2026-11-16', provisional: false },
      { key: 'limit', due: '2026-12-02', originalDue: '2026-12-02' },
    ]);
    const september = step(sample(), 'accept', '2026-09-06');
    expect(september.clocks[1]).toMatchObject({ due: '2026-10-08', unrolledDue: '2026-10-06' });
  });

  it('changes nothing when it is paused and resumed on one day', () => {
    const back = step(step(open, 'suspend', '2026-11-05'), 'resume', '2026-11-05');
    expect(back.clocks.map(({ due }) => due)).toEqual(open.clocks.map(({ due }) => due));
  });

  it('shifts natural days from the plain end, not from the rolled one', () => {
    const september = step(sample(), 'accept', '2026-09-06');
    const back = step(step(september, 'suspend', '2026-09-10'), 'resume', '2026-09-12');
    expect(back.clocks[1]).toMatchObject({ due: '2026-10-08', originalDue: '2026-10-08' });
  });

  it('does not heal what was overdue before the pause', () => {
    const back = step(step(open, 'suspend', '2026-11-18'), 'resume', '2026-12-20');
    expect(back.clocks[0]?.due).toBe('2026-11-16');
    expect(lightOf(programme, back, at('2026-12-21')).light).toBe('red');
  });
});

describe('advanceClocks', () => {
  const year = chinaHolidays.years[3];
  if (year === undefined) throw new Error('the table has four years');
  const next = {
    ...year,
    year: 2027,
    off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
    makeUp: ['2027-01-09'],
  };
  const later = createCalendar({ ...chinaHolidays, years: [...chinaHolidays.years, next] });
  const context = { now: new Date('2026-12-30T02:00:00Z'), calendar: later };

  it('computes provisional dates again and leaves a trace', () => {
    const record = step(sample(), 'accept', '2026-12-28');
    expect(record.clocks[0]).toMatchObject({ due: '2027-01-11', provisional: true });
    const [handle] = advanceClocks(programme, record, context);
    expect(handle).toMatchObject({
      due: '2027-01-11',
      provisional: false,
    });
    const january = step(sample(), 'accept', '2026-12-24');
    const [moved] = advanceClocks(programme, january, context);
    expect(january.clocks[0]?.due).toBe('2027-01-07');
    expect(moved).toMatchObject({
      due: '2027-01-08',
      originalDue: '2027-01-07',
      provisional: false,
      moves: [{ from: '2027-01-07', to: '2027-01-08', by: 'SYS' }],
    });
  });

  it('keeps earlier pauses and leaves final dates alone', () => {
    const open = step(sample(), 'accept', '2026-12-21');
    const back = step(step(open, 'suspend', '2026-12-22'), 'resume', '2026-12-25');
    expect(back.clocks[0]).toMatchObject({ due: '2027-01-07', provisional: true });
    expect(advanceClocks(programme, back, context)[0]).toMatchObject({
      due: '2027-01-08',
      provisional: false,
    });
    const final = step(sample(), 'accept', '2026-11-02');
    expect(advanceClocks(programme, final, context)).toEqual(final.clocks);
  });
});
