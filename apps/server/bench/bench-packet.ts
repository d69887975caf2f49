import { deviceTime, encodeFrame, encodeSegment, qnOf } from '@huanzhi/hj212';

const start = Date.UTC(2026, 2, 1, 4);
const codes = [
  'w01018',
  'w21003',
  'w21011',
  'w21001',
  'w01001',
  'w00000',
  'w01010',
  'w01014',
  'w20117',
  'w22001',
];

/** The MN of a station of the bench. */
export const benchMn = (station: number): string => `010000A8900016F0${String(station).padStart(8, '0')}`;

/** Packet `number` of a station: 2011 with 10 readings, one a second. */
export function benchPacket(station: number, number: number): Uint8Array {
  const at = start + number * 1000;
  return encodeFrame(
    encodeSegment({
      qn: qnOf(at),
      st: '32',
      cn: '2011',
      pw: '123456',
      mn: benchMn(station),
      flag: 5,
      params: [['DataTime', deviceTime(at)]],
      factors: codes.map((code, index) => ({
        code,
        fields: { Rtd: (12.345 + index + (number % 97) / 10).toFixed(3), Flag: 'N' },
      })),
    }),
  );
}
