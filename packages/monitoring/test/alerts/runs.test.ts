import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AlertPoint,
  type AlertRun,
  emptyRunState,
  nextRunState,
  type RunRule,
  reconcile,
  runStateOf,
  runsOf,
  type StoredAlert,
  withoutFalseAlarms,
} from '../../src/alerts/index.ts';

const hour = 3_600_000;

/** `o` over, `.` within, `?` unknown; a digit is over by that many tenths. */
function pointsOf(text: string): AlertPoint[] {
  return [...text].map((letter, index) => {
    const over = letter === 'o' || /\d/.test(letter);
    return {
      from: index * hour,
      to: (index + 1) * hour,
      state: over ? 'over' : letter === '.' ? 'within' : 'unknown',
      value: over ? letter : null,
      limit: over ? '0' : null,
      excess: over && letter !== 'o' ? Number(letter) / 10 : 0,
      severity: 'warning',
    };
  });
}

const rule = (openAfter: number, closeAfter: number): RunRule => ({ openAfter, closeAfter });
const short = (run: AlertRun) =>
  `${run.first / hour}-${run.last / hour}x${run.count}${run.closedAt === null ? ' open' : ` closed ${run.closedAt / hour}`}`;

describe('runs: known answers', () => {
  it.each([
    ['nothing over', '.....', rule(1, 2), []],
    ['one hour, closed by two within', '.o..', rule(1, 2), ['1-2x1 closed 4']],
    ['one hour, one within is not enough', '.o.', rule(1, 2), ['1-2x1 open']],
    ['one alert however long it lasts', 'oo.oo.o', rule(1, 2), ['0-7x5 open']],
    ['unknown hours neither close nor lengthen it', 'o?.?.', rule(1, 2), ['0-1x1 closed 5']],
    ['unknown hours alone leave it open', 'o????????', rule(1, 2), ['0-1x1 open']],
    ['a second one later is a new one', 'o..o..', rule(1, 2), ['0-1x1 closed 3', '3-4x1 closed 6']],
    ['three in a row open it, from the first', '.ooo.', rule(3, 1), ['1-4x3 closed 5']],
    ['two in a row do not, nor with a pause', 'oo.oo', rule(3, 1), []],
    ['unknown ones do not break the row', 'o?o?o', rule(3, 1), ['0-5x3 open']],
  ])('%s', (_, text, itsRule, expected) => {
    expect(runsOf(pointsOf(text), itsRule).map(short)).toEqual(expected);
  });

  it('keeps the worst hour with its figures, the first of equals', () => {
    const [run] = runsOf(pointsOf('37.92.9'), rule(1, 3));
    expect(run?.peak).toMatchObject({ value: '9', at: 4 * hour, excess: 0.9 });
  });

  it('means as much as its gravest hour', () => {
    const points = pointsOf('ooo').map(
      (point, index): AlertPoint => ({
        ...point,
        severity: index === 1 ? 'verdict' : 'warning',
      }),
    );
    expect(runsOf(points, rule(1, 1))[0]?.severity).toBe('verdict');
  });
});

const letters = fc.string({ unit: fc.constantFrom('o', '.', '?', '3', '7'), maxLength: 60 });
const rules = fc.record({
  openAfter: fc.integer({ min: 1, max: 4 }),
  closeAfter: fc.integer({ min: 1, max: 4 }),
});

describe('runs: properties', () => {
  it('hour by hour gives the same as all at once', () => {
    fc.assert(
      fc.property(letters, rules, (text, itsRule) => {
        let state = emptyRunState();
        for (const point of pointsOf(text)) state = nextRunState(state, point, itsRule);
        expect(state).toEqual(runStateOf(pointsOf(text), itsRule));
      }),
    );
  });

  it('every hour over that counts lies in exactly one run, and runs do not touch', () => {
    fc.assert(
      fc.property(letters, fc.integer({ min: 1, max: 4 }), (text, closeAfter) => {
        const points = pointsOf(text);
        const runs = runsOf(points, rule(1, closeAfter));
        for (const point of points.filter(({ state }) => state === 'over')) {
          expect(runs.filter(({ first, last }) => first <= point.from && point.to <= last)).toHaveLength(1);
        }
        runs.slice(1).forEach((run, index) => {
          expect(run.first).toBeGreaterThanOrEqual(runs[index]?.closedAt ?? Number.POSITIVE_INFINITY);
        });
        expect(runs.reduce((sum, { count }) => sum + count, 0)).toBe(
          points.filter(({ state }) => state === 'over').length,
        );
      }),
    );
  });
});

/** A store of alerts in memory, moved only by the changes of `reconcile`. */
class Stored {
  alerts: StoredAlert[] = [];
  #next = 0;

