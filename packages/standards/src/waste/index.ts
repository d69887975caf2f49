export * from './catalogue.ts';
export * from './five-immediates.ts';
export * from './hj1259.ts';
export * from './labels.ts';
export * from './manifest.ts';
export * from './mass-balance.ts';
export * from './storage.ts';
