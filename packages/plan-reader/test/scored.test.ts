import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../src/read-plan.ts';

const root = join(import.meta.dirname, '../../..');
const folder = join(process.env.HUANZHI_SHARED ?? join(root, '../shared'), 'plans');
const present = existsSync(join(folder, 'score.mjs'));

interface Scored {
  f1: number;
  recall: number;
}
interface Scorer {
  scoreDocument(gold: unknown, pred: unknown, text: string): { parts: Record<string, { exact: Scored }> };
}

/** Mean exact scores that the reader must hold on the annotated plans. */
const THRESHOLDS = { sections: 0.97, tasks: 0.95, units: 0.95, deadlines: 0.9, indicators: 0.85 } as const;

describe.skipIf(!present)('the annotated plans', () => {
  it('are read at least as well as the thresholds ask', async () => {
    const { scoreDocument }: Scorer = await import(pathToFileURL(join(folder, 'score.mjs')).href);
    const scores = readdirSync(join(folder, 'gold'))
      .filter((name) => name.endsWith('.json'))
      .map((name) => {
        const text = readFileSync(join(folder, name.replace(/json$/u, 'txt')), 'utf8');
        const gold: unknown = JSON.parse(readFileSync(join(folder, 'gold', name), 'utf8'));
        return scoreDocument(gold, readPlan(text), text).parts;
      });
    const mean = (part: string, field: 'f1' | 'recall'): number =>
      scores.reduce((sum, parts) => sum + (parts[part]?.exact[field] ?? 0), 0) / scores.length;
    for (const [part, least] of Object.entries(THRESHOLDS))
      expect(mean(part, 'f1'), part).toBeGreaterThanOrEqual(least);
    expect(mean('registriesCore', 'recall')).toBeGreaterThanOrEqual(0.7);
  });
});