  judge(points: readonly AlertPoint[], itsRule: RunRule): string[] {
    const runs = runsOf(withoutFalseAlarms(points, this.alerts), itsRule);
    const changes = reconcile(runs, this.alerts);
    for (const change of changes) {
      if (change.do === 'open') {
        this.#next += 1;
        const state = change.run.closedAt === null ? ('open' as const) : ('closed' as const);
        this.alerts.push({ ...change.run, id: `a${this.#next}`, state, withdrawnBy: null });
      } else {
        this.alerts = this.alerts.map((alert) => {
          if (alert.id !== change.id) return alert;
          if (change.do === 'withdraw') return { ...alert, state: 'withdrawn', withdrawnBy: 'data' };
          return { ...alert, ...change.run, state: change.run.closedAt === null ? 'open' : 'closed' };
        });
      }
      expect(this.alerts.filter(({ state }) => state === 'open').length).toBeLessThanOrEqual(1);
    }
    return changes.map((change) =>
      change.do === 'open'
        ? 'open'
        : `${change.do} ${change.id}${change.do === 'withdraw' ? ` ${change.reason}` : ''}`,
    );
  }

  live(): string[] {
    return this.alerts
      .filter(({ state }) => state !== 'withdrawn')
      .sort((a, b) => a.first - b.first)
      .map(short);
  }
}

describe('reconcile: one alert through its life', () => {
  it('opens, grows, closes, and opens a new one later', () => {
    const stored = new Stored();
    expect(stored.judge(pointsOf('.o'), rule(1, 2))).toEqual(['open']);
    expect(stored.judge(pointsOf('.oo'), rule(1, 2))).toEqual(['update a1']);
    expect(stored.judge(pointsOf('.oo.'), rule(1, 2))).toEqual([]);
    expect(stored.judge(pointsOf('.oo..'), rule(1, 2))).toEqual(['update a1']);
    expect(stored.judge(pointsOf('.oo...o'), rule(1, 2))).toEqual(['open']);
    expect(stored.live()).toEqual(['1-3x2 closed 5', '6-7x1 open']);
  });

  it('shrinks when a review invalidates an hour, and is withdrawn when none is left', () => {
    const stored = new Stored();
    stored.judge(pointsOf('.ooo'), rule(1, 2));
    expect(stored.judge(pointsOf('.?oo'), rule(1, 2))).toEqual(['update a1']);
    expect(stored.live()).toEqual(['2-4x2 open']);
    expect(stored.judge(pointsOf('.???'), rule(1, 2))).toEqual(['withdraw a1 data']);
    expect(stored.alerts).toMatchObject([{ state: 'withdrawn', withdrawnBy: 'data' }]);
    expect(stored.judge(pointsOf('.ooo'), rule(1, 2))).toEqual(['open']);
  });

  it('late hours join two alerts into the first; a correction splits one in two', () => {
    const stored = new Stored();
    stored.judge(pointsOf('o..o'), rule(1, 2));
    expect(stored.live()).toEqual(['0-1x1 closed 3', '3-4x1 open']);
    expect(stored.judge(pointsOf('o.oo'), rule(1, 2))).toEqual(['withdraw a2 merged', 'update a1']);
    expect(stored.live()).toEqual(['0-4x3 open']);
    expect(stored.judge(pointsOf('o..o'), rule(1, 2))).toEqual(['update a1', 'open']);
  });

  it('hours of a false alarm stay quiet, later ones open a new one', () => {
    const stored = new Stored();
    stored.judge(pointsOf('.oo'), rule(1, 2));
    stored.alerts = stored.alerts.map((alert) => ({ ...alert, state: 'withdrawn', withdrawnBy: 'person' }));
    expect(stored.judge(pointsOf('.oo'), rule(1, 2))).toEqual([]);
    expect(stored.judge(pointsOf('.ooo'), rule(1, 2))).toEqual(['open']);
    expect(stored.live()).toEqual(['3-4x1 open']);
  });
});

describe('reconcile: properties', () => {
  it('judging again changes nothing', () => {
    fc.assert(
      fc.property(letters, letters, rules, (before, after, itsRule) => {
        const stored = new Stored();
        stored.judge(pointsOf(before), itsRule);
        stored.judge(pointsOf(after), itsRule);
        expect(stored.judge(pointsOf(after), itsRule)).toEqual([]);
      }),
    );
  });

  it('the order in which hours arrive does not matter for the alerts that stand', () => {
    const arrivals = fc
      .string({ unit: fc.constantFrom('o', '.', '?', '5'), minLength: 1, maxLength: 24 })
      .chain((text) =>
        fc.record({
          text: fc.constant(text),
          order: fc.shuffledSubarray(
            [...text].map((_, index) => index),
            { minLength: text.length, maxLength: text.length },
          ),
        }),
      );
    fc.assert(
      fc.property(arrivals, rules, ({ text, order }, itsRule) => {
        const stored = new Stored();
        const here = new Set<number>();
        for (const index of order) {
          here.add(index);
          const seen = [...text].map((letter, at) => (here.has(at) ? letter : '?')).join('');
          stored.judge(pointsOf(seen), itsRule);
        }
        expect(stored.live()).toEqual(runsOf(pointsOf(text), itsRule).map(short));
      }),
    );
  });
});
