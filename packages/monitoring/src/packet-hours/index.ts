export { codeAsKept, type PacketMedium, valueFields } from './factor-of-field.ts';
export {
  type HourPacket,
  hoursOfStation,
  type PacketHour,
  type PacketRules,
  type StationHour,
} from './hours-of-station.ts';
export { quarterMeans } from './quarter-means.ts';
