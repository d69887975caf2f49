export * from './half-even.ts';
