import { parseArgs } from 'node:util';
import { type CliIo, type Command, type OptionSpec, type ParsedArguments, UsageError } from './command.ts';
import { COMMANDS, type CommandEntry } from './commands.ts';

/** Exit code for a command line that makes no sense. */
const USAGE_EXIT = 2;

const HELP: OptionSpec = { type: 'boolean', short: 'h', help: 'show this text' };

function overview(commands: readonly CommandEntry[]): string {
  const width = Math.max(...commands.map((entry) => entry.name.length));
  const lines = commands.map((entry) => `  ${entry.name.padEnd(width)}  ${entry.summary}`);
  return [
    'Usage: huanzhi COMMAND [ARGUMENTS]',
    '',
    'Commands:',
    ...lines,
    '',
    'Run "huanzhi COMMAND --help" for the options of a command.',
    '',
  ].join('\n');
}

function commandHelp(command: Command): string {
  const rows = Object.entries({ ...command.options, help: HELP }).map(([name, option]) => {
    const short = option.short === undefined ? '    ' : `-${option.short}, `;
    const value = option.value === undefined ? '' : ` ${option.value}`;
    return [`  ${short}--${name}${value}`, option.help] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    `Usage: huanzhi ${command.usage}`,
    '',
    command.description,
    '',
    'Options:',
    ...rows.map(([left, right]) => `${left.padEnd(width)}  ${right}`),
    '',
  ].join('\n');
}

function parse(command: Command, args: readonly string[]): ParsedArguments {
  const options = Object.fromEntries(
    Object.entries({ ...command.options, help: HELP }).map(([name, { type, short, multiple }]) => [
      name,
      {
        type,
        ...(short === undefined ? {} : { short }),
        ...(multiple === undefined ? {} : { multiple }),
      },
    ]),
  );
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      throw new UsageError(error.message);
    }
    throw error;
  }
}

/** The entry whose words begin `argv`, the longest name first. */
function findCommand(commands: readonly CommandEntry[], argv: readonly string[]): CommandEntry | undefined {
  return [...commands]
    .sort((a, b) => b.name.length - a.name.length)
    .find((entry) => entry.name.split(' ').every((word, index) => argv[index] === word));
}

/**
 * Runs one command line.
 *
 * @param argv The words after `huanzhi`.
 * @param io Where to write.
 * @param commands The command table; tests pass their own.
 * @returns The exit code: 0 done, 1 something failed, 2 the command line is wrong.
 */
export async function runCli(
  argv: readonly string[],
  io: CliIo,
  commands: readonly CommandEntry[] = COMMANDS,
): Promise<number> {
  const [first] = argv;
  if (first === '--help' || first === '-h' || first === 'help') {
    io.out(overview(commands));
    return 0;
  }
  const entry = findCommand(commands, argv);
  if (entry === undefined) {
    const given = argv.filter((word) => !word.startsWith('-')).slice(0, 2);
    io.err(
      `${first === undefined ? 'No command given.' : `Unknown command “${given.join(' ') || first}”.`}\n\n`,
    );
    io.err(overview(commands));
    return USAGE_EXIT;
  }
  const { command } = await entry.load();
  try {
    const parsed = parse(command, argv.slice(entry.name.split(' ').length));
    if (parsed.values.help === true) {
      io.out(commandHelp(command));
      return 0;
    }
    return await command.run(parsed, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`${error.message}\nRun "huanzhi ${entry.name} --help" for its options.\n`);
    return USAGE_EXIT;
  }
}
