import type { FactorValue } from '@huanzhi/hj212';

/** How one factor behaves: mean, swing over the day and over the year, noise, and digits after the point. */
interface Behaviour {
  code: string;
  oldCode: string;
  mean: number;
  daily: number;
  /** Hour of the day with the highest value. */
  peakHour: number;
  yearly: number;
  /** Month (0 = January) with the highest value. */
  peakMonth: number;
  noise: number;
  digits: number;
}

const sewage: Behaviour[] = [
  behaviour('w00000', 'B01', 32, 9, 10, 4, 7, 2, 2),
  behaviour('w01001', '001', 7.4, 0.15, 14, 0.1, 7, 0.05, 2),
  behaviour('w01018', '011', 38, 6, 11, 3, 1, 2.5, 1),
  behaviour('w21003', '060', 2.1, 0.5, 9, 0.6, 1, 0.15, 2),
  behaviour('w21001', '065', 9.8, 1.1, 10, 1.2, 1, 0.5, 2),
  behaviour('w21011', '101', 0.31, 0.05, 11, 0.04, 7, 0.02, 2),
];

const gas: Behaviour[] = [
  behaviour('a00000', 'B02', 46, 8, 15, 3, 0, 2, 1),
  behaviour('a21026', '02', 21, 5, 8, 6, 0, 2, 2),
  behaviour('a21002', '03', 58, 12, 9, 9, 0, 4, 1),
  behaviour('a34013', '01', 4.6, 1, 8, 1.2, 0, 0.5, 1),
  behaviour('a19001', 'S01', 8.9, 0.6, 4, 0.2, 6, 0.2, 1),
  behaviour('a01012', 'S03', 118, 9, 15, 6, 6, 2, 1),
];

function behaviour(
  code: string,
  oldCode: string,
  mean: number,
  daily: number,
  peakHour: number,
  yearly: number,
  peakMonth: number,
  noise: number,
  digits: number,
): Behaviour {
  return { code, oldCode, mean, daily, peakHour, yearly, peakMonth, noise, digits };
}

const hour = 3_600_000;
const year = 365.2425 * 24 * hour;

/** A simulated instrument. Even numbers are sewage outlets (ST 32), odd ones stacks (ST 31). */
export interface Instrument {
  mn: string;
  st: '31' | '32';
  /** Offset of its clock, in ms. */
  clock: number;
  values(at: number, suffix: 'Rtd' | 'Avg', random: () => number): FactorValue[];
}

/**
 * The instrument of a number from 0.
 * @param old write the codes and the 14-character MN of 2005
 */
export function instrument(number: number, old: boolean): Instrument {
  const factors = number % 2 === 0 ? sewage : gas;
  // Outlets of different size and quality, but the same one for the same number.
  const scale = 0.7 + ((number * 7919) % 61) / 100;
  const mn = old
    ? `8888888${String(number).padStart(7, '0')}`
    : `0F0000A8900016F0${number.toString(16).toUpperCase().padStart(8, '0')}`;
  return {
    mn,
    st: number % 2 === 0 ? '32' : '31',
    clock: 0,
    values: (at, suffix, random) =>
      factors.map((factor) => {
        const spread = random() + random() + random() - 1.5;
        const value =
          (factor.code === 'w01001' ? factor.mean : factor.mean * scale) +
          factor.daily * Math.cos(2 * Math.PI * ((at + 8 * hour) / (24 * hour) - factor.peakHour / 24)) +
          factor.yearly * Math.cos(2 * Math.PI * (at / year - factor.peakMonth / 12)) +
          factor.noise * spread;
        const text = Math.max(0, value).toFixed(factor.digits);
        return { code: old ? factor.oldCode : factor.code, fields: { [suffix]: text, Flag: 'N' } };
      }),
  };
}
