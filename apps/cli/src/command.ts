/** Where a command writes and which folder relative paths start from. Tests pass their own. */
export interface CliIo {
  out(text: string): void;
  err(text: string): void;
  cwd: string;
}

/** One option of a command, as `parseArgs` of `node:util` takes it, with the text that `--help` shows. */
export interface OptionSpec {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
  /** Placeholder of the value in the help text, e.g. `DIR`. */
  value?: string;
  help: string;
}

/** What `parseArgs` found: option values by name and the words that are no option. */
export interface ParsedArguments {
  values: Readonly<Record<string, string | boolean | Array<string | boolean> | undefined>>;
  positionals: readonly string[];
}

/** A sub-command. Its file exports one of these as `command`. */
export interface Command {
  /** The line after `Usage: huanzhi`, e.g. `plan read FILE… [--out DIR]`. */
  usage: string;
  /** What it does, for `--help`: full sentences. */
  description: string;
  options: Readonly<Record<string, OptionSpec>>;
  /**
   * Runs the command.
   *
   * @returns The exit code: 0 all went well, 1 something failed (and was named on `err`).
   * @throws UsageError when the arguments make no sense together.
   */
  run(parsed: ParsedArguments, io: CliIo): Promise<number>;
}

/** The command line is wrong: the message is shown with a hint to `--help`, the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * The value of a string option.
 *
 * @returns The value, or undefined when the option was not given.
 */
export function stringOption(parsed: ParsedArguments, name: string): string | undefined {
  const value = parsed.values[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * The value of a string option that allows a few words only.
 *
 * @param choices The allowed words; the first is used when the option was not given.
 * @throws UsageError when the value is another word.
 */
export function choiceOption<T extends string>(
  parsed: ParsedArguments,
  name: string,
  choices: readonly [T, ...T[]],
): T {
  const given = stringOption(parsed, name);
  if (given === undefined) return choices[0];
  const choice = choices.find((word) => word === given);
  if (choice === undefined) {
    throw new UsageError(`--${name} must be one of ${choices.join(', ')}, not “${given}”.`);
  }
  return choice;
}
