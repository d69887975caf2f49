import { type FileProblem, fileProblem } from '@huanzhi/monitoring';
import { AppError, problem } from '../../errors.ts';

/** An observation as it was sent. */
export interface SentObservation {
  /** Where it stands in the request: empty for a single one, `0.dataArray.3` in a batch. */
  path: string;
  /** Id of its datastream, as sent. */
  datastream: unknown;
  /** Its members by name: `phenomenonTime`, `result` and so on. */
  fields: Readonly<Record<string, unknown>>;
  /** What is wrong with the row before anything of it is read. */
  fault: FileProblem | null;
}

/** Observations that one request may carry. */
export const mostObservations = 5000;

/** Members that are read; the others of SensorThings are taken and say nothing here. */
const readFields = ['phenomenonTime', 'result', 'resultQuality', 'parameters'];
const otherFields = ['resultTime', 'validTime', 'FeatureOfInterest/id'];

/** Id of the datastream that an observation links to: `{"Datastream": {"@iot.id": …}}`. */
export function linkedDatastream(body: Readonly<Record<string, unknown>>): unknown {
  const link = body.Datastream;
  return isObject(link) ? link['@iot.id'] : undefined;
}

/**
 * The observations of a data array, in their order: groups of one datastream with `components` and `dataArray`.
 * Source: OGC 18-088 §13.2 (create observations in data arrays).
 * @throws AppError `too-many-observations`; `observation-refused` for a group without rows, naming it
 */
export function sentInBatch(groups: readonly Readonly<Record<string, unknown>>[]): SentObservation[] {
  const sent: SentObservation[] = [];
  for (const [index, group] of groups.entries()) {
    const rows = group.dataArray;
    if (!Array.isArray(rows) || rows.length === 0)
      throw new AppError('observation-refused', [
        problem(
          `${index}.dataArray`,
          'bad-row',
          'dataArray 须为非空数组。',
          'dataArray must be a list with rows.',
        ),
      ]);
    if (sent.length + rows.length > mostObservations) throw new AppError('too-many-observations');
    const components = componentsOf(group.components);
    const datastream = linkedDatastream(group);
    for (const [at, row] of rows.entries()) {
      const path = `${index}.dataArray.${at}`;
      sent.push({ path, datastream, ...fieldsOf(row, components) });
    }
  }
  return sent;
}

function componentsOf(components: unknown): string[] | FileProblem {
  const names = Array.isArray(components) ? components.map(String) : [];
  const unknown = names.find((name) => !readFields.includes(name) && !otherFields.includes(name));
  if (names.includes('phenomenonTime') && names.includes('result') && unknown === undefined) return names;
  return fileProblem(
    'bad-row',
    'components',
    unknown ?? names.join(','),
    `components 须含 phenomenonTime 和 result，只能有 ${[...readFields, ...otherFields].join('、')}`,
    `components must hold phenomenonTime and result, and nothing but ${[...readFields, ...otherFields].join(', ')}`,
  );
}

function fieldsOf(
  row: unknown,
  components: string[] | FileProblem,
): Pick<SentObservation, 'fields' | 'fault'> {
  if (!Array.isArray(components)) return { fields: {}, fault: components };
  if (Array.isArray(row) && row.length === components.length)
    return { fields: Object.fromEntries(components.map((name, at) => [name, row[at]])), fault: null };
  return {
    fields: {},
    fault: fileProblem(
      'bad-row',
      'dataArray',
      JSON.stringify(row) ?? '',
      `这一行须是 ${components.length} 个值的数组，与 components 一一对应`,
      `The row must be a list of ${components.length} values, one for each of components`,
    ),
  };
}

/** True for a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
