import { POLLUTANTS, type Pollutant, type WaterItemKey } from '@huanzhi/standards';

/** HJ 212-2017 / HJ 524 codes of the six pollutants of ambient air. */
export const pollutantCodes: Readonly<Record<Pollutant, string>> = {
  SO2: 'a21026',
  NO2: 'a21004',
  CO: 'a21005',
  O3: 'a05024',
  PM10: 'a34002',
  'PM2.5': 'a34004',
};

/** HJ 212-2017 / HJ 525 codes of the items of GB 3838-2002 table 1. */
export const waterItemCodes: Readonly<Record<WaterItemKey, string>> = {
  waterTemperature: 'w01010',
  pH: 'w01001',
  DO: 'w01009',
  CODMn: 'w01019',
  CODCr: 'w01018',
  BOD5: 'w01017',
  NH3N: 'w21003',
  TP: 'w21011',
  TN: 'w21001',
  Cu: 'w20122',
  Zn: 'w20123',
  F: 'w21017',
  Se: 'w20128',
  As: 'w20119',
  Hg: 'w20111',
  Cd: 'w20115',
  Cr6: 'w20117',
  Pb: 'w20120',
  CN: 'w21016',
  volatilePhenol: 'w23002',
  petroleum: 'w22001',
  LAS: 'w19002',
  sulfide: 'w21019',
  fecalColiform: 'w02003',
};

const pollutants = new Map(POLLUTANTS.map((name) => [pollutantCodes[name], name]));
const waterItems = new Map(
  (Object.entries(waterItemCodes) as [WaterItemKey, string][]).map(([key, code]) => [code, key]),
);

/** The pollutant of ambient air that a factor is, or undefined. */
export function pollutantOf(factor: string): Pollutant | undefined {
  return pollutants.get(factor);
}

/** The item of GB 3838-2002 table 1 that a factor is, or undefined. */
export function waterItemOf(factor: string): WaterItemKey | undefined {
  return waterItems.get(factor);
}

/**
 * How 溶解氧 reaches class Ⅰ everywhere, in figures, reports and indicators alike: by concentration alone, as the national
 * platform publishes. GB 3838-2002 table 1 would also take 90 % saturation, which needs the water's temperature.
 */
export const oxygenRule = 'concentration' as const;
