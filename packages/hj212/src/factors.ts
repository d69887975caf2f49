import type { Edition } from './segment.ts';

/** How far the source of an entry was checked. */
export type FactorMark = 'verified' | 'single source' | 'recall';

/** A factor code of HJ 212. */
export interface Factor {
  /** Code of 2017 (from HJ 524 and HJ 525), e.g. `w01018`. */
  code: string;
  zh: string;
  en: string;
  /**
   * The standard's unit of `-Rtd`, `-Avg` …. Never take it for what a station sends: the table says ng/m³ for PM2.5
   * and mg/m³ for ambient SO₂, real stations send µg/m³. The unit is a setting of the station.
   */
  unit: string;
  /** Unit of `-Cou` (amount of the period), or null where none is defined. */
  massUnit: string | null;
  /** The standard's number format, e.g. `N5.1`: integer and decimal digits; null where it prints none. */
  format: string | null;
  /** Code in HJ/T 212-2005, or null. `10` (ammonia gas) and `010` (BOD5) differ: codes are text. */
  oldCode: string | null;
  /** Unit under the 2005 code where it is another one, else null. */
  oldUnit: string | null;
  /** Table of HJ 212-2017 Appendix B; null when it is in none. */
  table: 'B.1' | 'B.2' | 'B.3' | null;
  mark: FactorMark;
}

type Row = [
  code: string,
  zh: string,
  en: string,
  unit: string,
  massUnit: string | null,
  format: string | null,
  oldCode: string | null,
];

/** Table B.1 of HJ 212-2017. */
const water: Row[] = [
  ['w00000', '污水', 'wastewater flow', 'L/s', 'm³', 'N5.2', 'B01'],
  ['w01001', 'pH 值', 'pH', '1', null, 'N2.2', '001'],
  ['w01002', '色度', 'colour', 'colour degree', null, 'N3.2', '002'],
  ['w01006', '溶解性总固体', 'total dissolved solids', 'mg/L', 'kg', 'N4', null],
  ['w01009', '溶解氧', 'dissolved oxygen', 'mg/L', null, 'N3.1', null],
  ['w01010', '水温', 'water temperature', '°C', null, 'N3.1', null],
  ['w01012', '悬浮物', 'suspended solids', 'mg/L', 'kg', 'N4', '003'],
  ['w01014', '电导率', 'conductivity', 'µS/cm', null, 'N3.1', null],
  ['w01017', '五日生化需氧量', 'BOD5', 'mg/L', 'kg', 'N5.1', '010'],
  ['w01018', '化学需氧量', 'COD (chemical oxygen demand)', 'mg/L', 'kg', 'N5.1', '011'],
  ['w01019', '高锰酸盐指数', 'permanganate index', 'mg/L', 'kg', 'N3.1', null],
  ['w01020', '总有机碳', 'total organic carbon', 'mg/L', 'kg', 'N3.1', '015'],
  ['w02003', '粪大肠菌群', 'faecal coliforms', 'count/L', null, 'N9', '550'],
  ['w19002', '阴离子表面活性剂', 'anionic surfactants', 'mg/L', 'kg', 'N3.2', '520'],
  ['w20111', '总汞', 'total mercury', 'µg/L', 'g', 'N3.2', '020'],
  ['w20115', '总镉', 'total cadmium', 'µg/L', 'g', 'N3.1', '022'],
  ['w20116', '总铬', 'total chromium', 'mg/L', 'kg', 'N3.3', '023'],
  ['w20117', '六价铬', 'hexavalent chromium', 'µg/L', 'g', 'N2.3', '024'],
  ['w20119', '总砷', 'total arsenic', 'µg/L', 'g', 'N2.3', '026'],
  ['w20120', '总铅', 'total lead', 'µg/L', 'g', 'N4', '027'],
  ['w20121', '总镍', 'total nickel', 'mg/L', 'kg', 'N3.2', '028'],
  ['w20122', '总铜', 'total copper', 'mg/L', 'kg', 'N3.2', '029'],
  ['w20123', '总锌', 'total zinc', 'mg/L', 'kg', 'N3.3', '030'],
  ['w20124', '总锰', 'total manganese', 'mg/L', 'kg', 'N3.3', '031'],
  ['w20125', '总铁', 'total iron', 'mg/L', 'kg', 'N3.3', '032'],
  ['w20126', '总银', 'total silver', 'mg/L', 'kg', 'N3.3', '033'],
  ['w20127', '总铍', 'total beryllium', 'µg/L', 'g', 'N3.3', '034'],
  ['w20128', '总硒', 'total selenium', 'µg/L', 'g', 'N4.2', '035'],
  ['w20089', '铊', 'thallium', 'ng/L', 'mg', 'N4', '041'],
  ['w20092', '锡', 'tin', 'mg/L', 'kg', 'N3.1', '036'],
  ['w21001', '总氮', 'total nitrogen', 'mg/L', 'kg', 'N4.2', '065'],
  ['w21003', '氨氮', 'ammonia nitrogen', 'mg/L', 'kg', 'N4.2', '060'],
  ['w21004', '凯氏氮', 'Kjeldahl nitrogen', 'mg/L', 'kg', 'N3.1', '062'],
  ['w21006', '亚硝酸盐', 'nitrite', 'mg/L', 'kg', 'N2.3', '063'],
  ['w21007', '硝酸盐', 'nitrate', 'mg/L', 'kg', 'N2.3', '064'],
  ['w21011', '总磷', 'total phosphorus', 'mg/L', 'kg', 'N3.2', '101'],
  ['w21016', '氰化物', 'cyanide', 'mg/L', 'kg', 'N3.3', '070'],
  ['w21017', '氟化物', 'fluoride', 'mg/L', 'kg', 'N4.2', '072'],
  ['w21019', '硫化物', 'sulfide', 'mg/L', 'kg', 'N3.3', '071'],
  ['w21022', '氯化物', 'chloride', 'mg/L', 'kg', 'N3.1', '090'],
  ['w21038', '硫酸盐', 'sulfate', 'mg/L', 'kg', 'N6', null],
  ['w22001', '石油类', 'petroleum oils', 'mg/L', 'kg', 'N3.2', '080'],
  ['w23002', '挥发酚', 'volatile phenols', 'mg/L', 'kg', 'N3.4', '110'],
  ['w99001', '有机氮', 'organic nitrogen', 'mg/L', 'kg', 'N3.1', '061'],
];

