/**
 * Packets per second of processor time, so that other work on the machine does not count, of the whole decoder (framing, check value, values) beside the
 * check value alone.
 */
import { crcHj212, decodeFrame, encodeFrame, encodeSegment, FrameReader } from '../src/index.ts';

const factors = [
  'w01018',
  'w21003',
  'w21011',
  'w21001',
  'w01001',
  'w00000',
  'w01010',
  'w01014',
  'w20117',
  'w22001',
].map((code, index) => ({
  code,
  fields: { Rtd: (12.345 + index).toFixed(3), Flag: 'N' },
}));

const packets = Array.from({ length: 2000 }, (_, index) =>
  encodeFrame(
    encodeSegment({
      qn: `2026030112${String(index).padStart(7, '0')}`,
      st: '32',
      cn: '2011',
      pw: '123456',
      mn: '010000A8900016F000169DC0',
      flag: 5,
      params: [['DataTime', '20260301120000']],
      factors,
    }),
  ),
);
const stream = new Uint8Array(packets.reduce((sum, packet) => sum + packet.length, 0));
packets.reduce((at, packet) => {
  stream.set(packet, at);
  return at + packet.length;
}, 0);

function rate(run: () => number): number {
  const start = process.cpuUsage();
  const used = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  let count = 0;
  while (used() < 2) count += run();
  return count / used();
}

function decodeStream(): number {
  const reader = new FrameReader();
  let readings = 0;
  for (let at = 0; at < stream.length; at += 65536) {
    for (const frame of reader.push(stream.subarray(at, at + 65536))) {
      const decoded = decodeFrame(frame);
      if (decoded.outcome !== 'quarantined') readings += decoded.segment.factors.length;
    }
  }
  if (readings !== packets.length * factors.length) throw new Error('lost readings');
  return packets.length;
}

function checkOnly(): number {
  let sum = 0;
  for (const packet of packets) sum += crcHj212(packet, 6, packet.length - 6);
  if (sum === 0) throw new Error('no check value');
  return packets.length;
}

decodeStream();
checkOnly();
const decoded = rate(decodeStream);
const baseline = rate(checkOnly);
console.log(
  `hj212 decode: ${Math.round(decoded)} packets per CPU second of 10 readings, ${packets[0]?.length} bytes each; check value alone ${Math.round(baseline)}; ratio ${(decoded / baseline).toFixed(2)}`,
);
