export { convertUnit, readUnit, unitFactor, unitsLike } from './units.ts';