/** Table B.2 of HJ 212-2017. */
const gas: Row[] = [
  ['a00000', '废气', 'exhaust gas flow', 'm³/s', 'm³', 'N6.1', 'B02'],
  ['a01001', '温度', 'air temperature', '°C', null, 'N3.1', null],
  ['a01002', '湿度', 'relative humidity', '%', null, 'N3.1', null],
  ['a01006', '气压', 'air pressure', 'kPa', null, 'N5.3', null],
  ['a01007', '风速', 'wind speed', 'm/s', null, 'N4.1', null],
  ['a01008', '风向', 'wind direction', 'degree', null, 'N4', null],
  ['a01010', '林格曼黑度', 'Ringelmann blackness', '1', null, 'N1', '37'],
  ['a01011', '烟气流速', 'flue gas velocity', 'm/s', null, 'N5.2', 'S02'],
  ['a01012', '烟气温度', 'flue gas temperature', '°C', null, 'N3.1', 'S03'],
  ['a01013', '烟气压力', 'flue gas (static) pressure', 'kPa', null, 'N5.3', 'S08'],
  ['a01014', '烟气湿度', 'flue gas moisture', '%', null, 'N3.1', 'S05'],
  ['a01015', '制冷温度', 'cooler temperature', '°C', null, 'N3.1', 'S06'],
  ['a01016', '烟道截面积', 'duct cross-section', 'm²', null, 'N4.2', 'S07'],
  ['a01017', '烟气动压', 'flue gas dynamic pressure', 'kPa', null, 'N5.3', 'S04'],
  ['a01901', '垃圾焚烧炉膛内焚烧平均温度', 'incinerator furnace mean temperature', '°C', null, 'N4.1', null],
  ['a01902', '垃圾焚烧炉膛内 DCS 温度', 'incinerator furnace DCS temperature', '°C', null, 'N4.1', null],
  ['a05001', '二氧化碳', 'carbon dioxide', 'mg/m³', 'kg', 'N3.3', '30'],
  ['a05002', '甲烷', 'methane', 'ng/m³', 'g', 'N4.1', null],
  ['a19001', '氧气含量', 'oxygen content', '%', null, 'N3.1', 'S01'],
  ['a20025', '镉及其化合物', 'cadmium and compounds', 'mg/m³', 'kg', 'N3.4', '33'],
  ['a20043', '铅及其化合物', 'lead and compounds', 'mg/m³', 'kg', 'N2.4', '32'],
  ['a20057', '汞及其化合物', 'mercury and compounds', 'mg/m³', 'kg', 'N4.4', '31'],
  ['a20063', '镍及其化合物', 'nickel and compounds', 'mg/m³', 'kg', 'N3.3', '35'],
  ['a21001', '氨（氨气）', 'ammonia gas', 'ng/m³', 'g', 'N4.3', '10'],
  ['a21002', '氮氧化物', 'nitrogen oxides', 'mg/m³', 'kg', 'N5.1', '03'],
  ['a21003', '一氧化氮', 'nitric oxide', 'mg/m³', 'kg', 'N4.1', null],
  ['a21004', '二氧化氮', 'nitrogen dioxide', 'mg/m³', 'kg', 'N4.1', null],
  ['a21005', '一氧化碳', 'carbon monoxide', 'mg/m³', 'kg', 'N3.3', '04'],
  ['a21017', '氰化物', 'cyanide', 'mg/m³', 'kg', 'N3.3', '07'],
  ['a21018', '氟化物', 'fluoride', 'mg/m³', 'kg', 'N2.3', '06'],
  ['a21022', '氯气', 'chlorine', 'mg/m³', 'kg', 'N4.3', '11'],
  ['a21024', '氯化氢', 'hydrogen chloride', 'mg/m³', 'kg', 'N4.3', '08'],
  ['a21026', '二氧化硫', 'sulfur dioxide', 'mg/m³', 'kg', 'N5.2', '02'],
  ['a21028', '硫化氢', 'hydrogen sulfide', 'mg/m³', 'kg', 'N3.2', '05'],
  ['a23001', '酚类', 'phenols', 'mg/m³', 'kg', 'N3.3', '27'],
  ['a24046', '氯乙烯', 'vinyl chloride', 'mg/m³', 'kg', 'N4.3', '29'],
  ['a24087', '碳氢化合物', 'total hydrocarbons', 'mg/m³', 'kg', 'N5.2', '25'],
  ['a24088', '非甲烷总烃', 'non-methane hydrocarbons (NMHC)', 'mg/m³', 'kg', 'N7.3', null],
  ['a25002', '苯', 'benzene', 'mg/m³', 'kg', 'N7.3', null],
  ['a25003', '甲苯', 'toluene', 'mg/m³', 'kg', 'N4.2', '17'],
  ['a25005', '二甲苯', 'xylenes', 'mg/m³', 'kg', 'N4.2', '18'],
  ['a25010', '氯苯', 'chlorobenzene', 'mg/m³', 'kg', 'N4.3', '23'],
  ['a25044', '苯并[a]芘', 'benzo[a]pyrene', 'mg/m³', 'kg', 'N4.3', '20'],
  ['a26001', '苯胺类', 'anilines', 'mg/m³', 'kg', 'N4.3', '21'],
  ['a30001', '甲醇', 'methanol', 'mg/m³', 'kg', 'N4.3', '28'],
  ['a30022', '硫醇', 'mercaptans', 'mg/m³', 'kg', 'N4.3', '13'],
  ['a31001', '甲醛', 'formaldehyde', 'mg/m³', 'kg', 'N3.3', '19'],
  ['a31002', '乙醛', 'acetaldehyde', 'mg/m³', 'kg', 'N3.4', '26'],
  ['a34001', '总悬浮颗粒物 TSP', 'total suspended particulates (TSP)', 'ng/m³', 'g', 'N4.3', null],
  ['a34002', '可吸入颗粒物 PM10', 'PM10', 'ng/m³', 'g', 'N3.3', null],
  ['a34004', '细微颗粒物 PM2.5', 'PM2.5', 'ng/m³', 'g', 'N3.3', null],
  ['a34005', '亚微米颗粒物 PM1.0', 'PM1.0', 'ng/m³', 'g', 'N3.3', null],
  ['a34011', '降尘', 'dust fall', 't/(km²·month)', null, null, null],
  ['a34013', '烟尘', 'soot and dust (particulates)', 'mg/m³', 'kg', 'N4', '01'],
  ['a34038', '沥青烟', 'asphalt fume', 'mg/m³', 'kg', 'N4.3', '09'],
  ['a34039', '硫酸雾', 'sulfuric acid mist', 'mg/m³', 'kg', 'N4.3', '14'],
  ['a34040', '铬酸雾', 'chromic acid mist', 'mg/m³', 'kg', 'N2.3', '15'],
  ['a99049', '光气', 'phosgene', 'mg/m³', 'kg', 'N3.3', '24'],
  ['a99051', '二硫化碳', 'carbon disulfide', 'mg/m³', 'kg', 'N4.3', '12'],
];
/**
 * Table B.3 of HJ 212-2017. 2005 has the same letters but prints Ld for the night and Ln for the day, the other
 * way round.
 */
