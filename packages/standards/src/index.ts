export * from './air/index.ts';
export * from './decimal/index.ts';
export * from './edition.ts';
export * from './result.ts';
export * from './rounding/index.ts';
export * from './vectors/index.ts';
