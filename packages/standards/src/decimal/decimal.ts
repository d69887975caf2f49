/**
 * An exact decimal number: `units / 10^digits`. Plain data, so it can be compared, stored and sent.
 * Trailing zeros are kept: `1.50` has two digits, as a measured value has.
 */
export interface Decimal {
  readonly units: bigint;
  /** Digits after the decimal point, 0 or more. */
  readonly digits: number;
}

/** What every function that takes an exact number accepts. A `number` counts with its shortest decimal form. */
export type DecimalInput = string | number | Decimal;

/** Thrown when a text or number is not a finite decimal; `value` is what was given. */
export class DecimalError extends RangeError {
  readonly value: unknown;

  constructor(value: unknown) {
    super(`expected a finite decimal number such as "12.5", found ${JSON.stringify(String(value))}`);
    this.name = 'DecimalError';
    this.value = value;
  }
}

const DECIMAL_TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * Reads an exact decimal.
 * @param input text such as `"-0.250"` or `"1e-3"`, a finite number (`0.1` means exactly 0.1), or a Decimal.
 * @returns the value with the digits that were written.
 * @throws DecimalError when the input is not a finite decimal number.
 * Source: own utility, no standard.
 */
export function decimal(input: DecimalInput): Decimal {
  if (typeof input === 'object') return input;
  if (typeof input === 'number' && Number.isSafeInteger(input)) return { units: BigInt(input), digits: 0 };
  const parsed = DECIMAL_TEXT.exec(typeof input === 'number' ? String(input) : input.trim());
  const whole = parsed?.[2] ?? '';
  const fraction = parsed?.[3] ?? '';
  if (parsed === null || whole + fraction === '') throw new DecimalError(input);
  const units = BigInt(whole + fraction) * (parsed[1] === '-' ? -1n : 1n);
  const digits = fraction.length - Number(parsed[4] ?? 0);
  return digits >= 0 ? { units, digits } : { units: units * powerOfTen(-digits), digits: 0 };
}

/** Whether {@link decimal} would accept the input. */
export function isDecimal(input: unknown): input is DecimalInput {
  if (typeof input !== 'string' && typeof input !== 'number') return isDecimalObject(input);
  try {
    decimal(input);
    return true;
  } catch {
    return false;
  }
}

function isDecimalObject(input: unknown): input is Decimal {
  return typeof input === 'object' && input !== null && 'units' in input && typeof input.units === 'bigint';
}

const POWERS_OF_TEN = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent));

/** 10 to the given power (0 or more) as a BigInt. */
export function powerOfTen(exponent: number): bigint {
  return POWERS_OF_TEN[exponent] ?? 10n ** BigInt(exponent);
}

/** The units of a decimal when written with at least its own number of digits. */
function unitsAt(value: Decimal, digits: number): bigint {
  return value.units * powerOfTen(digits - value.digits);
}

/** Exact sum; keeps the larger number of digits. */
export function add(a: DecimalInput, b: DecimalInput): Decimal {
  const x = decimal(a);
  const y = decimal(b);
  const digits = Math.max(x.digits, y.digits);
  return { units: unitsAt(x, digits) + unitsAt(y, digits), digits };
}

/** Exact difference a − b; keeps the larger number of digits. */
export function subtract(a: DecimalInput, b: DecimalInput): Decimal {
  return add(a, negate(b));
}

/** Exact product; digits add up. */
export function multiply(a: DecimalInput, b: DecimalInput): Decimal {
  const x = decimal(a);
  const y = decimal(b);
  return { units: x.units * y.units, digits: x.digits + y.digits };
}

/** The value with its sign turned. */
export function negate(value: DecimalInput): Decimal {
  const x = decimal(value);
  return { units: -x.units, digits: x.digits };
}

/** The value without its sign. */
export function absolute(value: DecimalInput): Decimal {
  const x = decimal(value);
  return x.units < 0n ? negate(x) : x;
}

/** Exact comparison: negative when a < b, 0 when equal (`1.0` equals `1`), positive when a > b. */
export function compare(a: DecimalInput, b: DecimalInput): -1 | 0 | 1 {
  const difference = subtract(a, b).units;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * The nearest double, for charts and other places that do not judge.
 * Source: own utility, no standard.
 */
export function toNumber(value: DecimalInput): number {
  return typeof value === 'number' ? value : Number(formatDecimal(value));
}

/**
 * Plain notation with all digits kept, for example `"0.50"`; never an exponent.
 * Source: own utility, no standard.
 */
export function formatDecimal(value: DecimalInput): string {
  const { units, digits } = decimal(value);
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  const sign = units < 0n ? '-' : '';
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
