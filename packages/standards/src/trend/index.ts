export * from './spearman.ts';
