import type { Packet } from './packet.ts';

/** The columns of {@link packetRows}, in their order. */
export const packetColumns = [
  'station_id',
  'cn',
  'layout',
  'at',
  'key',
  'received_at',
  'readings',
  'marks',
  'repairs',
  'raw',
] as const;

/** What a file of rows begins with: PGCOPY, no flags, no more header (PostgreSQL, COPY, Binary Format). */
const header = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
/** ms from 1970 to 2000, where the time of PostgreSQL begins. */
const epoch = 946_684_800_000;
/** Number of the type `double precision`. */
const float8 = 701;
const low = 2 ** 32;

/**
 * The rows of packets in PostgreSQL's binary form for COPY: numbers and times need not be written as text and read again.
 * A reading that is not a number is NULL.
 */
export function packetRows(packets: readonly Packet[]): Buffer {
  let size = header.length + 2;
  for (const { readings, marks, repairs, raw } of packets) {
    size += 2 + 10 * 4 + 34 + 20 + raw.length;
    for (const reading of readings) size += Number.isNaN(reading) ? 4 : 12;
    size +=
      (marks === null ? 0 : Buffer.byteLength(marks)) + (repairs === null ? 0 : Buffer.byteLength(repairs));
  }
  const rows = Buffer.allocUnsafe(size);
  let end = header.copy(rows);
  for (const packet of packets) {
    end = rows.writeInt16BE(packetColumns.length, end);
    end = putInteger(rows, end, packet.stationId);
    end = rows.writeInt16BE(packet.cn, rows.writeInt32BE(2, end));
    end = putInteger(rows, end, packet.layout);
    end = putTime(rows, end, packet.at);
    end = rows.writeBigInt64BE(BigInt(packet.key), rows.writeInt32BE(8, end));
    end = putTime(rows, end, packet.receivedAt);
    end = putReadings(rows, end, packet.readings);
    end = putText(rows, end, packet.marks);
    end = putText(rows, end, packet.repairs);
    end = rows.writeInt32BE(packet.raw.length, end);
    rows.set(packet.raw, end);
    end += packet.raw.length;
  }
  end = rows.writeInt16BE(-1, end);
  return rows.subarray(0, end);
}

function putInteger(rows: Buffer, at: number, value: number): number {
  return rows.writeInt32BE(value, rows.writeInt32BE(4, at));
}

/** Microseconds in two halves: a double holds them exactly, and a bigint would cost more. */
function putTime(rows: Buffer, at: number, ms: number): number {
  const micros = (ms - epoch) * 1000;
  const high = rows.writeInt32BE(Math.floor(micros / low), rows.writeInt32BE(8, at));
  return rows.writeUInt32BE(micros >>> 0, high);
}

/** One dimension from 1 on; an empty list has none. */
function putReadings(rows: Buffer, at: number, readings: readonly number[]): number {
  const begin = at + 4;
  let end = rows.writeInt32BE(readings.length === 0 ? 0 : 1, begin);
  end = rows.writeInt32BE(readings.some(Number.isNaN) ? 1 : 0, end);
  end = rows.writeInt32BE(float8, end);
  if (readings.length > 0) {
    end = rows.writeInt32BE(1, rows.writeInt32BE(readings.length, end));
    for (const reading of readings) {
      if (Number.isNaN(reading)) end = rows.writeInt32BE(-1, end);
      else end = rows.writeDoubleBE(reading, rows.writeInt32BE(8, end));
    }
  }
  rows.writeInt32BE(end - begin, at);
  return end;
}

function putText(rows: Buffer, at: number, text: string | null): number {
  if (text === null) return rows.writeInt32BE(-1, at);
  const begin = at + 4;
  const length = rows.write(text, begin);
  rows.writeInt32BE(length, at);
  return begin + length;
}
