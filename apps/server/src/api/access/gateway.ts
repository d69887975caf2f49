import type { gatewayRoutes } from '@huanzhi/contract';
import type { RouteAccess } from './access.ts';

/** Officers see what instruments do; bytes, conversations and settings are for whoever keeps the gateway. */
export const gatewayAccess: Record<keyof typeof gatewayRoutes, RouteAccess> = {
  gatewayStations: ['monitor.read'],
  gatewayStation: ['gateway.manage'],
  addStation: ['gateway.manage'],
  changeStation: ['gateway.manage'],
  replayStation: ['gateway.manage'],
  requestStation: ['gateway.manage'],
  gatewayPieces: ['gateway.manage'],
  gatewayPiece: ['gateway.manage'],
  gatewaySenders: ['gateway.manage'],
  gatewayLog: ['gateway.manage'],
  exportGateway: ['monitor.read'],
};
