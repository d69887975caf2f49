import {
  addDays,
  type FileProblem,
  fileProblem,
  observationHour,
  type RowReader,
  readCell,
  readPhenomenonTime,
  rowReader,
  statisticalHourOf,
  type TableColumn,
} from '@huanzhi/monitoring';
import type { ImportColumn } from '../../../store/monitoring/measurements/imports.queries.ts';
import type { Datastream } from './datastreams.ts';
import { isObject, type SentObservation } from './sent-observations.ts';

/** An observation as a row of the table that the import judges. */
export interface ReadObservation {
  /** What was sent, as it is kept when it is refused. */
  kept: string[];
  /** Cells for {@link observationReader}; null when `problems` say why there are none. */
  cells: string[] | null;
  problems: FileProblem[];
  datastream: string;
  day: string;
  hour: number;
}

const roles: readonly [title: string, role: TableColumn['role']][] = [
  ['Datastream', 'site'],
  ['phenomenonTime', 'time'],
  ['Datastream', 'item'],
  ['result', 'value'],
  ['parameters.unit', 'unit'],
  ['resultQuality', 'mark'],
];

/** Reads observations as rows of a long table whose columns are called like the members of an observation. */
export const observationReader: RowReader = rowReader({
  form: 'long',
  columns: roles.map(([title, role]) => ({
    title,
    role,
    factor: null,
    unit: null,
    unrounded: false,
    why: null,
  })),
  hourLabel: 'end',
  year: null,
});

/** The columns under which refused observations are kept. */
export const keptColumns: readonly ImportColumn[] = [
  ['Datastream', 'site'],
  ['phenomenonTime', 'time'],
  ['result', 'value'],
  ['resultQuality', 'mark'],
  ['parameters', 'ignored'],
].map(([title = '', role = ''], index) => ({ index, title, role, factor: null, unit: null, reason: null }));

/** Text of a member that is kept: more than that is no observation. */
const keptLength = 200;

/**
 * Reads an observation: which datastream, which hour, what number. Units, marks and plausibility are judged by the rows
 * of the import afterwards.
 * @param streams what the key may write
 * @param backDays how many days back it may write
 * @param now ms since 1970 UTC
 */
export function readSent(
  sent: SentObservation,
  streams: ReadonlyMap<string, Datastream>,
  backDays: number,
  now: number,
): ReadObservation {
  const { fields, fault } = sent;
  const read: ReadObservation = {
    kept: [
      sent.datastream,
      fields.phenomenonTime,
      fields.result,
      fields.resultQuality,
      fields.parameters,
    ].map(textOf),
    cells: null,
    problems: [],
    datastream: '',
    day: '',
    hour: 24,
  };
  if (fault !== null) return { ...read, problems: [fault] };
  const stream = streams.get(String(sent.datastream ?? ''));
  if (stream === undefined) return { ...read, problems: [unknownDatastream(textOf(sent.datastream))] };
  const at = hourOf(fields.phenomenonTime, stream, backDays, now);
  const result = resultOf(fields.result);
  const quality = qualityOf(fields.resultQuality);
  const unit = unitOf(fields.parameters);
  const problems = [at, result, quality, unit].filter((one) => typeof one === 'object' && 'code' in one);
  read.problems.push(...problems);
  if ('code' in at || typeof result !== 'string' || typeof quality !== 'string' || typeof unit !== 'string')
    return read;
  const { site, factor } = stream;
  const time = at.hour === null ? at.day : `${at.day} ${String(at.hour).padStart(2, '0')}:00`;
  return {
    ...read,
    cells: [site.code, time, factor.factor, result, unit, quality],
    datastream: stream.id,
    day: at.day,
    hour: at.hour ?? 24,
  };
}

function hourOf(time: unknown, { site }: Datastream, backDays: number, now: number) {
  const read = readPhenomenonTime(typeof time === 'string' ? time : textOf(time));
  if ('code' in read) return read;
  const at = observationHour(read, site.intervalHours, now);
  if ('code' in at) return at;
  const first = addDays(statisticalHourOf(now).day, -backDays);
  if (at.day >= first) return at;
  return fileProblem(
    'too-old',
    'phenomenonTime',
    at.day,
    `${at.day} 早于 ${first}：这个密钥只能写最近 ${backDays} 天`,
    `${at.day} lies before ${first}: the key may write ${backDays} days back`,
  );
}

function resultOf(result: unknown): string | FileProblem {
  const text =
    typeof result === 'number' && Number.isFinite(result)
      ? // More digits than a measurement has; 0.1 + 0.2 is 0.3.
        String(Number(result.toPrecision(15)))
      : typeof result === 'string'
        ? result
        : '';
  if (readCell(text).state !== 'missing') return text;
  const found = textOf(result);
  return fileProblem(
    'no-number',
    'result',
    found,
    `result 须为数字或数字文本，收到“${found.slice(0, 40)}”；缺测的小时不要推送`,
    `result must be a number or the text of one, found “${found.slice(0, 40)}”; leave hours without a value out`,
  );
}

function qualityOf(quality: unknown): string | FileProblem {
  if (quality === undefined || quality === null) return '';
  if (typeof quality === 'string') return quality;
  return fileProblem(
    'unknown-mark',
    'resultQuality',
    textOf(quality),
    'resultQuality 须为 HJ 212 标记的文本：N F M S D C T B',
    'resultQuality must be the text of a mark of HJ 212: N F M S D C T B',
  );
}

function unitOf(parameters: unknown): string | FileProblem {
  if (parameters === undefined || parameters === null) return '';
  const unit = isObject(parameters) ? (parameters.unit ?? '') : null;
  if (typeof unit === 'string') return unit;
  return fileProblem(
    'unknown-unit',
    'parameters.unit',
    textOf(parameters),
    'parameters 须为对象，其 unit 须为文本',
    'parameters must be an object, and its unit a text',
  );
}

function unknownDatastream(found: string): FileProblem {
  return fileProblem(
    'unknown-datastream',
    'Datastream',
    found,
    `这个密钥没有数据流“${found.slice(0, 80)}”；可写的见 GET /api/push/v1.1/Datastreams`,
    `The key has no datastream “${found.slice(0, 80)}”; GET /api/push/v1.1/Datastreams lists them`,
  );
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  return text.slice(0, keptLength);
}
