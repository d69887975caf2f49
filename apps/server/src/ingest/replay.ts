import { decodeAll } from '@huanzhi/hj212';
import type { ReplayOutcome, ReplayPiece } from '../services/monitoring/gateway/handle.ts';
import { judge, type Verdict } from './judge.ts';
import type { Stations } from './stations.ts';
import type { Refusal, WaitingPacket, Writer } from './writer.ts';

/** Told of every packet that was brought in: station, receipt, time of the data, repairs. */
export type OnReplayed = (
  stationId: number,
  receivedAt: number,
  dataAt: number,
  repairs: string | null,
) => void;

/**
 * Judges quarantined pieces by the settings of now, on the same way as bytes from a socket: same reader, judge and
 * writer, so what is there already is not stored twice. The bytes are the ones that came; the receipt is theirs.
 * Nothing is answered, and a piece that is refused again is not quarantined a second time.
 */
export function replay(
  pieces: readonly ReplayPiece[],
  stations: Stations,
  writer: Writer,
  onReplayed: OnReplayed,
): Promise<ReplayOutcome[]> {
  return Promise.all(
    pieces.map((piece) => {
      const frames = decodeAll(piece.raw, { crc: 'any', sm4KeyOf: stations.keyOf });
      const verdicts = frames.map((frame) => ({
        raw: frame.raw,
        verdict: judge(frame, addressOf(piece.peer), stations.of),
      }));
      const refused = verdicts.find(({ verdict }) => verdict.kind === 'quarantine')?.verdict;
      if (refused?.kind === 'quarantine')
        return { kind: 'refused' as const, reason: refused.reason, detail: refused.detail };
      return store(piece, verdicts, writer, onReplayed);
    }),
  );
}

async function store(
  piece: ReplayPiece,
  verdicts: readonly { raw: Uint8Array; verdict: Verdict }[],
  writer: Writer,
  onReplayed: OnReplayed,
): Promise<ReplayOutcome> {
  const refusals = await Promise.all(
    verdicts.map(({ raw, verdict }) => {
      if (verdict.kind !== 'store') return null;
      const { station, packet } = verdict;
      const { values, at, repairs } = packet;
      return new Promise<Refusal | null>((resolve) => {
        const waiting: WaitingPacket = {
          packet: {
            stationId: station.id,
            cn: packet.cn,
            layout: 0,
            at,
            key: packet.key,
            receivedAt: piece.receivedAt,
            readings: values.readings,
            marks: values.marks,
            repairs,
            raw,
          },
          layout: values.layout,
          peer: piece.peer,
          mn: station.mn,
          known: true,
          done: (refusal) => {
            if (refusal === null) onReplayed(station.id, piece.receivedAt, at, repairs);
            resolve(refusal);
          },
        };
        writer.add(waiting);
      });
    }),
  );
  const refusal = refusals.find((one) => one !== null);
  return refusal ? { kind: 'refused', ...refusal } : { kind: 'stored' };
}

/** `10.0.0.1:5000` or `fe80::1:5000` without its port. */
function addressOf(peer: string): string {
  return peer.slice(0, Math.max(0, peer.lastIndexOf(':')));
}
