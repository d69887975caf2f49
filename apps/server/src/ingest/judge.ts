import { answerWanted, type Decoded, decodeAll, encodeAnswer, type Segment } from '@huanzhi/hj212';
import type { GatewayStation } from '../store/readings/stations.queries.ts';
import { keyOf, type PacketValues, timeOf, valuesOf } from './values.ts';

/** What the gateway does with a frame. */
export type Verdict =
  | { kind: 'store'; station: GatewayStation; packet: JudgedPacket; answer: Uint8Array | null }
  /** A sign of life or an answer to a request: nothing to store. */
  | { kind: 'heard'; station: GatewayStation; decoded: Readable; answer: Uint8Array | null }
  | { kind: 'quarantine'; mn: string | null; reason: string; detail: string };

/** A packet that lacks only its layout number and the time of receipt. */
export interface JudgedPacket {
  cn: number;
  at: number;
  key: string;
  values: PacketValues;
  repairs: string | null;
  segment: Segment;
}

type Readable = Exclude<Decoded, { outcome: 'quarantined' }>;

/** Answers to requests and heartbeats carry no data. */
const withoutData = new Set(['9011', '9012', '9013', '9014', '9015', '9021', '9051', '1013']);

/**
 * Decides one frame of a connection whose reader accepts every check value (`any`): the station that the frame
 * names says which one it may have.
 * @param address of the sender, without port
 */
export function judge(
  decoded: Decoded,
  address: string,
  stationOf: (mn: string) => GatewayStation | undefined,
): Verdict {
  if (decoded.outcome === 'quarantined') {
    const mn = mnIn(decoded.raw);
    const station = mn === null ? undefined : stationOf(mn);
    if (station?.crc === 'off' && decoded.reason.startsWith('crc-')) {
      const [again, ...more] = decodeAll(decoded.raw, { crc: 'off' });
      if (again !== undefined && again.outcome !== 'quarantined' && more.length === 0)
        return judgeReadable(again, address, stationOf);
    }
    return { kind: 'quarantine', mn, reason: decoded.reason, detail: decoded.detail };
  }
  return judgeReadable(decoded, address, stationOf);
}

function judgeReadable(
  decoded: Readable,
  address: string,
  stationOf: (mn: string) => GatewayStation | undefined,
): Verdict {
  const { segment, repairs } = decoded;
  const mn = segment.header.mn?.trim() ?? '';
  const refuse = (reason: string, detail: string): Verdict => ({ kind: 'quarantine', mn, reason, detail });
  const station = stationOf(mn);
  if (station === undefined) return refuse('unknown-station', `no active station with MN=${mn}`);
  if (station.addresses.length > 0 && !station.addresses.includes(address))
    return refuse('address', `${address} is not one of ${station.addresses.join(', ')}`);
  const crc = repairs.find((repair) => repair === 'crc-modbus' || repair === 'crc-modbus-swapped');
  if (station.crc !== 'off' && (crc ?? 'crc-hj212') !== `crc-${station.crc}`)
    return refuse(
      'crc-mode',
      `the check value is ${crc ?? 'crc-hj212'}, the station is set to ${station.crc}`,
    );
  if (station.password !== null && segment.header.pw !== station.password)
    return refuse('password', 'PW is not the one of the station');
  const cn = segment.header.cn ?? '';
  if (!/^\d{4}$/.test(cn)) return refuse('command', `expected a CN of four digits, found “${cn}”`);

  const wanted = answerWanted(segment);
  const answer = wanted === null ? null : encodeAnswer(segment, wanted, station.crc);
  if (withoutData.has(cn)) return { kind: 'heard', station, decoded, answer };
  const at = timeOf(segment);
  if (at === null) return refuse('no-time', 'neither DataTime nor QN is a time');
  const packet: JudgedPacket = {
    cn: Number(cn),
    at,
    key: keyOf(segment),
    values: valuesOf(segment),
    repairs: repairs.length === 0 ? null : repairs.join(','),
    segment,
  };
  return { kind: 'store', station, packet, answer };
}

/** The MN that a frame names which could not be read. */
function mnIn(raw: Uint8Array): string | null {
  const text = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.length, 200)).toString('latin1');
  return /(?:^|[;#\d])MN=([^;&]{1,64})[;&]/.exec(text)?.[1]?.trim() ?? null;
}
