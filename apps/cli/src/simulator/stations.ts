import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeFrame, FrameReader } from '@huanzhi/hj212';
import type { Sending } from './traffic.ts';

/** What happened. */
export interface SimulationResult {
  sent: number;
  faulty: number;
  answered: number;
  /** Connections that the other side closed or that broke. */
  lost: number;
  /** Pieces that could not be sent since their connection was gone. */
  unsent: number;
}

/** How long answers are waited for after the last packet, ms. */
const patience = 10_000;

/**
 * Opens a connection for each station, sends each piece when it is due, counts the answers 9013 and 9014.
 * @throws the socket's error when the other side does not accept the first connections
 */
export async function simulate(
  sendings: Iterable<Sending>,
  stations: number,
  to: { host: string; port: number },
): Promise<SimulationResult> {
  const result: SimulationResult = { sent: 0, faulty: 0, answered: 0, lost: 0, unsent: 0 };
  const answered = new EventTarget();
  const sockets = await Promise.all(Array.from({ length: stations }, () => open(to)));
  for (const socket of sockets) {
    const reader = new FrameReader();
    socket.on('data', (chunk) => {
      for (const frame of reader.push(chunk)) {
        const decoded = decodeFrame(frame);
        if (decoded.outcome !== 'quarantined' && /^901[34]$/.test(decoded.segment.header.cn ?? ''))
          result.answered += 1;
      }
      answered.dispatchEvent(new Event('answer'));
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      result.lost += 1;
      answered.dispatchEvent(new Event('answer'));
    });
  }
  const start = performance.now();
  for (const sending of sendings) {
    const early = sending.due - (performance.now() - start);
    if (early > 5) await pause(early);
    const socket = sockets[sending.station];
    if (socket === undefined || socket.destroyed || !socket.writable) {
      result.unsent += 1;
      continue;
    }
    result.sent += 1;
    if (sending.fault !== null) result.faulty += 1;
    if (!socket.write(sending.bytes)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
  }
  const end = performance.now() + patience;
  while (result.answered < result.sent && result.lost < stations && performance.now() < end) {
    const timeout = new AbortController();
    const next = new Promise<void>((resolve) => {
      answered.addEventListener('answer', () => resolve(), { once: true });
    });
    await Promise.race([next, pause(end - performance.now(), undefined, { signal: timeout.signal })]);
    timeout.abort();
  }
  const lost = result.lost;
  for (const socket of sockets) socket.destroy();
  return { ...result, lost };
}

async function open(to: { host: string; port: number }): Promise<Socket> {
  const socket = connect({ ...to, noDelay: true });
  await once(socket, 'connect');
  return socket;
}
