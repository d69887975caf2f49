import { ConfigError } from '../config.ts';

/** Settings of the gateway. */
export interface GatewayConfig {
  host: string;
  /** 0: any free port. */
  port: number;
  /** Connections in all, and from one address. */
  maxConnections: number;
  maxPerAddress: number;
  /** Packets a second that one connection is read at; what is faster waits in its socket. */
  packetsPerSecond: number;
  /** A connection on which no registered station is heard for so long is closed, ms. */
  idle: number;
  /** A frame that is begun must be whole after so long, ms; else the connection is closed. */
  frameTime: number;
  /** Faulty pieces in a row after which a connection is closed. */
  maxFaults: number;
  /** Quarantined pieces kept a minute; what is more is counted only, so that garbage cannot fill the disk. */
  quarantinePerMinute: number;
  /** Packets that wait for the database, in all; above, no socket is read. */
  maxWaiting: number;
  /** Packets of one commit at most. */
  batch: number;
  /** Layouts that one station may have; more would be a station that makes up codes. */
  maxLayouts: number;
}

/** Sensible for a district. */
export const gatewayDefaults: Omit<GatewayConfig, 'host' | 'port'> = {
  maxConnections: 10_000,
  maxPerAddress: 6_000,
  packetsPerSecond: 1_000,
  idle: 15 * 60_000,
  frameTime: 30_000,
  maxFaults: 50,
  quarantinePerMinute: 600,
  maxWaiting: 8_000,
  batch: 2_000,
  maxLayouts: 500,
};

/**
 * The settings of the environment: HUANZHI_GATEWAY_PORT (the gateway is off without it) and HUANZHI_GATEWAY_HOST
 * (all addresses of the machine without it, since instruments come from outside).
 * @returns null when the gateway is off
 * @throws ConfigError when the port is none
 */
export function readGatewayConfig(env: NodeJS.ProcessEnv): GatewayConfig | null {
  const text = env.HUANZHI_GATEWAY_PORT ?? '';
  if (text === '') return null;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new ConfigError(`HUANZHI_GATEWAY_PORT must be a port from 1 to 65535; it is “${text}”.`);
  }
  return { ...gatewayDefaults, host: env.HUANZHI_GATEWAY_HOST || '0.0.0.0', port };
}
