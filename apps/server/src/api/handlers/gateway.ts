import type { gatewayRoutes } from '@huanzhi/contract';
import { exportGateway } from '../../reports/export-gateway.ts';
import type { Env } from '../../services/env.ts';
import { askStation } from '../../services/monitoring/gateway/ask-station.ts';
import { listGatewayStations } from '../../services/monitoring/gateway/list-stations.ts';
import {
  listGatewayPieces,
  listSenders,
  readLog,
  readPiece,
} from '../../services/monitoring/gateway/pieces.ts';
import { readGatewayStation } from '../../services/monitoring/gateway/read-station.ts';
import { replayStation } from '../../services/monitoring/gateway/replay-station.ts';
import { addStation, changeStation } from '../../services/monitoring/gateway/save-station.ts';
import type { Handlers } from '../call.ts';

/** Handlers of gateway. */
export function gatewayHandlers(env: Env): Handlers<keyof typeof gatewayRoutes> {
  return {
    gatewayStations: ({ query }) => listGatewayStations(env, query),
    gatewayStation: ({ params }) => readGatewayStation(env, params.id),
    addStation: ({ session, body, origin }) => addStation(env, session, body, origin),
    changeStation: ({ session, params, body, origin }) =>
      changeStation(env, session, params.id, body, origin),
    replayStation: ({ session, params, body, origin }) =>
      replayStation(env, session, params.id, body, origin),
    requestStation: ({ session, params, body, origin }) => askStation(env, session, params.id, body, origin),
    gatewayPieces: ({ query }) => listGatewayPieces(env, query),
    gatewayPiece: ({ params }) => readPiece(env, params.id),
    gatewaySenders: () => listSenders(env),
    gatewayLog: ({ query }) => readLog(env, query),
    exportGateway: ({ session, query, origin }) => exportGateway(env, session, query, origin),
  };
}
