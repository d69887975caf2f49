import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Item, nextItem, passes, plain, sentenceStarts } from '../src/pages/plan-review/items.ts';
import { endOfName, marksOf, paragraphs } from '../src/pages/plan-review/marked-text.ts';

const item = (id: string, rest: Partial<Item> = {}): Item => ({
  id,
  kind: 'task',
  seq: 1,
  path: '一/1',
  sectionPath: '一/1',
  span: [0, 10],
  marks: [],
  data: { title: '治理河道' },
  original: null,
  status: 'pending',
  seen: false,
  seenBy: null,
  doubts: [],
  unmatched: [],
  ...rest,
});

describe('marks in the text', () => {
  it('finds the title behind its number and across a broken line', () => {
    const text = '（一）治理\n河道。完成疏浚。';
    expect(endOfName(text, 0, '治理河道')).toBe(8);
    expect(endOfName(text, 0, '别的题目')).toBeNull();
  });

  it('cuts paragraphs at marks and keeps every character once', () => {
    const text = '（一）治理河道。2027年底前完成。\n\n（二）植树。';
    const marks = marksOf(
      [item('a', { span: [0, 18], marks: [{ field: 'deadline', span: [8, 14] }] })],
      text,
    );
    const list = paragraphs(text, marks);
    expect(list.map((paragraph) => paragraph.runs.map((run) => run.text).join(''))).toEqual([
      '（一）治理河道。2027年底前完成。',
      '（二）植树。',
    ]);
    expect(list[0]?.runs.find((run) => run.marks.some((mark) => mark.kind === 'date'))?.text).toBe(
      '2027年底',
    );
  });

  it('loses no character, whatever was marked', () => {
    const spans = fc.array(
      fc
        .tuple(fc.nat(60), fc.nat(60))
        .map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as [number, number]),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), spans, (text, places) => {
        const items = places.map((span, index) => item(String(index), { kind: 'indicator', span }));
        const shown = paragraphs(text, marksOf(items, text)).map((paragraph) =>
          paragraph.runs.map((run) => run.text).join(''),
        );
        expect(shown).toEqual(text.split('\n').filter((line) => /\S/.test(line)));
      }),
    );
  });

  it('leaves no mark of a dropped item', () => {
    expect(marksOf([item('a', { kind: 'indicator', status: 'dropped' })], 'x'.repeat(10))).toEqual([]);
  });
});

describe('moving through items', () => {
  const list = [
    item('a', { status: 'accepted' }),
    item('b', { doubts: [{ field: 'units', code: 'no-unit' }] }),
    item('c', { unmatched: ['区农委'] }),
    item('d'),
  ];

  it('goes round to the next wanted item and stays when there is none', () => {
    expect(nextItem(list, 'd', (one) => one.status === 'pending')?.id).toBe('b');
    expect(nextItem(list, 'a', (one) => one.status === 'dropped')).toBeNull();
  });

  it('accepts together only what has no doubt and no unknown unit', () => {
    expect(plain(list).map((one) => one.id)).toEqual(['d']);
    expect(list.filter((one) => passes(one, 'unmatched')).map((one) => one.id)).toEqual(['c']);
  });

  it('offers sentence beginnings inside the item only', () => {
    const text = '甲。乙丙丁。（牵头单位：某局）\n戊己庚。';
    expect(sentenceStarts(text, [0, 16]).map((place) => place.words.slice(0, 3))).toEqual(['乙丙丁']);
  });
});
