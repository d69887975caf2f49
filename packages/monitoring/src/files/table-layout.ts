import type { FactorMedium } from '@huanzhi/standards';
import { plainText } from '../units/plain-text.ts';
import { readUnit } from '../units/units.ts';
import { factorOfName, mediumOfTitles } from './factor-names.ts';
import { type DayRole, dayFigureOfName, isComputed, isDayRole } from './published-columns.ts';
import type { HourLabel } from './read-time.ts';

/**
 * What a column of a table of measurements holds. `item` and `value` make the long form, `factor` columns and those of
 * published day figures the wide one.
 */
export type ColumnRole =
  | 'site'
  | 'date'
  | 'hour'
  | 'time'
  | 'item'
  | 'value'
  | 'unit'
  | 'mark'
  | 'factor'
  | DayRole
  | 'ignored';

/** One column and its use. */
export interface TableColumn {
  /** As in the file. */
  title: string;
  role: ColumnRole;
  /** Of a column of values or of published day figures: code of HJ 212-2017. */
  factor: string | null;
  /** Printed in the title or chosen; null: the unit in which the site keeps the factor. */
  unit: string | null;
  /** The value before rounding stands here; it goes before a displayed one of the same factor. */
  unrounded: boolean;
  /** Why an ignored column is ignored: computed from others, no measurement, or a title not known here. */
  why: 'computed' | 'other' | 'unknown' | null;
}

/** How a table is read. */
export interface TableLayout {
  /** `none`: no column of values was recognised. */
  form: 'wide' | 'long' | 'none';
  columns: TableColumn[];
  hourLabel: HourLabel;
  /** For times without a year. */
  year: number | null;
}

/** A role that is told by a title of its own. */
export type TitledRole = Exclude<ColumnRole, 'factor' | DayRole | 'ignored'>;

const roleTitles: Readonly<Record<TitledRole, readonly string[]>> = {
  site: [
    '监测点编码',
    '站点编码',
    '点位编码',
    '站点代码',
    '站码',
    'stationcode',
    'sitecode',
    'station_code',
    'station',
    'site',
    '监测点位名称',
    '监测点名称',
    '站点名称',
    '点位名称',
    '断面名称',
    'section',
    '监测点位',
    '监测点',
    '监测站点',
    '监测断面',
    '站点',
    '站名',
    '点位',
    '断面',
    '排放口',
    '排口',
    '排口名称',
    'point',
    'position_name',
    'positionname',
    'mn',
  ],
  date: ['date', 'day', '日期', '监测日期', '采样日期', 'file_date', 'sampledate'],
  hour: ['hour', '小时', '时', '时段', '监测小时'],
  time: [
    'time',
    'datetime',
    'timepoint',
    'time_point',
    '时间',
    '监测时间',
    '采样时间',
    '数据时间',
    'phenomenontime',
  ],
  item: [
    'factor',
    'item',
    'parameter',
    'pollutant',
    'type',
    '因子',
    '监测因子',
    '监测项目',
    '项目',
    '污染物',
    '指标',
    '因子编码',
    '污染物名称',
    '项目名称',
  ],
  value: ['value', 'concentration', 'result', '值', '监测值', '浓度', '数值', '结果', '监测结果', '小时值'],
  unit: ['unit', 'units', '单位', '计量单位'],
  mark: [
    'status',
    'mark',
    'flag',
    '标识',
    '标记',
    '数据标识',
    '数据标记',
    '状态',
    '站点情况',
    '站点状态',
    '运行状态',
  ],
};

const other = new Set([
  'province',
  'basin',
  'city',
  'river',
  'area',
  '省份',
  '省',
  '流域',
  '城市',
  '市',
  '区县',
  '河流',
  '水体',
  '经度',
  '纬度',
  'lon',
  'lat',
  '序号',
  '备注',
  '原行号',
  '判定',
  '原因',
]);

const bracket = /^(.*?)[([【]([^()[\]【】]*)[)\]】]\s*$/;

