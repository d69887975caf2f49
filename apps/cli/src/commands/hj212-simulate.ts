import type { Edition } from '@huanzhi/hj212';
import { type Command, choiceOption, type ParsedArguments, stringOption, UsageError } from '../command.ts';
import { FAULTS } from '../simulator/faults.ts';
import { simulate } from '../simulator/stations.ts';
import { traffic } from '../simulator/traffic.ts';

const EDITIONS = ['2017', '2005', '2025'] as const satisfies readonly Edition[];

function numberOption(parsed: ParsedArguments, name: string, otherwise: number, whole: boolean): number {
  const text = stringOption(parsed, name);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0 || (whole && !Number.isInteger(value))) {
    throw new UsageError(`--${name} must be a ${whole ? 'whole ' : ''}number from 0, not “${text}”.`);
  }
  return value;
}

function target(parsed: ParsedArguments): { host: string; port: number } {
  const text = stringOption(parsed, 'to') ?? '';
  const colon = text.lastIndexOf(':');
  const port = Number(text.slice(colon + 1));
  if (colon < 1 || !Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UsageError(`--to must be HOST:PORT, e.g. 127.0.0.1:9212, not “${text}”.`);
  }
  return { host: text.slice(0, colon), port };
}

function faultList(parsed: ParsedArguments): string[] {
  const text = stringOption(parsed, 'faults') ?? '';
  if (text === 'all') return Object.keys(FAULTS);
  const names = text.split(',').filter((name) => name !== '');
  const unknown = names.find((name) => !Object.hasOwn(FAULTS, name));
  if (unknown !== undefined) {
    throw new UsageError(`Unknown fault “${unknown}”. Known: all, ${Object.keys(FAULTS).join(', ')}.`);
  }
  return names;
}

/** `huanzhi hj212 simulate` */
export const command: Command = {
  usage: 'hj212 simulate --to HOST:PORT [--stations N] [--rate R] [--edition E] [--faults LIST]',
  description:
    'Plays instruments: every station opens a connection and sends realtime data (2011) with daily and yearly cycles. The same seed and start give the same bytes.',
  options: {
    to: { type: 'string', value: 'HOST:PORT', help: 'the gateway' },
    stations: { type: 'string', value: 'N', help: 'number of stations (1)' },
    rate: { type: 'string', value: 'R', help: 'packets a second, all stations together (1)' },
    edition: { type: 'string', value: 'E', help: EDITIONS.join(', ') },
    faults: { type: 'string', value: 'LIST', help: 'names of faults, or all; one packet in ten has one' },
    seed: { type: 'string', value: 'S', help: 'whole number (1)' },
    minutes: { type: 'string', value: 'M', help: 'how long (1)' },
    start: { type: 'string', value: 'TIME', help: 'time of the first packet, ISO 8601 (now)' },
    backfill: {
      type: 'string',
      value: 'MINUTES',
      help: 'minute data sent first, as after an interruption (0)',
    },
  },
  async run(parsed, io) {
    const to = target(parsed);
    const stations = numberOption(parsed, 'stations', 1, true);
    const rate = numberOption(parsed, 'rate', 1, false);
    if (stations < 1 || rate <= 0) throw new UsageError('--stations and --rate must be more than 0.');
    const startText = stringOption(parsed, 'start');
    const start = startText === undefined ? Date.now() : Date.parse(startText);
    if (Number.isNaN(start)) throw new UsageError(`--start must be an ISO 8601 time, not “${startText}”.`);
    const sendings = traffic({
      stations,
      rate,
      packets: Math.round(rate * 60 * numberOption(parsed, 'minutes', 1, false)),
      edition: choiceOption(parsed, 'edition', EDITIONS),
      faults: faultList(parsed),
      seed: numberOption(parsed, 'seed', 1, true),
      start,
      backfill: numberOption(parsed, 'backfill', 0, true),
    });
    try {
      io.out(`${JSON.stringify(await simulate(sendings, stations, to))}\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      io.err(`${to.host}:${to.port}: ${String(error.code)}\n`);
      return 1;
    }
  },
};