const noise: Row[] = [
  ['LA', 'A 声级', 'A-weighted sound level', 'dB', null, 'N3.1', 'LA'],
  ['L5', '累积百分声级 L5', 'percentile level L5', 'dB', null, 'N3.1', 'L5'],
  ['L10', '累积百分声级 L10', 'percentile level L10', 'dB', null, 'N3.1', 'L10'],
  ['L50', '累积百分声级 L50', 'percentile level L50', 'dB', null, 'N3.1', 'L50'],
  ['L90', '累积百分声级 L90', 'percentile level L90', 'dB', null, 'N3.1', 'L90'],
  ['L95', '累积百分声级 L95', 'percentile level L95', 'dB', null, 'N3.1', 'L95'],
  ['Leq', '等效声级', 'equivalent sound level', 'dB', null, 'N3.1', 'Leq'],
  ['Ldn', '昼夜等效声级', 'day-night equivalent level', 'dB', null, 'N3.1', 'Ldn'],
  ['Ld', '昼间等效声级', 'day equivalent level', 'dB', null, 'N3.1', 'Ln'],
  ['Ln', '夜间等效声级', 'night equivalent level', 'dB', null, 'N3.1', 'Ld'],
  ['LMx', '最大声级', 'maximum level', 'dB', null, 'N3.1', 'LMx'],
  ['LMn', '最小声级', 'minimum level', 'dB', null, 'N3.1', 'LMn'],
];

