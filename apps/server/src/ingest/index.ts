export type { ConnectionStatus } from './connection.ts';
export { type Gateway, type GatewayParts, type GatewayStatus, startGateway } from './gateway.ts';
export { type GatewayConfig, gatewayDefaults, readGatewayConfig } from './options.ts';
export type { RemoteOutcome } from './remote-requests.ts';
export { loadStations } from './stations-file.ts';
