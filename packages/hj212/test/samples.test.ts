import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeAll } from '../src/index.ts';

const shared = process.env.HUANZHI_SHARED ?? join(import.meta.dirname, '..', '..', '..', '..', 'shared');
const file = join(shared, 'reference', 'tables', 'hj212-samples.tsv');

/** Where the sample's own claim is not followed, and why. */
const reasons: Record<string, string> = {
  S036: 'marked invalid for its 2-digit length; length and check value are right otherwise, so it is accepted with the repair named',
  S037: 'as S036',
  S060: 'marked valid by its author; its check value is Modbus, which a station has to be configured for',
};

describe.skipIf(!existsSync(file))('packets from the field', () => {
  const rows = existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t'))
    : [];

  it.each(
    rows.filter((row) => row[2] !== 'unknown').map((row) => [row[0] ?? '', row[2] ?? '', row[4] ?? '']),
  )('%s is %s', (id, expected, packet) => {
    const decoded = decodeAll(new TextEncoder().encode(packet.replace(/\\r/g, '\r').replace(/\\n/g, '\n')));
    const valid = decoded.every((one) => one.outcome !== 'quarantined');
    expect(valid).toBe((expected === 'valid') !== Object.hasOwn(reasons, id));
  });

  it('reads S060 when its station is configured for Modbus', () => {
    const packet = rows.find((row) => row[0] === 'S060')?.[4] ?? '';
    const decoded = decodeAll(new TextEncoder().encode(packet.replace(/\\r/g, '\r').replace(/\\n/g, '\n')), {
      crc: 'modbus',
    });
    expect(decoded.map((one) => one.outcome)).toEqual(['repaired']);
  });
});
