export { type ObservationHour, observationHour } from './observation-hour.ts';
export { type PhenomenonTime, readPhenomenonTime } from './phenomenon-time.ts';
