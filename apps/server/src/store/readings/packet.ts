/** A packet as it is kept. */
export interface Packet {
  stationId: number;
  cn: number;
  layout: number;
  /** DataTime, or the time of QN; ms since 1970 UTC. */
  at: number;
  /** What makes it the same packet when it comes again, as text of a `bigint`; from QN and PNO. */
  key: string;
  receivedAt: number;
  /** In the order of the layout; NaN was sent without a number. */
  readings: readonly number[];
  /** One mark a field, joined by commas; null when every mark is N. */
  marks: string | null;
  repairs: string | null;
  raw: Uint8Array;
}
