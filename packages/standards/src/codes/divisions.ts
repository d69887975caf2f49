/** Province-level codes of GB/T 2260 (first two digits). */
export const PROVINCES: Readonly<Record<string, string>> = {
  '11': '北京市',
  '12': '天津市',
  '13': '河北省',
  '14': '山西省',
  '15': '内蒙古自治区',
  '21': '辽宁省',
  '22': '吉林省',
  '23': '黑龙江省',
  '31': '上海市',
  '32': '江苏省',
  '33': '浙江省',
  '34': '安徽省',
  '35': '福建省',
  '36': '江西省',
  '37': '山东省',
  '41': '河南省',
  '42': '湖北省',
  '43': '湖南省',
  '44': '广东省',
  '45': '广西壮族自治区',
  '46': '海南省',
  '50': '重庆市',
  '51': '四川省',
  '52': '贵州省',
  '53': '云南省',
  '54': '西藏自治区',
  '61': '陕西省',
  '62': '甘肃省',
  '63': '青海省',
  '64': '宁夏回族自治区',
  '65': '新疆维吾尔自治区',
  '71': '台湾省',
  '81': '香港特别行政区',
  '82': '澳门特别行政区',
};

/** The districts of Shanghai by their GB/T 2260 code. */
export const SHANGHAI_DISTRICTS: Readonly<Record<string, string>> = {
  '310101': '黄浦区',
  '310104': '徐汇区',
  '310105': '长宁区',
  '310106': '静安区',
  '310107': '普陀区',
  '310109': '虹口区',
  '310110': '杨浦区',
  '310112': '闵行区',
  '310113': '宝山区',
  '310114': '嘉定区',
  '310115': '浦东新区',
  '310116': '金山区',
  '310117': '松江区',
  '310118': '青浦区',
  '310120': '奉贤区',
  '310151': '崇明区',
};

/** Level of a division code. */
export type DivisionLevel = 'province' | 'city' | 'county';

/** The check of an administrative division code. */
export interface DivisionCheck {
  readonly valid: boolean;
  /** `FORMAT`, `NO_PROVINCE` or `NOT_LISTED` when not valid. */
  readonly reason?: string;
  readonly level?: DivisionLevel;
  readonly province?: string;
  /** Name from the given table, or of a province or a Shanghai district. */
  readonly name?: string;
}

/**
 * Checks a six-digit administrative division code `PPCCDD`: form, province, and, when a table is given, the list.
 * Codes change with mergers, so the county list is imported data with its date and not part of this package.
 * @param table names by code, of the day of the fact.
 * Source: GB/T 2260-2007 with amendments, tables of codes (structure and provinces).
 */
export function checkDivision(code: string, table?: ReadonlyMap<string, string>): DivisionCheck {
  const text = code.trim();
  if (!/^\d{6}$/.test(text)) return { valid: false, reason: 'FORMAT' };
  const province = PROVINCES[text.slice(0, 2)];
  if (province === undefined) return { valid: false, reason: 'NO_PROVINCE' };
  const level = text.endsWith('0000') ? 'province' : text.endsWith('00') ? 'city' : 'county';
  const name = table?.get(text) ?? SHANGHAI_DISTRICTS[text] ?? (level === 'province' ? province : undefined);
  if (table !== undefined && level === 'county' && !table.has(text)) {
    return { valid: false, reason: 'NOT_LISTED', level, province };
  }
  return { valid: true, level, province, ...(name === undefined ? {} : { name }) };
}

/** Kind of a town-level unit by the last three of nine digits. */
export type TownKind = '街道' | '镇' | '乡' | '政企合一单位' | '其他';

/**
 * Splits a nine-digit town code (six of GB/T 2260 and three): 001-099 街道, 100-199 镇, 200-399 乡, 400-599 政企合一单位.
 * Town codes of two sources conflict: match towns by name inside the district.
 * @returns null when it is not nine digits with a known province.
 * Source: GB/T 10114-2003 (clause not named; bands recall).
 */
export function parseTownCode(code: string): { readonly county: string; readonly kind: TownKind } | null {
  const text = code.trim();
  if (!/^\d{9}$/.test(text) || !checkDivision(text.slice(0, 6)).valid) return null;
  const serial = Number(text.slice(6));
  const kind =
    serial < 100
      ? '街道'
      : serial < 200
        ? '镇'
        : serial < 400
          ? '乡'
          : serial < 600
            ? '政企合一单位'
            : '其他';
  return { county: text.slice(0, 6), kind };
}
