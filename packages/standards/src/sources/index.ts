export * from './construction-dust.ts';
export * from './exceedance.ts';
export * from './marks.ts';
export * from './methods.ts';
export * from './transmission.ts';
export * from './validity.ts';
