import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { VectorFileError, type VectorOutcome, verifyVectors } from '@huanzhi/standards';
import { type Command, UsageError } from '../command.ts';
import { textTable } from '../text-table.ts';

const HEADER = ['id', 'kind', 'expected', 'found', 'verdict'];

/** Widest cell of the table; differences follow below it in full. */
const CELL_COLUMNS = 60;

function row({ id, kind, expected, found, verdict }: VectorOutcome): string[] {
  return [id, kind, JSON.stringify(expected), JSON.stringify(expectedFields(expected, found)), verdict];
}

/** Of what was found, the fields that were expected: a function may find more. */
function expectedFields(expected: unknown, found: unknown): unknown {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) return found ?? null;
  if (typeof found !== 'object' || found === null) return found ?? null;
  const fields = found as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(expected).map(([name, value]) => [name, expectedFields(value, fields[name])]),
  );
}

/** `huanzhi standards verify`: runs a file of test vectors against the standards package. */
export const command: Command = {
  usage: 'standards verify VECTORS.json…',
  description:
    'Runs test vectors ({ "vectors": [{ id, kind or topic, input, expected }] }) and prints id, expected, found and\n' +
    'verdict of each. Exit code 1 when one differs, fails or has no function.',
  options: {},
  async run(parsed, io) {
    if (parsed.positionals.length === 0) throw new UsageError('Name at least one file of vectors.');
    let failed = false;
    for (const file of parsed.positionals) {
      try {
        const outcomes = verifyVectors(JSON.parse(await readFile(resolve(io.cwd, file), 'utf8')));
        const matching = outcomes.filter(({ verdict }) => verdict === 'match').length;
        io.out(`${textTable(HEADER, outcomes.map(row), CELL_COLUMNS)}\n`);
        for (const { id, verdict, differences } of outcomes) {
          if (verdict !== 'match') io.out(`${id} ${verdict}: ${differences.join('; ')}\n`);
        }
        io.out(
          `${file}: ${outcomes.length} vectors, ${matching} match, ${outcomes.length - matching} do not\n`,
        );
        failed ||= matching < outcomes.length;
      } catch (error) {
        const known = error instanceof VectorFileError || error instanceof SyntaxError;
        if (!known && !(error instanceof Error && 'code' in error)) throw error;
        io.err(`${file}: ${error.message}\n`);
        failed = true;
      }
    }
    return failed ? 1 : 0;
  },
};