/** A title taken apart: `PM2.5(μg/m³)`, `氨氮_orig`, `细颗粒物（PM2.5）`. */
function partsOfTitle(title: string): { names: string[]; unit: string | null; unrounded: boolean } {
  const unrounded = /_orig$/i.test(title.trim());
  const plain = title
    .trim()
    .replace(/_orig$/i, '')
    .normalize('NFKC');
  const names = [plain];
  let unit: string | null = null;
  let rest = plain;
  // Brackets from the last to the first: a unit, a formula (which says more than the words before it), or 以P计.
  for (let found = bracket.exec(rest); found !== null; found = bracket.exec(rest)) {
    const [, before = '', inside = ''] = found;
    for (const part of inside.split(/[,，]/)) {
      const read = part.trim() === '' ? null : readUnit(part);
      if (read === null) names.push(part);
      else unit ??= read;
    }
    rest = before.trim();
  }
  if (rest !== plain) names.push(rest);
  else {
    const [, before = '', last = ''] = /^(.+?)[\s,，/]+(\S+\/\S+|℃|°C|NTU|%)$/.exec(plain) ?? [];
    unit = last === '' ? null : readUnit(last);
    if (unit !== null) names.push(before);
  }
  return { names: names.map((name) => name.trim()).filter((name) => name !== ''), unit, unrounded };
}

function roleOfTitle(title: string): TitledRole | null {
  const plain = plainText(title).replace(/[*:：]/g, '');
  for (const [role, titles] of Object.entries(roleTitles)) {
    if (titles.includes(plain)) return role as TitledRole;
  }
  return null;
}

const column = (title: string, role: ColumnRole, more: Partial<TableColumn> = {}): TableColumn => ({
  title,
  role,
  factor: null,
  unit: null,
  unrounded: false,
  why: null,
  ...more,
});

function useOf(title: string, medium: FactorMedium | null): TableColumn {
  const { names, unit, unrounded } = partsOfTitle(title);
  const published = names.map(dayFigureOfName).find((one) => one !== null);
  if (published) return column(title, published.role, { factor: published.factor, unit });
  if (names.some(isComputed)) return column(title, 'ignored', { why: 'computed' });
  const role = roleOfTitle(title) ?? roleOfTitle(names.at(-1) ?? '');
  if (role !== null) return column(title, role, { unit: role === 'value' ? unit : null });
  for (const name of names) {
    const code = factorOfName(name, medium);
    if (code !== null) return column(title, 'factor', { factor: code, unit, unrounded });
  }
  return column(title, 'ignored', { why: other.has(plainText(title)) ? 'other' : 'unknown' });
}

/** The first column of a role stays; of two columns of sites the one that the list of titles names first. */
function oneEach(columns: TableColumn[]): TableColumn[] {
  const titled = (role: ColumnRole): role is TitledRole => role in roleTitles;
  const rank = ({ title, role }: TableColumn) =>
    titled(role) ? roleTitles[role].indexOf(plainText(title)) : 0;
  return columns.map((one, index) => {
    if (!titled(one.role)) return one;
    const better = columns.some(
      (rival, at) =>
        at !== index &&
        rival.role === one.role &&
        (rank(rival) < rank(one) || (rank(rival) === rank(one) && at < index)),
    );
    return better ? column(one.title, 'ignored', { why: 'other' }) : one;
  });
}

/**
 * Recognises a table of measurements by the titles of its columns: wide with a column for each factor, or long with a
 * column of factors and one of values. Titles are known in Chinese and English, with or without a unit in brackets.
 * @param year for times without one, e.g. from the name of the file
 */
export function recogniseTable(titles: readonly string[], year: number | null = null): TableLayout {
  const medium = mediumOfTitles(titles.flatMap((title) => partsOfTitle(title).names));
  const columns = oneEach(titles.map((title) => useOf(title, medium)));
  const long = columns.some(({ role }) => role === 'item') && columns.some(({ role }) => role === 'value');
  const kept = columns.map((one) =>
    (long && (one.role === 'factor' || isDayRole(one.role))) ||
    (!long && (one.role === 'item' || one.role === 'value' || one.role === 'unit'))
      ? column(one.title, 'ignored', { why: 'other' })
      : one,
  );
  return { form: formOf(kept), columns: kept, hourLabel: 'end', year };
}

/** The form that the roles of columns make. */
export function formOf(columns: readonly Pick<TableColumn, 'role'>[]): TableLayout['form'] {
  const has = (role: ColumnRole) => columns.some((one) => one.role === role);
  if (has('item') && has('value')) return 'long';
  return columns.some(({ role }) => role === 'factor' || isDayRole(role)) ? 'wide' : 'none';
}

/** The year that a name of a file tells, `水质 2021-04.csv` → 2021. */
export function yearOfFileName(name: string): number | null {
  const found = /(?:^|\D)((?:19|20)\d{2})(?:\D|(?:0[1-9]|1[0-2]))/.exec(`${name} `);
  return found === null ? null : Number(found[1]);
}

/** How well a row of cells would do as the row of titles: how many of them are understood. */
export function titleScore(cells: readonly string[]): number {
  return recogniseTable(cells).columns.filter(({ role, why }) => role !== 'ignored' || why === 'computed')
    .length;
}
