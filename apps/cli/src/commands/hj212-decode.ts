import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { type CrcMode, type Decoded, decodeFrame, FrameReader } from '@huanzhi/hj212';
import { type CliIo, type Command, choiceOption } from '../command.ts';

const CRC_MODES = ['hj212', 'modbus', 'modbus-swapped', 'off'] as const satisfies readonly CrcMode[];

/** One decoded frame as a line of JSON. `raw` is Latin-1, so that every byte can be had back. */
function line(decoded: Decoded): string {
  const raw = Buffer.from(decoded.raw).toString('latin1');
  if (decoded.outcome === 'quarantined') {
    return JSON.stringify({
      outcome: decoded.outcome,
      reason: decoded.reason,
      detail: decoded.detail,
      repairs: [],
      raw,
    });
  }
  const { header, factors, ...rest } = decoded.segment;
  return JSON.stringify({
    outcome: decoded.outcome,
    repairs: decoded.repairs,
    segment: { ...header, ...rest },
    values: factors,
    raw,
  });
}

async function decodeStream(chunks: AsyncIterable<Uint8Array>, crc: CrcMode, io: CliIo): Promise<void> {
  const reader = new FrameReader({ crc });
  const print = (frames: ReturnType<FrameReader['push']>) => {
    if (frames.length > 0) io.out(`${frames.map((frame) => line(decodeFrame(frame))).join('\n')}\n`);
  };
  for await (const chunk of chunks) print(reader.push(chunk));
  print(reader.end());
}

/** `huanzhi hj212 decode` */
export const command: Command = {
  usage: 'hj212 decode [FILE…] [--crc MODE]',
  description:
    'Reads a recording of HJ 212 traffic (raw bytes; standard input without FILE) and prints one JSON line for each frame and each piece that is none.',
  options: {
    crc: { type: 'string', value: 'MODE', help: `check value the station sends: ${CRC_MODES.join(', ')}` },
  },
  async run(parsed, io) {
    const crc = choiceOption(parsed, 'crc', CRC_MODES);
    if (parsed.positionals.length === 0) {
      await decodeStream(process.stdin, crc, io);
      return 0;
    }
    let failed = false;
    for (const file of parsed.positionals) {
      try {
        await decodeStream(createReadStream(resolve(io.cwd, file)), crc, io);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error)) throw error;
        io.err(`${file}: cannot be read (${String(error.code)})\n`);
        failed = true;
      }
    }
    return failed ? 1 : 0;
  },
};
