import { type FactorMedium, factor, factors, mediumOf } from '@huanzhi/standards';
import { plainText } from '../units/plain-text.ts';

const names: Readonly<Record<FactorMedium, Readonly<Record<string, string>>>> = {
  air: {
    'pm2.5': 'a34004',
    pm25: 'a34004',
    pm2_5: 'a34004',
    细颗粒物: 'a34004',
    pm10: 'a34002',
    可吸入颗粒物: 'a34002',
    so2: 'a21026',
    no2: 'a21004',
    o3: 'a05024',
    o3_1h: 'a05024',
    臭氧1小时: 'a05024',
    co: 'a21005',
    no: 'a21003',
    nox: 'a21002',
    tsp: 'a34001',
    总悬浮颗粒物: 'a34001',
    颗粒物: 'a34013',
    nmhc: 'a24088',
    氨: 'a21001',
    温度: 'a01001',
    气温: 'a01001',
    相对湿度: 'a01002',
    temperature: 'a01001',
    humidity: 'a01002',
    pressure: 'a01006',
  },
  water: {
    ph: 'w01001',
    温度: 'w01010',
    temperature: 'w01010',
    do: 'w01009',
    电导: 'w01014',
    codmn: 'w01019',
    高锰酸钾指数: 'w01019',
    cod: 'w01018',
    codcr: 'w01018',
    bod5: 'w01017',
    生化需氧量: 'w01017',
    'nh3-n': 'w21003',
    nh3n: 'w21003',
    'nh4-n': 'w21003',
    tp: 'w21011',
    tn: 'w21001',
    ss: 'w01012',
    toc: 'w01020',
    铜: 'w20122',
    锌: 'w20123',
    硒: 'w20128',
    砷: 'w20119',
    汞: 'w20111',
    镉: 'w20115',
    铅: 'w20120',
    铬六价: 'w20117',
    流量: 'w00000',
    las: 'w19002',
  },
  noise: { leq: 'Leq', 等效声级: 'Leq', 噪声: 'Leq', laeq: 'Leq' },
};

let published: ReadonlyMap<string, readonly string[]> | undefined;

/** Codes by the names of the table of factors; several media may share a name. */
function byTable(): ReadonlyMap<string, readonly string[]> {
  if (published !== undefined) return published;
  const found = new Map<string, string[]>();
  for (const { code, name, englishName } of factors().values()) {
    for (const text of new Set([plainText(name), plainText(englishName)])) {
      found.set(text, [...(found.get(text) ?? []), code]);
    }
  }
  published = found;
  return found;
}

/** What is said around a name without changing what is meant: 浓度, 实测, 小时均值, (以P计). */
const around = /\(以.{1,3}计\)|以.{1,3}计$|浓度|实测值?|(1小时|小时|时)(平均|均值)|监测值/g;

/**
 * The code of a factor by any of its names: a formula, a Chinese or English name, a code of HJ 212-2017.
 * @param medium settles names that several media share, such as 温度; without it the first of air, water, noise counts
 * @returns null for an unknown name
 */
export function factorOfName(text: string, medium: FactorMedium | null = null): string | null {
  const byCode = factor(text);
  if (byCode !== null) return byCode.code;
  const whole = plainText(text);
  const media: FactorMedium[] = [...(medium === null ? [] : [medium]), 'air', 'water', 'noise'];
  for (const name of [whole, whole.replace(around, '')]) {
    const inTable = byTable().get(name) ?? [];
    for (const one of media) {
      const own = names[one][name] ?? inTable.find((code) => mediumOf(code) === one);
      if (own !== undefined) return own;
    }
  }
  return null;
}

/** The medium that most of the factors belong to; null without any. */
export function mediumOfTitles(titles: readonly string[]): FactorMedium | null {
  const count: Record<FactorMedium, number> = { air: 0, water: 0, noise: 0 };
  for (const title of titles) {
    const found = new Set(
      (['air', 'water', 'noise'] as const)
        .map((medium) => factorOfName(title, medium))
        .filter((code) => code !== null),
    );
    const [only] = found;
    if (found.size === 1 && only !== undefined) count[mediumOf(only)] += 1;
  }
  const [best] = (['air', 'water', 'noise'] as const).toSorted((a, b) => count[b] - count[a]);
  return best === undefined || count[best] === 0 ? null : best;
}
