/**
 * Speed of the water functions beside a naive floating-point baseline in the same run:
 * `node --conditions=huanzhi-source --import tsx packages/standards/bench/water.bench.ts`
 */
import { evaluateSection, judgeWaterRow, WATER_CLASSES, waterColumns } from '../src/water/index.ts';

const ROWS = 100_000;
const LIMITS: Readonly<Record<string, readonly number[]>> = {
  CODMn: [2, 4, 6, 10, 15],
  NH3N: [0.15, 0.5, 1, 1.5, 2],
  TP: [0.02, 0.1, 0.2, 0.3, 0.4],
};

/** What peers do: doubles, the worst class, nothing else. */
function naiveClass(row: Readonly<Record<string, string>>): string {
  let worst = row.pH !== undefined && (Number(row.pH) < 6 || Number(row.pH) > 9) ? 5 : 0;
  const oxygen = [7.5, 6, 5, 3, 2].findIndex((limit) => Number(row.DO) >= limit);
  worst = Math.max(worst, oxygen < 0 ? 5 : oxygen);
  for (const [key, limits] of Object.entries(LIMITS)) {
    const rank = limits.findIndex((limit) => Number(row[key]) <= limit);
    worst = Math.max(worst, rank < 0 ? 5 : rank);
  }
  return WATER_CLASSES[worst] ?? '';
}

/** Reproducible numbers in [0, 1): a linear congruential generator. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function best(run: () => void): number {
  const once = (): number => {
    const start = performance.now();
    run();
    return (performance.now() - start) / 1000;
  };
  return Math.min(once(), once(), once());
}

const random = generator(1);
const sections = Array.from({ length: ROWS }, () => ({
  pH: (6.5 + random() * 2.4).toFixed(2),
  DO: (1 + random() * 10).toFixed(2),
  CODMn: (random() * 12).toFixed(2),
  NH3N: (random() * 2.5).toFixed(3),
  TP: (random() * 0.45).toFixed(4),
}));
const options = { waterBody: 'river', dissolvedOxygen: 'concentration' } as const;
const columns = waterColumns(['断面', 'pH', '溶解氧', '高锰酸盐指数', '氨氮', '总磷']);
const rows = sections.map((row) => ['甲', ...Object.values(row)]);

let differing = 0;
for (const row of sections) if (evaluateSection(row, options).cls !== naiveClass(row)) differing++;

function each<T>(items: readonly T[], run: (item: T) => unknown): () => void {
  return () => {
    for (const item of items) run(item);
  };
}

const cases: readonly (readonly [string, () => void])[] = [
  [
    'section class, grade and primary pollutants, exact',
    each(sections, (row) => evaluateSection(row, options)),
  ],
  ['the same with explanation', each(sections, (row) => evaluateSection(row, { ...options, explain: true }))],
  ['table row (cells in, judgement out)', each(rows, (row) => judgeWaterRow(columns, row))],
  ['baseline: class only, doubles', each(sections, naiveClass)],
];
for (const [name, run] of cases) {
  console.log(`${name}: ${Math.round(ROWS / best(run)).toLocaleString('en')} sections/s`);
}
console.log(`classes that differ from the baseline: ${differing} of ${ROWS}`);
