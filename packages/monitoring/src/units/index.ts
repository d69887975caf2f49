export { convertUnit, readUnit, unitFactor } from './units.ts';
