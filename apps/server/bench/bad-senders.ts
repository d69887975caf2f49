/**
 * Senders that are no instruments, in a process of their own, so that what they cost is not taken for what the gateway
 * takes. Parameters: `garbage`, `slow` or `deaf`; port; connections, or the device number. Says a line when they are at
 * work, and another at the end: when a message tells it to stop, or when the gateway closed the deaf one.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { encodeFrame, encodeSegment } from '@huanzhi/hj212';

const [kind, portText, what = ''] = process.argv.slice(2);
const port = Number(portText);
const stopped = once(process, 'message');
const say = (line: string) => process.send?.(line);

const frame = (mn: string, number: number): Buffer =>
  Buffer.from(
    encodeFrame(
      encodeSegment({
        qn: `20260301${String(number % 1e9).padStart(9, '0')}`,
        st: '32',
        cn: '2011',
        mn,
        flag: 5,
        params: [['DataTime', '20260301120000']],
        factors: [{ code: 'w01018', fields: { Rtd: String(number), Flag: 'N' } }],
      }),
    ),
  );

/** One kind of garbage after the other. */
function garbage(number: number): Buffer {
  switch (number % 7) {
    case 0:
      return Buffer.from('GET / HTTP/1.1\r\nHost: example.org\r\n\r\n');
    case 1:
      return Buffer.from([0x16, 3, 1, 0, 0xa5, 1, 0, 0, 0xa1, 3, 3]);
    case 2:
      return frame(`nobody-${number % 50}`, number);
    case 3:
      return frame('S0', number).subarray(0, 60 + (number % 40));
    case 4: {
      const spoiled = frame('S0', number);
      for (let index = 10; index < spoiled.length; index += 17) spoiled[index] = (number * 31 + index) & 0xff;
      return spoiled;
    }
    case 5:
      return Buffer.from(Array.from({ length: 200 }, (_, index) => (number * 7919 + index * 104_729) & 0xff));
    default:
      return Buffer.from(`##9999${'#'.repeat(number % 40)}&&0000`);
  }
}

/** Floods the port; a connection that is closed comes again at once. */
async function flood(connections: number): Promise<string> {
  // Made once: the flood is to cost the gateway more than its sender.
  const pieces = Array.from({ length: 400 }, (_, block) =>
    Buffer.concat(Array.from({ length: 50 }, (_, index) => garbage(block * 50 + index))),
  );
  let over = false;
  let bytes = 0;
  let number = 0;
  let closed = 0;
  const begin = () => {
    if (over) return;
    const socket = connect({ port, host: '127.0.0.1' });
    const fill = () => {
      while (!over && socket.writable) {
        number += 1;
        const piece = pieces[number % pieces.length] ?? Buffer.alloc(0);
        bytes += piece.length;
        if (!socket.write(piece)) return;
      }
    };
    socket.on('connect', fill);
    socket.on('drain', fill);
    socket.on('error', () => {});
    socket.on('data', () => {});
    socket.on('close', () => {
      closed += 1;
      setImmediate(begin);
    });
  };
  for (let index = 0; index < connections; index += 1) begin();
  say('at work');
  await stopped;
  over = true;
  return `${(bytes / 1e6).toFixed(0)} MB of garbage over ${connections} connections, which were closed ${closed} times`;
}

/** Half frames and line ends, one byte a second on each connection: slow enough never to be noticed by rate. */
async function drip(connections: number): Promise<string> {
  const sockets: Socket[] = [];
  let open = 0;
  while (sockets.length < connections) {
    const some = Array.from({ length: Math.min(200, connections - sockets.length) }, () => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      socket.on('error', () => {});
      socket.on('close', () => {
        open -= 1;
      });
      return socket;
    });
    await Promise.all(some.map((socket) => once(socket, 'connect')));
    open += some.length;
    sockets.push(...some);
  }
  const half = frame('S0', 1).subarray(0, 100);
  let second = 0;
  const timer = setInterval(() => {
    sockets.forEach((socket, index) => {
      const at = second % half.length;
      if (socket.writable) socket.write(index % 2 === 0 ? half.subarray(at, at + 1) : '\n');
    });
    second += 1;
  }, 1000);
  say('at work');
  await stopped;
  clearInterval(timer);
  return `${connections} senders of one byte a second, of which ${open} are left`;
}

/** Sends proper packets as fast as they are taken and never reads an answer. */
async function sendDeaf(mn: string): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => {});
  socket.pause();
  await once(socket, 'connect');
  say('at work');
  let sent = 0;
  while (sent < 400_000 && !socket.destroyed && socket.writable) {
    const some = Array.from({ length: 500 }, (_, index) => frame(mn, sent + index));
    sent += some.length;
    if (!socket.write(Buffer.concat(some)))
      await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => {});
  }
  return socket.destroyed || !socket.writable
    ? `closed by the gateway after ${sent} packets`
    : `NEVER CLOSED, ${sent} packets sent`;
}

const end = kind === 'garbage' ? flood(Number(what)) : kind === 'slow' ? drip(Number(what)) : sendDeaf(what);
say(await end);
process.exit(0);
