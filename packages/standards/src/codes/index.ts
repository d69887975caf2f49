export * from './credit-code.ts';
export * from './divisions.ts';
export * from './factors.ts';
export * from './id-number.ts';
export * from './legal-basis.ts';
export * from './site-codes.ts';
