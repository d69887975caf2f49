export * from './decimal.ts';
export * from './rational.ts';
