export { type Gateway, type GatewayParts, startGateway } from './gateway.ts';
export { type GatewayConfig, gatewayDefaults, readGatewayConfig } from './options.ts';
export { loadStations } from './stations-file.ts';
