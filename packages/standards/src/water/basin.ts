import { compareRational } from '../decimal/rational.ts';
import { type Share, shareOf } from '../share.ts';
import { type WaterClass, waterClassRank } from './classes.ts';
import { WATER_EVALUATION_2011, type WaterEvaluationMethod, type WaterGrade } from './evaluation-2011.ts';
import { meansOverPlaces } from './means.ts';
import { type BasinPollutant, basinPollutants } from './primary-pollutants.ts';
import { evaluateSection, type SectionOptions, type SectionResult, type SectionValues } from './section.ts';

/** The judgement of a river or basin by the ratio of its sections' classes. */
export interface BasinRatioResult {
  readonly method: 'ratio';
  readonly grade: WaterGrade;
  /** Share of Ⅰ-Ⅲ sections among the judged ones. */
  readonly goodShare: Share;
  /** Share of 劣Ⅴ sections. */
  readonly inferiorShare: Share;
  /** Sections without a class, counted nowhere. */
  readonly notJudged: number;
  /** Places where the document leaves a hole or a choice was made. */
  readonly notes: readonly string[];
}

/** The judgement of a river or basin of fewer than five sections, by its mean concentrations. */
export interface BasinMeanResult {
  readonly method: 'mean';
  readonly grade: WaterGrade | null;
  readonly mean: SectionResult;
  /** Mean concentration by item, exact. */
  readonly means: ReturnType<typeof meansOverPlaces>;
}

/** A basin's judgement with the judgement of each of its sections. */
export type BasinResult = (BasinRatioResult | BasinMeanResult) & {
  readonly sections: readonly SectionResult[];
  /** By 断面超标率; for the mean method see `mean.primary`. */
  readonly pollutants: readonly BasinPollutant[];
};

/**
 * Judges a river or basin by the share of its sections' classes. Exactly five sections: this method (recall).
 * @param classes class of each section; null for one that was not judged.
 * @returns null when fewer sections than the method needs were judged.
 * Source: 环办〔2011〕22号, 河流、流域水质评价 (single source; the row of 重度污染 recall, see `severeBelow`).
 */
export function basinByRatio(
  classes: readonly (WaterClass | null)[],
  method: WaterEvaluationMethod = WATER_EVALUATION_2011,
): BasinRatioResult | null {
  const judged = classes.filter((cls): cls is WaterClass => cls !== null);
  if (judged.length < method.ratioFromSections) return null;
  const goodShare = shareOf(judged.filter((cls) => waterClassRank(cls) <= 2).length, judged.length);
  const inferiorShare = shareOf(judged.filter((cls) => cls === 'V_INFERIOR').length, judged.length);
  const notes: string[] = [];
  const grade = ratioGrade(goodShare, inferiorShare, method, notes);
  return {
    method: 'ratio',
    grade,
    goodShare,
    inferiorShare,
    notJudged: classes.length - judged.length,
    notes,
  };
}

function ratioGrade(
  good: Share,
  inferior: Share,
  method: WaterEvaluationMethod,
  notes: string[],
): WaterGrade {
  const atLeast = (share: Share, percent: number): boolean =>
    share.percent !== null && compareRational(share.percent, percent) >= 0;
  if (atLeast(good, 90)) return '优';
  if (atLeast(good, 75)) return '良好';
  if (!atLeast(inferior, method.moderateInferior)) return '轻度污染';
  if (!atLeast(inferior, method.severeInferior)) return '中度污染';
  if (atLeast(good, method.severeBelow)) {
    notes.push(
      `Ⅰ-Ⅲ ${good.text} % with 劣Ⅴ ${inferior.text} % fits no row of ${method.id} (below ${method.severeBelow} % wanted); taken as 重度污染`,
    );
  }
  return '重度污染';
}

/**
 * Judges a river or basin from the values of its sections: by ratio from five judged sections on, else by the
 * mean concentration of each item over the sections, judged once as a section.
 * @param sections values of each section by item key.
 * Source: 环办〔2011〕22号, 河流、流域水质评价 (the mean rule is verified).
 */
export function evaluateBasin(sections: readonly SectionValues[], options: SectionOptions): BasinResult {
  const method = options.method ?? WATER_EVALUATION_2011;
  const results = sections.map((values) => evaluateSection(values, options));
  const judged = results.filter((result) => result.cls !== null);
  const pollutants = basinPollutants(
    judged.map((result) => result.rated),
    method,
  );
  const byRatio = basinByRatio(
    results.map((result) => result.cls),
    method,
  );
  if (byRatio !== null) return { ...byRatio, sections: results, pollutants };
  const means = meansOverPlaces(sections);
  const mean = evaluateSection(means, options);
  return { method: 'mean', grade: mean.grade, mean, means, sections: results, pollutants };
}
