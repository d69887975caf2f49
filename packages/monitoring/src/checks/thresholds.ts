import { compareRational, multiplyRational, type Rational, ratio } from '@huanzhi/standards';
import { unitFactor } from '../units/units.ts';

/**
 * When the machine asks a person, for one factor at one kind of site. Figures are in `unit`; they come from no
 * standard and carry the mark `local`, so every explanation prints the one that was used.
 */
export interface CheckThreshold {
  /** Kind of the site: `air`, `section`, `outlet`, `noise`, `dust`. */
  kind: string;
  factor: string;
  unit: string;
  /** Largest change against the mean of the hours before; null: not checked. */
  jump: string | null;
  /** So many equal values in a row are suspicious; null: not checked. */
  constant: number | null;
  /** What the instrument can measure; null: open. */
  low: string | null;
  high: string | null;
  /** A jump is the instrument's own when every neighbour changed by no more than this; null: not checked. */
  neighbour: string | null;
  mark: 'local';
}

/** Figures that hold for every factor. */
export const checkRules = {
  /** Hours whose mean a value is compared with, and how many of them must have a number. */
  jumpHours: 6,
  jumpLeast: 3,
  /** So many factors must repeat the hour before, all of them, to call the hour copied. */
  copiedFactors: 3,
  /** A run of so many hours equal to a neighbour's, with at least so many different values. */
  copiedHours: 6,
  copiedDistinct: 3,
  mark: 'local',
} as const;

/** Factors that may lie below zero: air and water temperature, flue gas temperature and static pressure. */
export const signedFactors: ReadonlySet<string> = new Set(['a01001', 'w01010', 'a01012', 'a01013']);

/** What flows: waste water and waste gas. */
export const flowFactors: ReadonlySet<string> = new Set(['w00000', 'a00000']);

/** factor|unit|jump|constant|low|high|neighbour, by kind of site; `-` stands for “not checked”. */
const tables: Readonly<Record<string, string>> = {
  air: `
a34004|µg/m³|150|5|0|1000|30
a34002|µg/m³|250|4|0|2000|50
a21026|µg/m³|100|8|0|1500|20
a21004|µg/m³|100|5|0|1000|30
a05024|µg/m³|120|5|0|1000|40
a21005|mg/m³|3|8|0|50|0.6`,
  section: `
w01001|1|1.5|12|0|14|0.5
w01009|mg/L|4|8|0|20|1.5
w01010|°C|5|24|-2|45|2
w01014|µS/cm|500|12|0|5000|150
w01003|NTU|300|8|0|4000|60
w01019|mg/L|5|8|0|100|1.5
w01018|mg/L|20|8|0|500|6
w21003|mg/L|1.00|8|0|40|0.30
w21011|mg/L|0.20|8|0|5|0.05
w21001|mg/L|3|8|0|50|0.8`,
  outlet: `
w00000|L/s|-|24|0|-|-
w01001|1|3|12|0|14|-
w01018|mg/L|100|6|0|1000|-
w21003|mg/L|10|6|0|300|-
w21011|mg/L|3|6|0|50|-
w21001|mg/L|20|6|0|300|-
a00000|m³/s|-|24|0|-|-
a34013|mg/m³|50|6|0|1000|-
a21026|mg/m³|200|6|0|5000|-
a21002|mg/m³|200|6|0|3000|-
a19001|%|8|12|0|25|-`,
  noise: `
LA|dB|30|4|20|130|-
Leq|dB|30|4|20|130|-`,
  dust: `
a34001|µg/m³|600|4|0|2000|-
a34002|µg/m³|400|4|0|1000|-
a34004|µg/m³|250|4|0|1000|-`,
};

/** The thresholds that come with huanzhi. */
export const checkThresholds: readonly CheckThreshold[] = Object.entries(tables).flatMap(([kind, text]) =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [factor = '', unit = '', ...figures] = line.split('|');
      const [jump = null, constant = null, low = null, high = null, neighbour = null] = figures.map(
        (figure) => (figure === '-' ? null : figure),
      );
      return {
        kind,
        factor,
        unit,
        jump,
        constant: constant === null ? null : Number(constant),
        low,
        high,
        neighbour,
        mark: 'local' as const,
      };
    }),
);

/** A threshold in the unit of the site, exact. */
export interface UsedThreshold {
  jump: Rational | null;
  constant: number | null;
  low: Rational | null;
  high: Rational | null;
  neighbour: Rational | null;
}

/**
 * The threshold of a factor at a kind of site, in the site's unit.
 * @returns null when there is none, or when its unit cannot be turned into the site's.
 */
export function thresholdFor(
  kind: string,
  factor: string,
  unit: string,
  table: readonly CheckThreshold[] = checkThresholds,
): UsedThreshold | null {
  for (const row of table) {
    if (row.kind !== kind || row.factor !== factor) continue;
    const units = unitFactor(row.unit, unit);
    if (units === null) continue;
    const scale = ratio(
      { numerator: units.times, denominator: 1n },
      { numerator: units.over, denominator: 1n },
    );
    const scaled = (figure: string | null) => (figure === null ? null : multiplyRational(figure, scale));
    return {
      jump: scaled(row.jump),
      constant: row.constant,
      low: scaled(row.low),
      high: scaled(row.high),
      neighbour: scaled(row.neighbour),
    };
  }
  return null;
}

/** Whether a value lies outside what the instrument can measure. */
export function outOfRange(value: number, { low, high }: Pick<UsedThreshold, 'low' | 'high'>): boolean {
  return (
    (low !== null && compareRational(value, low) < 0) || (high !== null && compareRational(value, high) > 0)
  );
}
