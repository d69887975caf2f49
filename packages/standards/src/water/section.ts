import { type Measured, type ReadMeasured, readMeasured } from '../measured.ts';
import { type EditionRef, type ExplainOption, type Explanation, editionRef } from '../result.ts';
import { WATER_CLASS_LABELS, type WaterClass, worstClass } from './classes.ts';
import {
  sectionGrade,
  WATER_EVALUATION_2011,
  type WaterEvaluationMethod,
  type WaterGrade,
} from './evaluation-2011.ts';
import { type PreparedItem, preparedItems, type WaterItemKey, waterQualityEdition } from './gb3838-2002.ts';
import { classOf, type ItemClass, type ItemFlag, type ItemOptions } from './item-class.ts';
import { exceedanceMultiple } from './multiples.ts';
import { type PrimaryPollutant, primaryPollutants, type RatedItem } from './primary-pollutants.ts';
import { meetsTarget, type TargetResult } from './target.ts';

/** What decides the class of a section beside its values. */
export interface SectionOptions extends ItemOptions, ExplainOption {
  /** Class that the water must meet; adds the judgement against it. */
  readonly target?: WaterClass;
  /** Items that decide; default the 21 of the method. A local assessment may name fewer. */
  readonly items?: readonly WaterItemKey[];
  readonly method?: WaterEvaluationMethod;
}

/** Values of a section by item key; keys that GB 3838 does not know come back as problems. */
export type SectionValues = Readonly<Record<string, Measured>>;

/** A value that could not be used, with the reason. */
export interface ReadingProblem {
  readonly item: string;
  readonly value: string;
  readonly reason: string;
}

/** The judgement of one section (断面) or lake point. */
export interface SectionResult {
  /** null when no deciding item has a value. */
  readonly cls: WaterClass | null;
  readonly grade: WaterGrade | null;
  readonly colour: string | null;
  /** Class of every deciding item that has a value. */
  readonly items: Readonly<Partial<Record<WaterItemKey, WaterClass>>>;
  readonly rated: readonly RatedItem[];
  /** The items that have the section's class. */
  readonly deciding: readonly WaterItemKey[];
  readonly primary: readonly PrimaryPollutant[];
  /** Items with a value that never decide (水温, 总氮, 粪大肠菌群, or outside `items`). */
  readonly ignored: readonly string[];
  readonly problems: readonly ReadingProblem[];
  readonly flags: readonly { readonly item: WaterItemKey; readonly flag: ItemFlag }[];
  readonly target?: TargetResult;
  readonly edition: EditionRef;
  readonly explanation?: Explanation;
}

interface Judged {
  readonly key: WaterItemKey;
  readonly row: PreparedItem;
  readonly read: ReadMeasured;
  readonly result: ItemClass;
}

/**
 * The class of a section by single-factor evaluation (单因子评价): the worst deciding item decides.
 * @param values by item key, in the units of GB 3838-2002 table 1. Missing, invalid and not-monitored items
 *   do not decide; zero is a value. An item that cannot be read is reported and the rest is judged.
 * @throws NoEditionError for a time before 2002-06-01.
 * Source: GB 3838-2002 table 1 and clause 5.1; 环办〔2011〕22号 (断面水质评价).
 */
export function evaluateSection(values: SectionValues, options: SectionOptions): SectionResult {
  const method = options.method ?? WATER_EVALUATION_2011;
  const edition = waterQualityEdition(options.at);
  const rows = preparedItems(edition, options.waterBody);
  const itemOptions = { ...options, temperature: options.temperature ?? values.waterTemperature };
  const judged: Judged[] = [];
  const problems: ReadingProblem[] = [];
  for (const [name, given] of Object.entries(values)) {
    const read = readMeasured(given);
    const row = rows.get(name);
    if (row === undefined) {
      problems.push({ item: name, value: String(textOf(read)), reason: 'no item of GB 3838-2002 table 1' });
      continue;
    }
    const result = classOf(row, read, itemOptions);
    if (result.state === 'invalid') {
      problems.push({ item: name, value: String(textOf(read)), reason: result.reason ?? 'marked invalid' });
    }
    judged.push({ key: row.item.key, row, read, result });
  }
  const deciders = options.items ?? method.items;
  const rated = judged.flatMap((entry) => rate(entry, deciders, options, method));
  const cls = worstClass(rated.map((item) => item.cls));
  const grade = cls === null ? null : sectionGrade(cls, method);
  return {
    cls,
    grade: grade?.grade ?? null,
    colour: grade?.colour ?? null,
    items: Object.fromEntries(rated.map((item) => [item.key, item.cls])),
    rated,
    deciding: rated.filter((item) => item.cls === cls).map((item) => item.key),
    primary: primaryPollutants(rated, method),
    ignored: judged
      .filter(({ key, result }) => result.state === 'value' && !rated.some((item) => item.key === key))
      .map((entry) => entry.key),
    problems,
    flags: judged.flatMap(({ key, result }) =>
      result.state === 'value' ? result.flags.map((flag) => ({ item: key, flag })) : [],
    ),
    ...(options.target === undefined
      ? {}
      : { target: againstTarget(rated, judged, options.target, options) }),
    edition: editionRef(edition),
    ...(options.explain === true ? { explanation: explain(judged, rated, cls, options, method) } : {}),
  };
}

