/** What a plan says of a goal. */
export interface NamedGoal {
  name: string;
  /** What it speaks of: `本区`, `市考核断面`, empty. */
  subject: string;
  comparator: string;
  value: string | null;
  unit: string | null;
}

type UnitKind = 'concentration' | 'share' | 'days' | 'count';

const unitKinds: readonly [UnitKind, RegExp][] = [
  ['concentration', /^(?:微克\/(?:立方米|立方|m3)|[µμu]g\/m3|微克每立方米)$/u],
  ['share', /^(?:%|百分比|个百分点)$/u],
  ['days', /^(?:天|日)$/u],
  ['count', /^(?:个|条|处)$/u],
];

/** Which kind of quantity a unit measures; null for an unknown or missing one. */
export function unitKind(unit: string | null): UnitKind | null {
  const text = (unit ?? '').normalize('NFKC').replace(/\s/gu, '');
  return unitKinds.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** The district as a whole, by any of its names; a park, a street or a river is none. */
const wholeDistrict =
  /^(?:|[本全我]区|区域(?:内)?|全区域|区|(?!.*(?:园区|工业区|功能区|开发区|示范区|片区|地区|社区|街区|库区|郊区|城区|小区|保护区))\p{Script=Han}{2,4}区)$/u;

const rules: readonly { indicator: string; unit: UnitKind; name: RegExp }[] = [
  {
    indicator: 'air.pm25.mean',
    unit: 'concentration',
    name: /^(?:环境空气(?:质量)?|全区|全年|年度)*(?:细颗粒物(?:PM2\.5)?|PM2\.5(?:细颗粒物)?)年(?:平?均|平均)(?:值|浓度|浓度值)$/u,
  },
  {
    indicator: 'air.pm10.mean',
    unit: 'concentration',
    name: /^(?:环境空气(?:质量)?|全区|全年|年度)*(?:可吸入颗粒物(?:PM10)?|PM10(?:可吸入颗粒物)?)年(?:平?均|平均)(?:值|浓度|浓度值)$/u,
  },
  {
    indicator: 'air.no2.mean',
    unit: 'concentration',
    name: /^(?:环境空气(?:质量)?|全区|全年|年度)*(?:二氧化氮(?:NO2)?|NO2(?:二氧化氮)?)年(?:平?均|平均)(?:值|浓度|浓度值)$/u,
  },
  {
    indicator: 'air.so2.mean',
    unit: 'concentration',
    name: /^(?:环境空气(?:质量)?|全区|全年|年度)*(?:二氧化硫(?:SO2)?|SO2(?:二氧化硫)?)年(?:平?均|平均)(?:值|浓度|浓度值)$/u,
  },
  {
    indicator: 'air.o3.p90',
    unit: 'concentration',
    name: /^(?:环境空气(?:质量)?|全区|全年|年度)*(?:臭氧(?:O3)?|O3(?:臭氧)?)(?:日最大8小时(?:滑动)?平均(?:值)?(?:浓度)?)?的?第?90(?:%分位|百分位)数?(?:浓度|值|浓度值)?$/u,
  },
  {
    indicator: 'air.good-days',
    unit: 'share',
    name: /^(?:全年|年度|全区)*(?:环境)?(?:空气)?(?:质量)?(?:AQI)?(?:指数)?(?:AQI)?优良(?:天数)?(?:比率|比例|率)(?:AQI)?$/u,
  },
  {
    indicator: 'air.heavy-days',
    unit: 'days',
    name: /^(?:全年|年度|全区)*(?:空气)?(?:重度及以上污染|重污染)(?:天气)?天?(?:日|天)?数$/u,
  },
];

const waterMeasures: readonly { measure: string; unit: UnitKind; tail: RegExp }[] = [
  {
    measure: 'good',
    unit: 'share',
    tail: /^(?:水质)?(?:年均)?(?:水质)?(?:达到(?:或|及)?[好优]于|优于(?:或达到)?|优|达到)?(?:Ⅰ(?:类)?(?:-|—|–|~|至|到))?Ⅲ类?(?:\(含\)|含|及以上|以上|或以上)?(?:的)?(?:水质|水体|断面|水)*(?:比例|比率|占比|率)$/u,
  },
  { measure: 'compliant', unit: 'share', tail: /^(?:考核)?(?:水质)?达标(?:率|比例)$/u },
  { measure: 'inferior', unit: 'share', tail: /^劣Ⅴ类?(?:水质|水体|断面)*(?:比例|比率|占比|率)$/u },
  { measure: 'inferior-count', unit: 'count', tail: /^劣Ⅴ类?(?:水质|水体|断面)*(?:个数|数量|数)?$/u },
];

const scopes: readonly { suffix: string; pattern: RegExp }[] = [
  {
    suffix: '.upper',
    pattern:
      /^(?:地表水)?(?:国[考控]?、市[考控](?:核)?|市[考控](?:核)?(?:及)?以上|国市[考控])(?:地表水)?(?:考核)?断面/u,
  },
  {
    suffix: '.national',
    pattern: /^(?:地表水)?(?:国[考控]|国家(?:地表水)?考核)(?:核)?(?:地表水)?(?:考核)?断面/u,
  },
  { suffix: '.municipal', pattern: /^(?:地表水)?(?:市[考控]|市级考核)(?:核)?(?:地表水)?(?:考核)?断面/u },
];

/** Waters that are no sections of rivers: springs of drinking water, ground water, the sea, zones of water use. */
const otherWater = /饮用|水源|地下|近岸|海|黑臭|农村|水功能区|排放|污水|湖|水库|河道|河湖|入河/u;

/**
 * The indicator that a goal speaks of, by its whole name, its unit and what it speaks of; null as soon as anything
 * more is said than the name of an indicator, or when two would fit. What a goal asks must be a figure.
 */
export function suggestIndicator(goal: NamedGoal): string | null {
  if (goal.value === null || !/^\d+(\.\d+)?$/.test(goal.value.trim())) return null;
  if (goal.comparator === 'qualitative') return null;
  const unit = unitKind(goal.unit);
  if (unit === null) return null;
  const name = plain(goal.name);
  const subject = plain(goal.subject);
  const found = [
    ...(wholeDistrict.test(subject)
      ? rules.flatMap((rule) => (rule.unit === unit && rule.name.test(name) ? [rule.indicator] : []))
      : []),
    ...waterIndicators(name, subject, unit),
  ];
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** A name in one form of writing: compatible characters, no brackets, blanks or marks of subscripts. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/III/gu, 'Ⅲ')
    .replace(/I(?=[-—–~至到类])/gu, 'Ⅰ')
    .replace(/劣V/gu, '劣Ⅴ')
    .replace(/[\s(){}[\]_“”"'《》]/gu, '')
    .replace(/pm2\.5/giu, 'PM2.5');
}

function waterIndicators(name: string, subject: string, unit: UnitKind): string[] {
  if (otherWater.test(name) || otherWater.test(subject)) return [];
  const subjectScope = scopes.find(({ pattern }) => pattern.test(subject));
  const isScope = subjectScope !== undefined && subject.replace(subjectScope.pattern, '') === '';
  if (!isScope && !wholeDistrict.test(subject)) return [];
  const nameScope = scopes.find(({ pattern }) => pattern.test(name));
  // Two groups at once: the name and what it speaks of do not agree.
  if (isScope && nameScope !== undefined && nameScope.suffix !== subjectScope.suffix) return [];
  const scope = nameScope ?? (isScope ? subjectScope : undefined);
  const stripped = nameScope === undefined ? name : name.replace(nameScope.pattern, '');
  const rest = stripped.replace(
    /^(?:全区)?(?:区域)?(?:地表水)?(?:环境质量)?(?:水环境)?(?:考核)?(?:断面|水体)?(?:水质)?/u,
    '',
  );
  // A bare 达标率 could be anything's.
  if (scope === undefined && /^达标/u.test(stripped)) return [];
  return waterMeasures.flatMap(({ measure, unit: needed, tail }) =>
    needed === unit && (tail.test(rest) || tail.test(stripped))
      ? [`water.${measure}${scope?.suffix ?? ''}`]
      : [],
  );
}