/** In none of the tables of 2017 but sent by most stations; names from HJ 524 and HJ 525 by memory. */
const common: Row[] = [
  ['w01003', '浑浊度', 'turbidity', 'NTU', null, null, null],
  ['a05024', '臭氧', 'ozone', 'µg/m³', null, null, null],
  ['a06001', '降水量', 'rainfall', 'mm', null, null, null],
  ['a50001', '噪声', 'noise (dust sites)', 'dB', null, null, null],
  ['a99054', '总挥发性有机物', 'total volatile organic compounds (TVOC)', 'mg/m³', null, null, null],
];

/** Units that changed with the code from 2005 to 2017, by the code of 2017. */
const oldUnits: Record<string, string> = {
  a01011: 'm³/h',
  a01013: 'MPa',
  a01017: 'MPa',
  w20111: 'mg/L',
  w20115: 'mg/L',
  w20117: 'mg/L',
  w20119: 'mg/L',
  w20120: 'mg/L',
  w20127: 'mg/L',
  w20128: 'mg/L',
  w20089: 'mg/L',
};

function entries(rows: Row[], table: Factor['table'], mark: FactorMark): Factor[] {
  return rows.map(([code, zh, en, unit, massUnit, format, oldCode]) => ({
    code,
    zh,
    en,
    unit,
    massUnit,
    format,
    oldCode,
    oldUnit: oldUnits[code] ?? null,
    table,
    mark,
  }));
}

/** HJ 212-2017 Tables B.1 to B.3, and a few codes that every platform meets (mark `recall`). */
export const factors: readonly Factor[] = [
  ...entries(water, 'B.1', 'verified'),
  ...entries(gas, 'B.2', 'verified'),
  ...entries(noise, 'B.3', 'verified'),
  ...entries(common, null, 'recall'),
];

const byCode = new Map(factors.map((factor) => [factor.code, factor]));
const byOldCode = new Map(
  factors.flatMap((factor) => (factor.oldCode === null ? [] : [[factor.oldCode, factor] as const])),
);

/**
 * What a code means in a packet of this edition. 2005 devices also send the codes of 2017, so those are tried
 * second; upper case (`W01018`) is met in the field and allowed.
 * @returns null for a code of no table
 */
export function factorOf(code: string, edition: Edition): Factor | null {
  const old = edition === '2005' ? byOldCode.get(code) : undefined;
  return old ?? byCode.get(code) ?? byCode.get(code.toLowerCase()) ?? null;
}