function textOf(read: ReadMeasured): string {
  return read.text ?? read.state;
}

function rate(
  { key, row, read, result }: Judged,
  deciders: readonly WaterItemKey[],
  options: SectionOptions,
  method: WaterEvaluationMethod,
): RatedItem[] {
  if (result.state !== 'value' || result.cls === null || read.state !== 'value' || !deciders.includes(key)) {
    return [];
  }
  const multiple = exceedanceMultiple(key, read.value, 'III', options, method);
  return [{ key, name: row.item.name, cls: result.cls, multiple }];
}

function againstTarget(
  rated: readonly RatedItem[],
  judged: readonly Judged[],
  target: WaterClass,
  options: SectionOptions,
): TargetResult {
  const over = rated
    .filter((item) => !meetsTarget(item.cls, target))
    .map((item) => {
      const read = judged.find((entry) => entry.key === item.key)?.read;
      const value = read?.state === 'value' ? read.value : undefined;
      const multipleToTarget = exceedanceMultiple(item.key, value, target, options, options.method);
      return {
        key: item.key,
        name: item.name,
        cls: item.cls,
        multipleToTarget,
        multipleToIII: item.multiple,
      };
    });
  return { target, meets: rated.length === 0 ? null : over.length === 0, over };
}

function explain(
  judged: readonly Judged[],
  rated: readonly RatedItem[],
  cls: WaterClass | null,
  options: SectionOptions,
  method: WaterEvaluationMethod,
): Explanation {
  const inputs = judged.map(({ row, read, result }) => ({
    name: row.item.name,
    state: result.state,
    ...(result.state === 'value' && read.text !== undefined ? { value: read.text } : {}),
    unit: row.item.unit,
  }));
  const steps = judged.flatMap(({ row, result }) => itemStep(row, result));
  const worst = rated.filter((item) => item.cls === cls).map((item) => item.name);
  const end =
    cls === null
      ? 'no deciding item has a value: not judged'
      : `worst item decides: ${worst.join('、')} → ${WATER_CLASS_LABELS[cls]}类, ${sectionGrade(cls, method).grade}`;
  return {
    edition: editionRef(waterQualityEdition(options.at)),
    method: `${method.id} single factor, ${options.waterBody} limits, DO by ${options.dissolvedOxygen ?? 'concentration or saturation'}`,
    inputs,
    completeness: [
      {
        sufficient: rated.length > 0,
        rule: `${rated.length} of ${(options.items ?? method.items).length} deciding items have a value; at least 1 needed`,
        clause: method.id,
      },
    ],
    rounding: rated.flatMap(({ name, multiple }) =>
      multiple === null
        ? []
        : [
            {
              name: `${name} multiple`,
              from: fraction(multiple.exact),
              to: multiple.text,
              rule: 'half-even',
              digits: 1,
            },
          ],
    ),
    missing: inputs.flatMap(({ name, state }) => (state === 'value' ? [] : [{ name, state }])),
    steps: [...steps, end],
  };
}

function fraction({ numerator, denominator }: { numerator: bigint; denominator: bigint }): string {
  return `${numerator}/${denominator}`;
}

function itemStep(row: PreparedItem, result: ItemClass): string[] {
  if (result.state !== 'value') return [];
  const { name, unit, range, kind } = row.item;
  const value = `${name} ${result.text}${unit === '1' ? '' : ` ${unit}`}`;
  if (result.cls === null) return [`${value}: no class limits`];
  const label = WATER_CLASS_LABELS[result.cls];
  if (range !== undefined) return [`${value}: range ${range[0]}-${range[1]} → ${label}`];
  const limits = row.limits?.map((limit) => Number(limit.numerator) / Number(limit.denominator)).join('/');
  return [`${value}: ${kind === 'min' ? '>=' : '<='} ${limits} (Ⅰ..Ⅴ) → ${label}`];
}
