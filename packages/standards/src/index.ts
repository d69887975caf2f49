export * from './air/index.ts';
export * from './calendar/index.ts';
export {
  type Decimal,
  DecimalError,
  type DecimalInput,
  decimal,
  formatDecimal,
  type Rational,
  type RationalInput,
  rational,
  rationalToNumber,
  toNumber,
} from './decimal/index.ts';
export * from './edition.ts';
export * from './result.ts';
export * from './rounding/index.ts';
export * from './vectors/index.ts';
