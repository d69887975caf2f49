import type { Request, RequestOutcome } from '@huanzhi/hj212';
import type { StationDayCounts, StationState } from '../../../store/monitoring/gateway/activity.queries.ts';

/** What the page shows of a connection. */
export interface ConnectionStatus {
  peer: string;
  /** Device numbers that spoke on it. */
  stations: string[];
  /** ms since 1970 UTC */
  since: number;
  lastSpoke: number;
  /** Receipt minus time of the data of the last packet, ms; null before the first. */
  lag: number | null;
  packets: number;
  repaired: number;
  quarantined: number;
}

/** What the gateway tells about itself. Counts are since its start. */
export interface GatewayStatus {
  connections: ConnectionStatus[];
  counts: {
    stored: number;
    duplicates: number;
    quarantined: number;
    commits: number;
    /** Connections turned away: too many in all or from one address. */
    refusedConnections: number;
    /** Pieces that were only counted, since too many came in a minute. */
    droppedPieces: number;
  };
  /** Packets and pieces that wait for the database. */
  waiting: number;
  /** Why nothing can be stored at the moment, or null. */
  trouble: string | null;
}

/** How a remote request ended; `not-connected`: the station has no connection. */
export type RemoteOutcome = RequestOutcome | { kind: 'not-connected' };

/** A quarantined piece to be judged again. */
export interface ReplayPiece {
  raw: Uint8Array;
  /** Address and port that it came from. */
  peer: string;
  /** When it came, ms since 1970 UTC. */
  receivedAt: number;
}

/** What became of a replayed piece: brought in (stored, or there already), or refused again and why. */
export type ReplayOutcome = { kind: 'stored' } | { kind: 'refused'; reason: string; detail: string };

/** The running gateway as the services use it; they know nothing of sockets. */
export interface GatewayHandle {
  host: string;
  port: number;
  status(): GatewayStatus;
  /** States and today's counts of the stations as they are now: newer than what is in the database. */
  activity(): { states: StationState[]; days: StationDayCounts[] };
  /** Reads the stations again after they were changed. */
  refreshStations(): Promise<void>;
  /** Asks a connected station for something, e.g. `historyRequest('hour', from, to)` or `timeCalibration`. */
  request(mn: string, request: Request): Promise<RemoteOutcome>;
  /** Judges pieces again by the settings of now and stores what they hold; nothing is answered. */
  replay(pieces: readonly ReplayPiece[]): Promise<ReplayOutcome[]>;
}
