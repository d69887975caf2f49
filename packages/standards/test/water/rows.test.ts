import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { judgeWaterRow, verifyVectors, type WaterRowOptions, waterColumns } from '../../src/index.ts';

const shared = process.env.HUANZHI_SHARED ?? resolve(import.meta.dirname, '../../../../../shared');

describe('a table of water data', () => {
  const columns = waterColumns([
    '断面名称',
    '监测时间',
    '水质类别',
    'pH(无量纲)',
    '氨氮(mg/L)',
    '氨氮_orig',
    '电导率',
  ]);

  it('finds items with and without units and names the rest', () => {
    expect(columns.items.map(({ key }) => key)).toEqual(['pH', 'NH3N']);
    expect(columns.unknown).toEqual([{ index: 6, header: '电导率' }]);
    expect(() => waterColumns(['a', 'b'])).toThrow('no column of an item of GB 3838-2002');
  });

  it('prefers the unrounded value', () => {
    const row = judgeWaterRow(columns, ['甲', '2020-05-08', 'Ⅲ', '7', '0.50', '0.501', '']);
    expect(row).toMatchObject({ verdict: 'judged', published: 'III', result: { cls: 'III' } });
  });

  it('names the column of a value that cannot be read, and judges the rest', () => {
    const row = judgeWaterRow(columns, ['甲', '2020-05-08', '', '7', 'abc', '', '']);
    expect(row.verdict).toBe('judged');
    expect(row.problems).toEqual([{ column: '氨氮(mg/L)', message: 'expected a number, found "abc" (abc)' }]);
    expect(judgeWaterRow(columns, ['甲', '', '', '71', '', '', '']).problems[0]?.message).toContain(
      'pH值 outside 0..14',
    );
  });

  it('takes the marks of the platform for states, not faults', () => {
    const row = judgeWaterRow(columns, ['甲', '05-08 15:00', '*', '*', '--', '', '']);
    expect(row).toMatchObject({ verdict: 'not judged', problems: [] });
  });

  it('says that no edition covers a date before 2002-06-01', () => {
    const row = judgeWaterRow(columns, ['甲', '2002-05-31', '', '7', '0.1', '', '']);
    expect(row).toMatchObject({ verdict: 'not judged', problems: [{ column: 'date' }] });
  });
});

describe.skipIf(!existsSync(shared))('published classes and vectors', () => {
  const rows = (name: string): string[][] => {
    const bytes = readFileSync(resolve(shared, 'data/water', name));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    return text
      .trim()
      .split('\n')
      .map((line) => line.replace(/\r$/, '').split(','));
  };

  function agreement(options: WaterRowOptions): number {
    const [header = [], ...body] = rows('cnemc_surface_water_2020-05-08_2020-10-31.csv.gz');
    const columns = waterColumns(header);
    const rated = body
      .map((cells) => judgeWaterRow(columns, cells, options))
      .filter(({ published, result }) => published !== undefined && result?.cls);
    expect(rated.length).toBeGreaterThan(13_000);
    return rated.filter(({ published, result }) => published === result?.cls).length / rated.length;
  }

  it('agree in at least 99.9 % of the rated rows with the list of lakes', () => {
    const [, ...list] = rows('inferred_lake_sections.csv');
    const lakes = new Set(list.map(([province, section]) => `${province} ${section}`));
    const bodyOf = (section: string, province: string) =>
      lakes.has(`${province} ${section}`) ? ('lake' as const) : ('river' as const);
    expect(agreement({ bodyOf })).toBeGreaterThanOrEqual(0.999);
  });

  it('agree in at least 95 % without it', () => {
    expect(agreement({})).toBeGreaterThanOrEqual(0.95);
  });

  it('4-hourly: sections that the list does not know make the difference; the rest is no rule of ours', () => {
    const [header = [], ...body] = rows('cnemc_surface_water_4h_2021-04-01_05_yangtze_delta.csv.gz');
    const columns = waterColumns(header);
    const judged = body.map((cells) => {
      const river = judgeWaterRow(columns, cells);
      const lake = judgeWaterRow(columns, cells, { bodyOf: () => 'lake' });
      return {
        section: `${cells[0]} ${cells[2]}`,
        published: river.published,
        river: river.result?.cls,
        lake: lake.result?.cls,
      };
    });
    const rated = judged.filter(({ published, river }) => published !== undefined && river);
    const share = (part: typeof rated, lakes: ReadonlySet<string>) =>
      part.filter((row) => row.published === (lakes.has(row.section) ? row.lake : row.river)).length /
      part.length;
    const [, ...list] = rows('inferred_lake_sections.csv');
    const known = new Set(list.map(([province, section]) => `${province} ${section}`));
    const fittingLakes = (part: typeof rated): ReadonlySet<string> => {
      const score = new Map<string, number>();
      for (const { section, published, river, lake } of part) {
        const gain = Number(published === lake) - Number(published === river);
        score.set(section, (score.get(section) ?? 0) + gain);
      }
      return new Set([...known, ...[...score].filter(([, gain]) => gain > 0).map(([section]) => section)]);
    };
    const halves = [0, 1].map((rest) => rated.filter((_, index) => index % 2 === rest));
    const [even = [], odd = []] = halves;
    expect(rated).toHaveLength(9228);
    expect(share(rated, new Set())).toBeCloseTo(0.892, 3);
    expect(share(rated, known)).toBeCloseTo(0.952, 3);
    // Learnt on one half and applied to the other.
    expect(share(odd, fittingLakes(even))).toBeGreaterThan(0.983);
    expect(share(even, fittingLakes(odd))).toBeGreaterThan(0.983);
  });

  it('every vector of water, noise, soil, waste and codes passes', () => {
    const file = resolve(shared, 'reference/tables/water-noise-soil-waste-vectors.json');
    const outcomes = verifyVectors(JSON.parse(readFileSync(file, 'utf8')));
    expect(outcomes.length).toBeGreaterThan(90);
    expect(outcomes.filter(({ verdict }) => verdict !== 'match')).toEqual([]);
  });
});
