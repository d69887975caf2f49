import type { SamplePlace } from './places.ts';
import { randomStream } from './random.ts';

/** The values of one factor, hour by hour. */
export interface SampleSeries {
  factor: string;
  unit: string;
  /** Hours of a day (1 to 24) that have a value; all when left out. */
  hours?: readonly number[];
  /** Days back from today that it covers. */
  days: number;
  /** Value of a day (number since 1970) and hour, already rounded as an instrument rounds. */
  value: (day: number, hour: number) => number;
}

/** 1 in midwinter, −1 in midsummer. */
const winter = (day: number) => Math.cos((2 * Math.PI * (day - 15)) / 365.25);
/** 1 at an hour, −1 twelve hours later. */
const peak = (hour: number, at: number) => Math.cos((2 * Math.PI * (hour - at)) / 24);
const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

/** Weather that lasts for days: the same for all places of the district, as in nature. */
function weather(kind: string): (day: number) => number {
  const kept = new Map<number, number>();
  const noise = (day: number) => {
    const known = kept.get(day);
    if (known !== undefined) return known;
    const value = randomStream(`${kind} ${day}`).normal();
    kept.set(day, value);
    return value;
  };
  return (day) => 0.65 * noise(day) + 0.5 * noise(day - 1) + 0.35 * noise(day - 2) + 0.2 * noise(day - 3);
}

const stagnation = weather('stagnation');
const sunshine = weather('sunshine');
const rain = weather('rain');

const airDays = 695;
const airFactors: readonly [string, string, number, (day: number, hour: number) => number][] = [
  [
    'a34004',
    'µg/m³',
    0,
    (day, hour) => (28 + 12 * winter(day)) * Math.exp(0.42 * stagnation(day) + 0.1 * peak(hour, 8)),
  ],
  [
    'a34002',
    'µg/m³',
    0,
    (day, hour) => (46 + 15 * winter(day)) * Math.exp(0.38 * stagnation(day) + 0.12 * peak(hour, 9)),
  ],
  [
    'a21026',
    'µg/m³',
    0,
    (day, hour) => (6 + winter(day)) * Math.exp(0.2 * stagnation(day) + 0.1 * peak(hour, 11)),
  ],
  [
    'a21004',
    'µg/m³',
    0,
    (day, hour) => (33 + 12 * winter(day)) * Math.exp(0.3 * stagnation(day) + 0.25 * peak(hour, 20)),
  ],
  [
    'a05024',
    'µg/m³',
    0,
    (day, hour) => (72 - 34 * winter(day)) * Math.exp(0.22 * sunshine(day)) * (1 + 0.55 * peak(hour, 15)),
  ],
  [
    'a21005',
    'mg/m³',
    2,
    (day, hour) => (0.62 + 0.15 * winter(day)) * Math.exp(0.25 * stagnation(day) + 0.1 * peak(hour, 8)),
  ],
];

const waterFactors: readonly [string, string, number, (day: number, level: number) => number][] = [
  ['w01001', '', 2, (day) => 7.6 - 0.2 * winter(day) + 0.1 * rain(day)],
  ['w01009', 'mg/L', 2, (day, level) => (7.4 + 1.8 * winter(day)) / (0.72 + 0.28 * level) + 0.4 * rain(day)],
  [
    'w01019',
    'mg/L',
    2,
    (day, level) => 3.9 * (0.55 + 0.45 * level) * Math.exp(0.12 * rain(day) - 0.06 * winter(day)),
  ],
  ['w21003', 'mg/L', 3, (day, level) => 0.62 * level * Math.exp(0.3 * rain(day) + 0.25 * winter(day))],
  ['w21011', 'mg/L', 3, (day, level) => 0.125 * level * Math.exp(0.22 * rain(day) - 0.1 * winter(day))],
];

/** What is measured at a place of the sample. A lake has less phosphorus, as its limits are lower. */
export function seriesOf(place: SamplePlace): SampleSeries[] {
  const noise = (factor: string, day: number, hour: number) =>
    randomStream(`${place.code} ${factor} ${day} ${hour}`).normal();
  switch (place.kind) {
    case 'air':
      return airFactors.map(([factor, unit, digits, value]) => ({
        factor,
        unit,
        days: airDays,
        value: (day, hour) =>
          Math.max(
            digits === 0 ? 1 : 0.1,
            rounded(place.level * value(day, hour) * Math.exp(0.08 * noise(factor, day, hour)), digits),
          ),
      }));
    case 'section':
      return waterFactors.map(([factor, unit, digits, value]) => ({
        factor,
        unit,
        hours: [8],
        days: airDays,
        value: (day) => {
          const lake = place.props.water === 'lake' && factor === 'w21011' ? 0.4 : 1;
          return Math.max(
            0.01,
            rounded(lake * value(day, place.level) * Math.exp(0.06 * noise(factor, day, 8)), digits),
          );
        },
      }));
    case 'outlet':
      return [
        {
          factor: 'w00000',
          unit: 'm³/h',
          days: 75,
          value: (day, hour) => rounded(410 + 60 * peak(hour, 20) + 20 * noise('flow', day, hour), 1),
        },
        {
          factor: 'w01018',
          unit: 'mg/L',
          days: 75,
          value: (day, hour) => rounded(31 + 4 * peak(hour, 14) + 3 * noise('cod', day, hour), 1),
        },
        {
          factor: 'w21003',
          unit: 'mg/L',
          days: 75,
          value: (day, hour) => Math.max(0.05, rounded(1.6 + 0.3 * noise('nh3', day, hour), 2)),
        },
        {
          factor: 'w01001',
          unit: '',
          days: 75,
          value: (day, hour) => rounded(7.2 + 0.12 * noise('ph', day, hour), 2),
        },
      ];
    case 'noise':
      return [
        {
          factor: 'Leq',
          unit: 'dB',
          days: 60,
          value: (day, hour) =>
            rounded(50 + place.level + 5 * peak(hour, 14) + 1.5 * noise('leq', day, hour), 1),
        },
      ];
    case 'dust':
      return [
        {
          factor: 'a34002',
          unit: 'µg/m³',
          days: 60,
          value: (day, hour) =>
            Math.max(
              5,
              rounded(
                (70 + 14 * winter(day)) *
                  Math.exp(0.4 * stagnation(day) + 0.3 * peak(hour, 11) + 0.15 * noise('dust', day, hour)),
                0,
              ),
            ),
        },
      ];
  }
}
