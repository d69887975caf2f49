/**
 * The load generator of `gateway.bench.ts`, a process of its own. Parameters: port, connections, packets of each,
 * packets in flight on each, first number. Says `ready` when everything is written in memory, begins at a line on its input, and
 * says the milliseconds from the first packet to the last answer.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { benchPacket } from './bench-packet.ts';

const [port = 0, connections = 0, each = 0, window = 0, first = 0] = process.argv.slice(2).map(Number);
const frames = Array.from({ length: connections }, (_, station) =>
  Array.from({ length: each }, (_, number) => Buffer.from(benchPacket(station, first + number))),
);
/** An answer has always the same length: QN, PW and MN of the packet in a frame of 2017. */
const answerLength =
  12 + 'QN=20260301120000000;ST=91;CN=9014;PW=123456;MN=010000A8900016F000000000;Flag=4;CP=&&&&'.length;
const sockets = await Promise.all(
  frames.map(async () => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return socket;
  }),
);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const start = performance.now();
await Promise.all(
  sockets.map(
    (socket, station) =>
      new Promise<void>((resolve, reject) => {
        const own = frames[station] ?? [];
        let sent = 0;
        let bytes = 0;
        const send = () => {
          const until = Math.min(own.length, Math.floor(bytes / answerLength) + window);
          if (until > sent) socket.write(Buffer.concat(own.slice(sent, until)));
          sent = until;
        };
        socket.on('error', reject);
        socket.on('close', () => reject(new Error('the gateway closed the connection')));
        socket.on('data', (chunk) => {
          bytes += chunk.length;
          if (bytes >= own.length * answerLength) resolve();
          else send();
        });
        send();
      }),
  ),
);
process.stdout.write(`${performance.now() - start}\n`);
process.exit(0);
