import { ratio, rationalToNumber, subtractRational } from '../decimal/rational.ts';
import type { Measured } from '../measured.ts';
import { roundHalfEvenText } from '../rounding/half-even.ts';
import {
  basinByRatio,
  blackOdorousIndicators,
  compositeIndexChange,
  evaluateBasin,
  evaluateSection,
  GB3838_EDITIONS,
  gradeChange,
  itemClass,
  monthlyWaterReport,
  parseWaterClass,
  ratioChange,
  type SectionValues,
  sectionGrade,
  sectionHeadroom,
  type TrophicItem,
  trophicGrade,
  trophicIndex,
  type WaterBody,
  type WaterClass,
  type WaterItemKey,
  waterTrend,
  zoneComplianceRate,
} from '../water/index.ts';
import { field, listField, numberField, textField } from './fields.ts';
import type { TestVector, VectorRegistry } from './registry.ts';

type Fields = Readonly<Record<string, unknown>>;

const PRINTED = 'printed digits' as const;

/** Runners of the water and lake topics. */
export const waterVectors: VectorRegistry = {
  'water.section': { run: runSection, unordered: ['ignored'] },
  'water.item': { run: runItem, tolerance: PRINTED },
  'water.primaryPollutants': { run: runSection, tolerance: PRINTED },
  'water.zoneTarget': { run: runSection, tolerance: PRINTED },
  'water.multipleTie': { run: runMultiple, tolerance: PRINTED },
  'water.multiple': { run: runMultiple, tolerance: PRINTED },
  'water.nonDetect': { run: runNonDetect, tolerance: 1e-12 },
  'water.basin': { run: runBasin, tolerance: PRINTED },
  'water.changeRatio': { run: runRatioChange, tolerance: PRINTED },
  'water.changeGrade': { run: runGradeChange },
  'water.compositeIndexWord': { run: runCompositeIndex, tolerance: PRINTED },
  'water.blackOdorous': { run: runBlackOdorous, unordered: ['severeIndicators', 'lightIndicators'] },
  'water.trend': { run: runTrend, tolerance: PRINTED },
  'water.spearman': { run: runTrend, tolerance: PRINTED },
  'water.headroom': { run: runHeadroom, tolerance: PRINTED },
  'water.zoneRate': { run: runZoneRate, tolerance: PRINTED },
  'water.monthlyReport': { run: runMonthly, tolerance: PRINTED },
  'lake.tli': { run: runTrophic, tolerance: PRINTED },
  'lake.tliGrade': {
    run: ({ input }) => ({ grades: listField(input, 'values').map((value) => trophicGrade(Number(value))) }),
  },
};

function waterBody(input: Fields): WaterBody {
  return input.waterBody === 'lake' || input.waterBody === 'reservoir' ? 'lake' : 'river';
}

function values(input: Fields): SectionValues {
  return field(input, 'values') as SectionValues;
}

function itemKey(input: Fields): WaterItemKey {
  const key = textField(input, 'key');
  const item = GB3838_EDITIONS.at(-1)?.items.find((row) => row.key === key || row.name === key);
  if (item === undefined) throw new TypeError(`"${key}" is no item of GB 3838-2002`);
  return item.key;
}

function waterClass(value: unknown): WaterClass {
  const cls = parseWaterClass(String(value));
  if (cls === undefined) throw new TypeError(`"${String(value)}" is no water class`);
  return cls;
}

function runSection({ input }: TestVector): unknown {
  const target = input.target === undefined ? {} : { target: waterClass(input.target) };
  const result = evaluateSection(values(input), {
    waterBody: waterBody(input),
    temperature: input.temperature as Measured,
    saturationPercent: input.saturationPct as Measured,
    ...target,
  });
  const over = result.target?.over ?? [];
  const worst = [...over].sort((a, b) => exactOf(b.multipleToTarget) - exactOf(a.multipleToTarget))[0];
  return {
    cls: result.cls,
    grade: result.grade,
    colour: result.colour,
    items: result.items,
    ignored: result.ignored,
    deciding: result.deciding,
    list: result.primary.map(({ key, cls, multiple, display }) => ({
      key,
      cls,
      multiple: multiple === null ? null : Number(multiple.text),
      display,
    })),
    meetsTarget: result.target?.meets,
    multipleToTarget: worst?.multipleToTarget ? exactOf(worst.multipleToTarget) : null,
    multipleToIII: multipleToIII(result.rated),
    over: over.map((item) => item.key),
  };
}

function exactOf(multiple: { readonly exact: Parameters<typeof rationalToNumber>[0] } | null): number {
  return multiple === null ? 0 : rationalToNumber(multiple.exact);
}

function multipleToIII(rated: ReturnType<typeof evaluateSection>['rated']): number | null {
  const over = rated.filter((item) => item.multiple !== null).map((item) => exactOf(item.multiple));
  return over.length === 0 ? null : Math.max(...over);
}

function runItem({ input }: TestVector): unknown {
  const result = itemClass(itemKey(input), input.value as Measured, {
    waterBody: waterBody(input),
    temperature: input.temperature as Measured,
    saturationPercent: input.saturationPct as Measured,
  });
  const saturation = result.state === 'value' ? result.saturationPercent : undefined;
  return {
    cls: result.cls,
    grade: result.cls === null ? null : sectionGrade(result.cls).grade,
    saturationPct: saturation === undefined ? null : rationalToNumber(saturation),
  };
}

