import type { Measured } from '../measured.ts';
import { meanConcentration, meansOverPlaces } from './means.ts';
import { evaluateSection, type SectionOptions, type SectionResult } from './section.ts';

/** One point of a lake: its samples over time, each by item key. */
export type LakePoint = readonly Readonly<Record<string, Measured>>[];

/** The judgement of a lake or reservoir. */
export interface LakeResult extends SectionResult {
  readonly points: readonly SectionResult[];
  /** The exact means that were judged, by item key. */
  readonly means: ReturnType<typeof meansOverPlaces>;
}

/**
 * Judges a lake or reservoir: per point the mean over time, then the mean over points, then one class with the
 * lake limits. One point is judged as a section. Judge a 河流型水库 as a river with `waterBody: 'river'`.
 * @param points samples of every point.
 * Source: 环办〔2011〕22号, 湖泊、水库水质评价 (recall); GB 3838-2002 table 1.
 */
export function evaluateLake(
  points: readonly LakePoint[],
  options: Omit<SectionOptions, 'waterBody'> & { readonly waterBody?: SectionOptions['waterBody'] },
): LakeResult {
  const settings: SectionOptions = { ...options, waterBody: options.waterBody ?? 'lake' };
  const perPoint = points.map(overTime);
  const means = meansOverPlaces(perPoint);
  return {
    ...evaluateSection(means, settings),
    points: perPoint.map((values) => evaluateSection(values, settings)),
    means,
  };
}

function overTime(samples: LakePoint): Record<string, Measured> {
  const keys = new Set(samples.flatMap((sample) => Object.keys(sample)));
  const means: Record<string, Measured> = {};
  for (const key of keys) means[key] = meanConcentration(samples.map((sample) => sample[key])).mean;
  return means;
}
