export * from './construction-land.ts';
export * from './farmland.ts';
export * from './gb15618-2018.ts';
export * from './gb36600-2018.ts';
export * from './parcel-gates.ts';
export * from './safe-use.ts';