function runMultiple({ input }: TestVector): unknown {
  const cls = input.target === undefined ? 'III' : waterClass(input.target);
  const item = GB3838_EDITIONS.at(-1)?.items.find((row) => row.key === itemKey(input));
  const limits = waterBody(input) === 'lake' ? (item?.lakeLimits ?? item?.limits) : item?.limits;
  const limit = limits?.[['I', 'II', 'III', 'IV', 'V'].indexOf(cls)];
  if (limit === undefined) throw new TypeError(`no limit of class ${cls}`);
  const exact = ratio(subtractRational(input.value as string | number, limit), limit);
  // Half-up is only shown beside the rule in force.
  const halfUp = Math.floor(Number((rationalToNumber(exact) * 10 + 0.5).toFixed(9))) / 10;
  return { raw: rationalToNumber(exact), halfEven: roundHalfEvenText(exact, 1), halfUp: halfUp.toFixed(1) };
}

function runNonDetect({ input }: TestVector): unknown {
  const result = itemClass(itemKey(input), textField(input, 'report'), { waterBody: waterBody(input) });
  if (result.state !== 'value') throw new TypeError(`no value: ${result.reason ?? result.state}`);
  return { valueForMean: rationalToNumber(result.value), cls: result.cls, flag: result.flags[0] ?? null };
}

function runBasin({ input }: TestVector): unknown {
  if (Array.isArray(input.sections)) {
    const result = evaluateBasin(input.sections as SectionValues[], { waterBody: waterBody(input) });
    if (result.method === 'ratio') return { method: 'ratio', ...ratioFields(result) };
    const means = Object.entries(result.means).map(([key, mean]) => [key, rationalToNumber(mean)]);
    return { method: 'mean', means: Object.fromEntries(means), cls: result.mean.cls, grade: result.grade };
  }
  const result = basinByRatio(listField(input, 'classes').map(waterClass));
  if (result === null) throw new TypeError('fewer than five sections need concentrations, not classes');
  return { method: 'ratio', ...ratioFields(result) };
}

function ratioFields(result: NonNullable<ReturnType<typeof basinByRatio>>): Fields {
  const { grade, goodShare, inferiorShare, notes } = result;
  return {
    grade,
    ratioI_III: goodShare.percent === null ? null : rationalToNumber(goodShare.percent),
    ratioInferior: inferiorShare.percent === null ? null : rationalToNumber(inferiorShare.percent),
    notes,
  };
}

function runRatioChange({ input }: TestVector): unknown {
  const { x, word, direction } = ratioChange(
    { good: numberField(input, 'G1'), inferior: numberField(input, 'D1') },
    { good: numberField(input, 'G2'), inferior: numberField(input, 'D2') },
  );
  return { x: rationalToNumber(x), word, direction };
}

function runGradeChange({ input }: TestVector): unknown {
  const { word, steps, direction } = gradeChange(waterClass(input.before), waterClass(input.after));
  return { word, steps, direction };
}

function runCompositeIndex({ input }: TestVector): unknown {
  const { percent, word } = compositeIndexChange(
    numberField(input, 'previous'),
    numberField(input, 'current'),
  );
  return { pct: rationalToNumber(percent), word };
}

function runBlackOdorous({ input }: TestVector): unknown {
  const levels = blackOdorousIndicators(input as Parameters<typeof blackOdorousIndicators>[0]);
  const having = (level: string): string[] =>
    Object.entries(levels)
      .filter(([, found]) => found === level)
      .map(([name]) => name);
  return { levels, severeIndicators: having('severe'), lightIndicators: having('light') };
}

function runTrend({ input }: TestVector): unknown {
  const { rs, critical, significant, direction, n, ties } = waterTrend(
    listField(input, 'values') as Measured[],
  );
  return { rs, critical, significant, direction, n, ties };
}

function runHeadroom({ input }: TestVector): unknown {
  const result = sectionHeadroom({
    key: itemKey(input),
    waterBody: waterBody(input),
    target: waterClass(input.target),
    months: listField(input, 'months') as Measured[],
    bestMonth: input.bestMonth as Measured,
  });
  return {
    remaining: result.remaining,
    meanSoFar: result.meanSoFar === null ? null : rationalToNumber(result.meanSoFar),
    neededMean: result.neededMean === null ? null : rationalToNumber(result.neededMean),
    outlook: result.outlook,
  };
}

function runZoneRate({ input }: TestVector): unknown {
  const rows = listField(input, 'sections') as { cls: unknown; target: unknown }[];
  const share = zoneComplianceRate(
    rows.map((row) => ({
      cls: row.cls === null ? null : waterClass(row.cls),
      target: waterClass(row.target),
    })),
  );
  return { count: share.count, of: share.of, percent: share.text };
}

function runMonthly({ input }: TestVector): unknown {
  const { overall } = monthlyWaterReport(
    listField(input, 'sections') as Parameters<typeof monthlyWaterReport>[0],
  );
  return {
    judged: overall.judged,
    ratioI_III: overall.goodShare.text,
    ratioInferior: overall.inferiorShare.text,
    complianceRate: overall.compliance.text,
  };
}

const TROPHIC_FIELDS: Readonly<Record<string, TrophicItem>> = {
  chla_mg_m3: 'chla',
  chla: 'chla',
  TP: 'TP',
  TN: 'TN',
  SD_m: 'SD',
  SD: 'SD',
  CODMn: 'CODMn',
};

function runTrophic({ input }: TestVector): unknown {
  const given = Object.entries(input).flatMap(([name, value]) => {
    const item = TROPHIC_FIELDS[name];
    return item === undefined ? [] : [[item, value as Measured] as const];
  });
  const { parts, index, grade } = trophicIndex(Object.fromEntries(given));
  return { parts, TLI: index, grade };
}
