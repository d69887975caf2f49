import { type Indicator, indicators } from '@huanzhi/monitoring';
import type { Env } from '../../env.ts';

/** Every indicator that a target can be bound to: those of monitoring, then those that registries define. */
export function allIndicators(env: Pick<Env, 'programmes'>): Indicator[] {
  return [...indicators, ...registryIndicators(env)];
}

/** The indicator of a key; undefined for an unknown one. */
export function indicatorOf(env: Pick<Env, 'programmes'>, key: string): Indicator | undefined {
  return indicators.find((one) => one.key === key) ?? registryIndicators(env).find((one) => one.key === key);
}

function registryIndicators(env: Pick<Env, 'programmes'>): Indicator[] {
  return [...env.programmes.values()].flatMap(({ definition }) =>
    definition.indicators.map((one): Indicator => {
      const [numerator, denominator] = parts(one.formula.zh);
      const [englishNumerator, englishDenominator] = parts(one.formula.en);
      return {
        key: `registry.${definition.id}.${one.key}`,
        version: one.version,
        name: { zh: `${definition.name.zh}：${one.label.zh}`, en: `${definition.name.en}: ${one.label.en}` },
        unit: one.unit,
        direction: 'high',
        formula: one.formula,
        numerator: { zh: numerator, en: englishNumerator },
        denominator: { zh: denominator, en: englishDenominator },
        filter: { zh: `台账“${definition.name.zh}”的全部记录`, en: `all records of “${definition.name.en}”` },
        asOf: { zh: '每日计算一次，按当日的记录', en: 'once a day, of the records of that day' },
        inputs: { zh: '台账记录', en: 'records of the registry' },
        of: { family: 'registry', registry: definition.id, rule: one.rule },
      };
    }),
  );
}

/** A formula `a ÷ b` in its two parts. */
function parts(formula: string): [string, string] {
  const [numerator = '', denominator = ''] = formula.split('÷').map((part) => part.trim());
  return [numerator, denominator];
}
