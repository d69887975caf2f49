import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CheckedSite,
  checkDay,
  countDay,
  foldItems,
  type NeighbourSite,
  neighboursOf,
  sumCounts,
} from '../../src/index.ts';
import { calm, hoursOf, series, site } from './series.ts';

const rhythm = (sites: readonly CheckedSite[]) =>
  new Map(
    sites.map((one) => [
      one.siteId,
      { intervalHours: one.intervalHours, factors: one.series.map(({ factor }) => factor) },
    ]),
  );
const itemsOf = (...sites: CheckedSite[]) =>
  foldItems(checkDay(sites), rhythm(sites)).map((item) => [
    item.factors.join(),
    item.hours.join(),
    item.kinds.join(),
  ]);
const without = (values: (number | null)[], ...hours: number[]) =>
  values.map((value, index) => (hours.includes(index + 1) ? null : value));

describe('folding', () => {
  it('joins hours that follow each other with the same flags', () => {
    const one = site('air', [series('a34002', without(calm(), 5, 6, 7, 12)), series('a21026', calm(20))]);
    expect(itemsOf(one)).toEqual([
      ['a34002', '5,6,7', 'missing'],
      ['a34002', '12', 'missing'],
    ]);
  });

  it('keeps apart what has other flags', () => {
    const values = without(calm(), 5);
    values[5] = -1;
    const one = site('air', [series('a34002', values), series('a21026', calm(20))]);
    expect(itemsOf(one)).toEqual([
      ['a34002', '5', 'missing'],
      ['a34002', '6', 'negative'],
    ]);
  });

  it('makes one item of a site that was silent in every factor', () => {
    const one = site('air', [
      series('a21026', without(calm(20), 1, 2, 3)),
      series('a34002', without(calm(), 1, 2, 3)),
    ]);
    expect(itemsOf(one)).toEqual([['a21026,a34002', '1,2,3', 'missing']]);
  });

  it('says a sentence once for the hours it holds for', () => {
    const one = site('air', [series('a34002', without(calm(), 5, 6)), series('a21026', calm(20))]);
    const [item] = foldItems(checkDay([one]), rhythm([one]));
    expect(item?.why.map(({ kind, hours }) => [kind, hours])).toEqual([['missing', [5, 6]]]);
  });
});

const reading = fc.option(
  fc.integer({ min: -50, max: 3000 }).map((value) => value / 10),
  { freq: 8 },
);
const someSite = (siteId: number) =>
  fc
    .record({
      kind: fc.constantFrom('air', 'section', 'outlet', 'dust'),
      all: fc.uniqueArray(fc.constantFrom('a34002', 'w21003', 'w01018', 'w00000', 'a21026'), {
        minLength: 1,
      }),
      values: fc.array(fc.array(reading, { minLength: 24, maxLength: 24 }), { minLength: 5, maxLength: 5 }),
      marks: fc.array(fc.constantFrom(...'NNNNNNFMDCTB-/!'), { minLength: 24, maxLength: 24 }),
      intervalHours: fc.constantFrom(1, 4, 24, 0),
    })
    .map(({ kind, all, values, marks, intervalHours }) =>
      site(
        kind,
        all.map((factor, index) =>
          series(factor, values[index] ?? [], {
            ...(index === 0 ? { marks: marks.join('') } : {}),
            before: values[(index + 1) % 5] ?? null,
          }),
        ),
        {
          siteId,
          name: `站${siteId}`,
          intervalHours,
          neighbours: [1, 2, 3].filter((id) => id !== siteId),
          notes: [{ factor: null, hours: [3, 4], mark: '维护', note: '' }],
        },
      ),
    );
const district = fc.tuple(someSite(1), someSite(2), someSite(3));

