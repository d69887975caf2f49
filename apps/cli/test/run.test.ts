import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Command } from '../src/command.ts';
import { COMMANDS, type CommandEntry } from '../src/commands.ts';
import { runCli } from '../src/run.ts';

const echo: Command = {
  usage: 'echo WORD… [--loud]',
  description: 'Prints its words.',
  options: { loud: { type: 'boolean', short: 'l', help: 'in capitals' } },
  async run(parsed, io) {
    const text = parsed.positionals.join(' ');
    io.out(parsed.values.loud === true ? text.toUpperCase() : text);
    return 0;
  },
};

let loaded: string[] = [];
const entry = (name: string): CommandEntry => ({
  name,
  summary: `summary of ${name}`,
  load: async () => {
    loaded.push(name);
    return { command: echo };
  },
});

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  loaded = [];
  let out = '';
  let err = '';
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    cwd: '/',
  };
  const code = await runCli(argv, io, [entry('echo'), entry('echo twice'), entry('other')]);
  return { code, out, err };
}

describe('the command table', () => {
  test('the longest name wins and only its module is loaded', async () => {
    expect(await run('echo', 'twice', 'hello')).toEqual({ code: 0, out: 'hello', err: '' });
    expect(loaded).toEqual(['echo twice']);
    expect(await run('echo', 'hello', '-l')).toMatchObject({ out: 'HELLO' });
    expect(loaded).toEqual(['echo']);
  });

  test.each([['--help'], ['-h'], ['help']])('%s lists the commands without loading any', async (word) => {
    const { code, out } = await run(word);
    expect(code).toBe(0);
    expect(out).toMatch(/echo twice {2}summary of echo twice/u);
    expect(loaded).toEqual([]);
  });

  test('--help of a command shows its options and does not run it', async () => {
    const { code, out } = await run('echo', '--help', 'word');
    expect(code).toBe(0);
    expect(out).toBe(
      'Usage: huanzhi echo WORD… [--loud]\n\nPrints its words.\n\nOptions:\n  -l, --loud  in capitals\n  -h, --help  show this text\n',
    );
  });

  test.each([
    [[], 'No command given.'],
    [['nothing'], 'Unknown command “nothing”.'],
    [['--loud'], 'Unknown command “--loud”.'],
  ])('%j: message, list of commands and exit code 2', async (argv, message) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).toContain('summary of other');
  });

  test('an error that is not about the command line is not swallowed', async () => {
    const failing: CommandEntry = {
      name: 'fail',
      summary: '',
      load: async () => ({ command: { ...echo, run: () => Promise.reject(new Error('disk')) } }),
    };
    await expect(runCli(['fail'], { out() {}, err() {}, cwd: '/' }, [failing])).rejects.toThrow('disk');
  });

  test.each(COMMANDS.map(({ name, load }) => [name, load] as const))(
    '“%s” loads and its usage begins with its name',
    async (name, load) => {
      const { command } = await load();
      expect(command.usage.startsWith(name)).toBe(true);
    },
  );
});

test('as a process: exit code and both streams', () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const start = (...argv: string[]) =>
    spawnSync(process.execPath, ['--conditions=huanzhi-source', '--import', 'tsx', main, ...argv], {
      encoding: 'utf8',
    });
  expect(start('plan', 'read', '--help')).toMatchObject({ status: 0, stderr: '' });
  const wrong = start('plan', 'read', '--nope', 'x');
  expect(wrong).toMatchObject({ status: 2, stdout: '' });
  expect(wrong.stderr).toContain("Unknown option '--nope'");
});
