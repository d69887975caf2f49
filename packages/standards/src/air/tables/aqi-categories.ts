/** Level of the air quality index, 1 (优) to 6 (严重污染). */
export type AqiLevel = 1 | 2 | 3 | 4 | 5 | 6;

/** One category of the air quality index. */
export interface AqiCategory {
  readonly level: AqiLevel;
  /** Roman-style level as printed, for example `"三级"`. */
  readonly levelZh: string;
  /** Lowest and highest index; the last category has no upper end. */
  readonly from: number;
  readonly to: number | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly colourZh: string;
  readonly rgb: readonly [number, number, number];
  readonly hex: string;
  readonly cmyk: readonly [number, number, number, number];
}

/**
 * Categories, ranges and colours: identical in both editions except that the first range starts at 0 in 2012.
 * Source: HJ 633-2012 tables 2 and A.1; HJ 633-2026 tables 2 and A.1 (verified).
 */
export const AQI_CATEGORIES: readonly AqiCategory[] = [
  category(1, '一级', 0, 50, '优', 'excellent', '绿色', [0, 228, 0], '#00E400', [40, 0, 100, 0]),
  category(2, '二级', 51, 100, '良', 'good', '黄色', [255, 255, 0], '#FFFF00', [0, 0, 100, 0]),
  category(
    3,
    '三级',
    101,
    150,
    '轻度污染',
    'light pollution',
    '橙色',
    [255, 126, 0],
    '#FF7E00',
    [0, 52, 100, 0],
  ),
  category(
    4,
    '四级',
    151,
    200,
    '中度污染',
    'moderate pollution',
    '红色',
    [255, 0, 0],
    '#FF0000',
    [0, 100, 100, 0],
  ),
  category(
    5,
    '五级',
    201,
    300,
    '重度污染',
    'heavy pollution',
    '紫色',
    [153, 0, 76],
    '#99004C',
    [10, 100, 40, 30],
  ),
  category(
    6,
    '六级',
    301,
    null,
    '严重污染',
    'severe pollution',
    '褐红色',
    [126, 0, 35],
    '#7E0023',
    [30, 100, 100, 30],
  ),
];

function category(
  level: AqiLevel,
  levelZh: string,
  from: number,
  to: number | null,
  nameZh: string,
  nameEn: string,
  colourZh: string,
  rgb: AqiCategory['rgb'],
  hex: string,
  cmyk: AqiCategory['cmyk'],
): AqiCategory {
  return { level, levelZh, from, to, nameZh, nameEn, colourZh, rgb, hex, cmyk };
}
