import { createInterface } from 'node:readline';
import { type CrcMode, encodeFrame, encodeSegment, type SegmentInput, splitSegment } from '@huanzhi/hj212';
import { type Command, choiceOption } from '../command.ts';

const CRC_MODES = ['hj212', 'modbus', 'modbus-swapped'] as const satisfies readonly CrcMode[];

/** The segment that a line describes, or what is wrong with it. */
function readLine(text: string): SegmentInput | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (typeof value !== 'object' || value === null) return 'expected a JSON object';
  const segment = value as Partial<SegmentInput>;
  if (typeof segment.cn !== 'string' || !/^\d{4}$/.test(segment.cn))
    return 'field "cn": expected a command number of four digits';
  if (
    segment.flag !== undefined &&
    !(Number.isInteger(segment.flag) && segment.flag >= 0 && segment.flag <= 255)
  ) {
    return 'field "flag": expected 0 to 255';
  }
  if (
    segment.factors !== undefined &&
    !(
      Array.isArray(segment.factors) &&
      segment.factors.every((factor) => typeof factor?.code === 'string' && typeof factor.fields === 'object')
    )
  ) {
    return 'field "factors": expected a list of {"code", "fields"}';
  }
  if (
    segment.params !== undefined &&
    !(
      Array.isArray(segment.params) &&
      segment.params.every((pair) => Array.isArray(pair) && pair.length === 2)
    )
  ) {
    return 'field "params": expected a list of [key, value]';
  }
  return value as SegmentInput;
}

/** `huanzhi hj212 encode` */
export const command: Command = {
  usage: 'hj212 encode [--crc MODE]',
  description:
    'Reads one JSON object a line from standard input ({"qn","st","cn","pw","mn","flag","params":[[key,value]],"factors":[{"code","fields"}]}) and writes the frames; long ones are split.',
  options: { crc: { type: 'string', value: 'MODE', help: `check value to write: ${CRC_MODES.join(', ')}` } },
  async run(parsed, io) {
    const crc = choiceOption(parsed, 'crc', CRC_MODES);
    let number = 0;
    let failed = false;
    for await (const text of createInterface({ input: process.stdin })) {
      number += 1;
      if (text.trim() === '') continue;
      const segment = readLine(text);
      if (typeof segment === 'string') {
        io.err(`line ${number}: ${segment}\n`);
        failed = true;
        continue;
      }
      for (const part of splitSegment(segment))
        io.out(Buffer.from(encodeFrame(encodeSegment(part), crc)).toString('utf8'));
    }
    return failed ? 1 : 0;
  },
};
