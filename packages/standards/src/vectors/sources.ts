import { rationalToNumber } from '../decimal/rational.ts';
import type { Measured } from '../measured.ts';
import {
  belowDetectionValue,
  type FlowSample,
  filledDailyLoad,
  flowWeightedMean,
  judgeDustCounts,
  judgeGasMean,
  judgeWaterMean,
  type SourceExceedance,
  transmissionEffectiveRate,
  waterDayValid,
} from '../sources/index.ts';
import { field, listField, numberField, textField } from './fields.ts';
import type { TestVector, VectorRegistry } from './registry.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Runners of the online-monitoring topics and of two kinds of the air file that concern sources. */
export const sourceVectors: VectorRegistry = {
  'online.dailyMean': { run: runDailyMean, tolerance: 'printed digits' },
  'online.validDay': {
    run: ({ input }) => waterDayValid(numberField(input, 'valid'), numberField(input, 'due')),
  },
  'online.gasExceed': { run: ({ input }) => gas(input) },
  'online.waterExceed': { run: ({ input }) => water(input) },
  'online.belowDetection': { run: runBelowDetection, tolerance: 1e-12 },
  'online.fill': { run: runFill, tolerance: 'printed digits' },
  'construction-dust-day': {
    run: ({ input }) =>
      judgeDustCounts([numberField(input, 'count15minAbove2_0'), numberField(input, 'count15minAbove1_0')]),
  },
  'transmission-effective-rate': { run: runTransmission },
};

function runDailyMean({ input }: TestVector): unknown {
  const samples = listField(input, 'hours') as FlowSample[];
  const due = input.due === undefined ? samples.length : numberField(input, 'due');
  const { mean, validity } = flowWeightedMean(samples, due);
  return { mean: mean === null ? null : rationalToNumber(mean), valid: validity.valid };
}

function mark(input: Fields) {
  if (typeof input.mark !== 'string') return null;
  return {
    mark: input.mark,
    withinLimitTime: input.withinLimitTime === true,
    treatmentRan: input.treatmentRan !== false,
  };
}

function exceedance(result: SourceExceedance): Fields {
  const { outcome, usedForJudgement, rule } = result;
  return {
    outcome,
    usedForJudgement,
    exceeds: outcome === 'exceeds',
    warning: outcome === 'warning',
    rule,
  };
}

function gas(input: Fields): unknown {
  const daily = input.dailyMean !== undefined;
  const result = judgeGasMean({
    value: field(input, daily ? 'dailyMean' : 'hourlyMean') as Measured,
    limit: numberField(input, 'limit'),
    period: daily ? 'day' : 'hour',
    mark: mark(input),
    incinerator: input.incinerator === true,
  });
  return exceedance(result);
}

function water(input: Fields): unknown {
  const daily = input.dailyMean !== undefined;
  const result = judgeWaterMean({
    value: field(input, daily ? 'dailyMean' : 'hourlyMean') as Measured,
    limit: numberField(input, 'limit'),
    period: daily ? 'day' : 'hour',
    mark: mark(input),
  });
  return exceedance(result);
}

function runBelowDetection({ input }: TestVector): unknown {
  const value = belowDetectionValue(textField(input, 'item'));
  return { value: value === null ? null : rationalToNumber(value) };
}

function runFill({ input }: TestVector): unknown {
  const { load, days } = filledDailyLoad(listField(input, 'loads') as number[]);
  return { load: load === null ? null : rationalToNumber(load), days };
}

function runTransmission({ input }: TestVector): unknown {
  const rate = transmissionEffectiveRate({
    due: numberField(input, 'due'),
    received: numberField(input, 'received'),
    valid: numberField(input, 'valid'),
  });
  return { percent: rate.text, meets: rate.meets };
}
