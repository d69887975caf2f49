export * from './air/index.ts';
export * from './calendar/index.ts';
export * from './codes/index.ts';
export {
  compareRational,
  type Decimal,
  DecimalError,
  type DecimalInput,
  decimal,
  formatDecimal,
  mean,
  multiplyRational,
  type Rational,
  type RationalInput,
  ratio,
  rational,
  rationalToNumber,
  subtractRational,
  toNumber,
} from './decimal/index.ts';
export * from './edition.ts';
export { type Measured, type ReadMeasured, readMeasured } from './measured.ts';
export * from './noise/index.ts';
export * from './result.ts';
export * from './rounding/index.ts';
export { type Share, shareOf } from './share.ts';
export * from './soil/index.ts';
export * from './sources/index.ts';
export * from './trend/index.ts';
export * from './vectors/index.ts';
export * from './waste/index.ts';
export * from './water/index.ts';
