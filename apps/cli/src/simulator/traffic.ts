import {
  deviceTime,
  type Edition,
  encodeFrame,
  encodeSegment,
  qnOf,
  type SegmentInput,
  splitSegment,
} from '@huanzhi/hj212';
import { FAULTS } from './faults.ts';
import { type Instrument, instrument } from './instrument.ts';
import { randomFrom } from './random.ts';

/** What is simulated. The same settings give the same bytes. */
export interface TrafficOptions {
  stations: number;
  /** Packets a second, all stations together. */
  rate: number;
  packets: number;
  edition: Edition;
  /** Names of faults; one packet in ten has one of them. */
  faults: readonly string[];
  seed: number;
  /** Time of the first packet, ms since 1970 UTC. */
  start: number;
  /** Minutes of minute data (2051) that every station sends first, as after an interruption. */
  backfill: number;
}

/** One piece that a station sends. */
export interface Sending {
  station: number;
  /** Due after the start, ms; back-fill is due at once. */
  due: number;
  bytes: Uint8Array;
  fault: string | null;
}

const flags = { '2005': 1, '2017': 5, '2025': 9 } as const;
const shareOfFaults = 0.1;

/** Everything that the stations send, in order. */
export function* traffic(options: TrafficOptions): Generator<Sending> {
  const random = randomFrom(options.seed);
  const stations = Array.from({ length: options.stations }, (_, number) =>
    instrument(number, options.edition === '2005'),
  );
  const lastQn = stations.map(() => 0);
  const packet = (number: number, cn: string, at: number, data: number, resent: boolean): SegmentInput => {
    const station = stations[number] as Instrument;
    const qn = Math.max(at, (lastQn[number] ?? 0) + 1);
    lastQn[number] = qn;
    return {
      qn: qnOf(qn),
      st: station.st,
      cn,
      pw: '123456',
      mn: station.mn,
      flag: flags[options.edition],
      ...(resent && options.edition === '2025' ? { resent } : {}),
      params: [['DataTime', deviceTime(data)]],
      factors: station.values(data, cn === '2011' ? 'Rtd' : 'Avg', random),
    };
  };

  const minute = Math.floor(options.start / 60_000) * 60_000;
  for (let ago = options.backfill; ago > 0; ago -= 1) {
    for (const number of stations.keys()) {
      const segment = packet(number, '2051', options.start, minute - ago * 60_000, true);
      yield* whole(segment, number, 0);
    }
  }
  for (let count = 0; count < options.packets; count += 1) {
    const number = count % options.stations;
    const due = (count * 1000) / options.rate;
    const at = Math.floor(options.start + due);
    const segment = packet(number, '2011', at, at, false);
    const fault =
      options.faults.length > 0 && random() < shareOfFaults
        ? options.faults[Math.floor(random() * options.faults.length)]
        : undefined;
    const make = fault === undefined ? undefined : FAULTS[fault];
    if (fault === undefined || make === undefined) yield* whole(segment, number, due);
    else yield { station: number, due, bytes: make(segment, random), fault };
  }
}

function* whole(segment: SegmentInput, station: number, due: number): Generator<Sending> {
  for (const part of splitSegment(segment)) {
    yield { station, due, bytes: encodeFrame(encodeSegment(part)), fault: null };
  }
}
