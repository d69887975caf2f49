import {
  type FileProblem,
  type FileRow,
  type FileValue,
  fileProblem,
  type MeasuredPlace,
  type RowReader,
  readRow,
  settleValue,
  usualUnit,
} from '@huanzhi/monitoring';
import type { HourEntry } from '../../../store/monitoring/hours.queries.ts';
import type { ImportProblem } from '../../../store/monitoring/measurements/imports.queries.ts';
import type { Site, SiteFactor } from '../../../store/monitoring/sites.queries.ts';
import type { TableRow } from './table-stream.ts';

/** A row by itself: its hours, or why it is left out. What stands in the store is not asked yet. */
export interface JudgedRow extends TableRow {
  /** Text of its site column. */
  site: string;
  /** `hours`: it has hours to take, perhaps only such as an earlier row of the file gave already. */
  kind: 'hours' | 'reject' | 'nothing';
  entries: HourEntry[];
  problems: ImportProblem[];
}

/** What a row is judged by. */
export interface JudgeSetting {
  reader: RowReader;
  /** Name in the file → site. */
  siteOf: ReadonlyMap<string, Site>;
  factors: readonly SiteFactor[];
  /** ms since 1970 UTC */
  now: number;
}

/** Judges the rows of a file in their order: an hour that comes again with another value is a fault of the later row. */
export class RowJudge {
  readonly #setting: JudgeSetting;
  readonly #units: Map<string, string | null>;
  /** Hours that the file gave so far: series and day → value (NaN: none) of 24 hours, undefined where none came. */
  readonly #given = new Map<string, (string | undefined)[]>();

  constructor(setting: JudgeSetting) {
    this.#setting = setting;
    this.#units = new Map(setting.factors.map((one) => [`${one.siteId} ${one.factor}`, one.unit]));
  }

  /** The next row of the file. */
  judge({ row, cells }: TableRow): JudgedRow {
    const read = readRow(this.#setting.reader, cells, this.#setting.now);
    const judged: JudgedRow = {
      row,
      cells,
      site: read.site,
      kind: 'hours',
      entries: [],
      problems: [],
    };
    if (saysNothing(read)) return { ...judged, kind: 'nothing' };
    const faults = [...read.problems];
    const site = this.#setting.siteOf.get(read.site);
    if (site === undefined && !faults.some(({ code }) => code === 'no-site'))
      faults.push(this.#unknownSite(read));
    const hour = read.hour ?? (site !== undefined && sampled(site) ? 24 : null);
    if (read.day !== null && hour === null && site !== undefined) faults.push(noHour(read.day));
    if (site !== undefined && read.day !== null && hour !== null) {
      const entries = read.values.flatMap((value) =>
        this.#entry(value, site, { day: read.day ?? '', hour }, faults),
      );
      if (faults.length === 0) judged.entries = this.#firstTold(entries, faults);
    }
    if (faults.length === 0) return judged;
    return { ...judged, kind: 'reject', entries: [], problems: faults.map(asProblem) };
  }

  #entry(
    value: FileValue,
    site: Site,
    at: { day: string; hour: number },
    faults: FileProblem[],
  ): (HourEntry & { column: string })[] {
    const settled = settleValue(value, { unit: this.#unitOf(site, value.factor), place: placeOf(site) });
    if (settled !== null && typeof settled === 'object') {
      faults.push(settled);
      return [];
    }
    const { factor, mark, column } = value;
    return [{ siteId: site.id, factor, ...at, value: settled, mark, source: 'f', column }];
  }

  #unitOf(site: Site, factor: string): string | null {
    return this.#units.get(`${site.id} ${factor}`) ?? usualUnit(factor, placeOf(site));
  }

  /** Entries that no earlier row gave; nothing is kept of them when one was given otherwise. */
  #firstTold(entries: readonly (HourEntry & { column: string })[], faults: FileProblem[]): HourEntry[] {
    const fresh: HourEntry[] = [];
    for (const { column, ...entry } of entries) {
      const told = this.#given.get(`${entry.siteId} ${entry.factor} ${entry.day}`)?.[entry.hour - 1];
      if (told === undefined) fresh.push(entry);
      else if (told !== tellingOf(entry)) faults.push(toldOtherwise(column, entry, told));
    }
    if (faults.length > 0) return [];
    for (const entry of fresh) {
      const key = `${entry.siteId} ${entry.factor} ${entry.day}`;
      const hours = this.#given.get(key) ?? new Array<string | undefined>(24);
      hours[entry.hour - 1] = tellingOf(entry);
      this.#given.set(key, hours);
    }
    return fresh;
  }

  #unknownSite(read: FileRow): FileProblem {
    return fileProblem(
      'unknown-site',
      this.#setting.reader.at.site?.title ?? '',
      read.site,
      `不认识站点“${read.site}”，请在“站点”里选定它是哪个点位`,
      `Unknown site “${read.site}”; choose which site it is`,
    );
  }
}

/** A station that reported nothing: no value to take, and no time or nothing at all. */
function saysNothing(read: FileRow): boolean {
  if (read.values.some(({ text }) => text !== null)) return false;
  if (read.problems.some(({ code }) => code === 'no-date')) return true;
  return read.values.length === 0 && read.problems.length === 0;
}

/** Sites with one value a day or samples without a rhythm: a row may name only the day. */
const sampled = (site: Site): boolean => site.intervalHours === 0 || site.intervalHours === 24;

const placeOf = (site: Site): MeasuredPlace => (site.kind === 'outlet' ? 'outlet' : 'ambient');

const tellingOf = (entry: HourEntry): string => `${entry.value ?? ''} ${entry.mark}`;

const noHour = (day: string): FileProblem =>
  fileProblem(
    'no-hour',
    '',
    day,
    `只有日期 ${day}，没有小时；该点位按小时监测`,
    `Only the day ${day} without an hour; the site is measured by the hour`,
  );

function toldOtherwise(column: string, entry: HourEntry, told: string): FileProblem {
  const [was = ''] = told.split(' ');
  return fileProblem(
    'duplicate-row',
    column,
    String(entry.value ?? ''),
    `文件前面已有 ${entry.day} 第 ${entry.hour} 时的值“${was}”，与本行“${entry.value ?? ''}”不同`,
    `An earlier row gives “${was}” for hour ${entry.hour} of ${entry.day}, this one “${entry.value ?? ''}”`,
  );
}

/** A fault of a row as it is kept and shown. */
export function asProblem({ code, column, message }: FileProblem): ImportProblem {
  return { path: column, code, message };
}