describe('properties', () => {
  it('the order of sites and series does not matter', () => {
    fc.assert(
      fc.property(district, (sites) => {
        const turned = [...sites].reverse().map((one) => ({
          ...one,
          series: [...one.series].reverse(),
          neighbours: [...one.neighbours].reverse(),
        }));
        expect(checkDay(turned)).toEqual(checkDay(sites));
      }),
      { numRuns: 60 },
    );
  });

  it('raw values, marks and verdicts are never changed', () => {
    fc.assert(
      fc.property(district, (sites) => {
        const before = structuredClone(sites);
        foldItems(checkDay(sites), rhythm(sites));
        expect(sites).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it('verdicts of the day do not change what is found', () => {
    fc.assert(
      fc.property(district, fc.constantFrom('V', 'I', 'Q'), (sites, verdict) => {
        const judged = sites.map((one) => ({
          ...one,
          series: one.series.map((each) => ({
            ...each,
            today: { ...each.today, verdicts: verdict.repeat(24) },
          })),
        }));
        expect(checkDay(judged)).toEqual(checkDay(sites));
      }),
      { numRuns: 40 },
    );
  });

  it('a kind occurs once an hour, and items hold every flagged hour exactly once', () => {
    fc.assert(
      fc.property(district, (sites) => {
        const flagged = checkDay(sites);
        for (const { flags } of flagged)
          expect(new Set(flags.map(({ kind }) => kind)).size).toBe(flags.length);
        const folded = foldItems(flagged, rhythm(sites)).flatMap((item) =>
          item.factors.flatMap((factor) => item.hours.map((hour) => `${item.siteId} ${factor} ${hour}`)),
        );
        expect(folded.sort()).toEqual(flagged.map((one) => `${one.siteId} ${one.factor} ${one.hour}`).sort());
      }),
      { numRuns: 60 },
    );
  });

  it('valid ≤ received ≤ due', () => {
    const day = fc.record({
      marks: fc.array(fc.constantFrom(...'NFMSDCTB-/!'), { minLength: 24, maxLength: 24 }),
      verdicts: fc.array(fc.constantFrom(...'.VIQ'), { minLength: 24, maxLength: 24 }),
      values: fc.array(reading, { minLength: 24, maxLength: 24 }),
    });
    fc.assert(
      fc.property(day, fc.constantFrom(0, 1, 4, 24), (one, interval) => {
        const { due, received, valid } = countDay(
          { values: one.values, marks: one.marks.join(''), verdicts: one.verdicts.join('') },
          interval,
        );
        expect(valid <= received && received <= due && due <= 24).toBe(true);
      }),
    );
  });
});

describe('counts of a day', () => {
  it.each<[string, string, string, object]>([
    ['all there', 'N'.repeat(24), '.'.repeat(24), { due: 24, received: 24, valid: 24 }],
    ['two missing', `--${'N'.repeat(22)}`, '.'.repeat(24), { due: 24, received: 22, valid: 22 }],
    [
      'no communication did not come',
      `B${'N'.repeat(23)}`,
      '.'.repeat(24),
      { due: 24, received: 23, valid: 23 },
    ],
    ['a stop is not due', `FF${'N'.repeat(22)}`, '.'.repeat(24), { due: 22, received: 22, valid: 22 }],
    ['judged invalid', 'N'.repeat(24), `III${'.'.repeat(21)}`, { due: 24, received: 24, valid: 21 }],
    [
      'marked but judged valid',
      `M${'N'.repeat(23)}`,
      `V${'.'.repeat(23)}`,
      { due: 24, received: 24, valid: 24 },
    ],
  ])('%s', (_, marks, verdicts, expected) => {
    const values = [...marks].map((mark) => (mark === '-' || mark === 'B' ? null : 5));
    expect(countDay({ values, marks, verdicts }, 1)).toEqual(expected);
  });

  it('add up', () => {
    const one = countDay(hoursOf([1, 2]), 1, 2);
    expect(sumCounts([one, one])).toEqual({ due: 4, received: 4, valid: 4 });
  });
});

describe('neighbours', () => {
  const place = (id: number, more: Partial<NeighbourSite> = {}): NeighbourSite => ({
    id,
    kind: 'air',
    areaCode: '990101001',
    river: null,
    lon: 121 + id / 100,
    lat: 31,
    ...more,
  });
  it.each<[string, NeighbourSite, NeighbourSite[], number[]]>([
    ['the same town first', place(1), [place(2), place(3, { areaCode: '990101002' })], [2]],
    ['else the district', place(1), [place(3, { areaCode: '990101002' })], [3]],
    ['never another district', place(1), [place(3, { areaCode: '990102001' })], []],
    ['nor another kind', place(1), [place(2, { kind: 'dust' })], []],
    [
      'sections of the same river only',
      place(1, { kind: 'section', river: '横塘港' }),
      [place(2, { kind: 'section', river: '横塘港' }), place(3, { kind: 'section', river: '新河' })],
      [2],
    ],
    ['outlets have none', place(1, { kind: 'outlet' }), [place(2, { kind: 'outlet' })], []],
    ['the nearest four', place(1), [6, 5, 4, 3, 2].map((id) => place(id)), [2, 3, 4, 5]],
  ])('%s', (_, one, others, expected) => {
    expect(neighboursOf(one, [one, ...others])).toEqual(expected);
  });
});
