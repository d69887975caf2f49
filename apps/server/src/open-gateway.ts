import { ConfigError } from './config.ts';
import {
  type Gateway,
  type GatewayConfig,
  gatewayDefaults,
  loadStations,
  readGatewayConfig,
  startGateway,
} from './ingest/index.ts';
import type { Store } from './store/index.ts';

/** Where the sample district listens for instruments when nothing else is said: for this machine only. */
const sampleGateway: GatewayConfig = { ...gatewayDefaults, host: '127.0.0.1', port: 9212 };

/**
 * The instrument gateway, when `HUANZHI_GATEWAY_PORT` asks for it; `HUANZHI_STATIONS` names the file of its stations. A
 * sample district has one unless the port is set to nothing; when another program has its port, it goes without.
 * @param print told the operator where it listens and how to try it
 * @throws ConfigError for a setting or a taken port
 */
export async function openGateway(
  store: Store,
  sample: boolean,
  variables: NodeJS.ProcessEnv,
  print: (line: string) => void,
  log: (line: string) => void,
): Promise<Gateway | null> {
  const asked = readGatewayConfig(variables);
  const own = asked === null && sample && variables.HUANZHI_GATEWAY_PORT === undefined;
  const config = own ? sampleGateway : asked;
  if (config === null) return null;
  if (variables.HUANZHI_STATIONS)
    log(`${await loadStations(store, variables.HUANZHI_STATIONS)} stations loaded`);
  try {
    const gateway = await startGateway({ store, config, log, now: () => Date.now() });
    const address = `${gateway.host}:${gateway.port}`;
    print(`HJ 212: ${address}`);
    if (own)
      print(`  模拟仪器 / try it: npx huanzhi hj212 simulate --to ${address} --stations 2 --minutes 10`);
    return gateway;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    const sentence = `端口 ${config.port} 已被占用，仪器网关未启动；可用 HUANZHI_GATEWAY_PORT 换一个端口。\nPort ${config.port} is taken: no gateway for instruments. HUANZHI_GATEWAY_PORT sets another.`;
    if (!own) throw new ConfigError(sentence);
    print(sentence);
    return null;
  }
}
