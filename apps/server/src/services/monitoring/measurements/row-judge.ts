import {
  type FileDayFigure,
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
import type { ImportProblem, ImportSource } from '../../../store/monitoring/measurements/imports.queries.ts';
import type { PublishedEntry } from '../../../store/monitoring/measurements/published-days.queries.ts';
import type { Site, SiteFactor } from '../../../store/monitoring/sites.queries.ts';
import type { TableRow } from './table-stream.ts';

/** A row by itself: its hours and day figures, or why it is left out. What stands in the store is not asked yet. */
export interface JudgedRow extends TableRow {
  /** Text of its site column. */
  site: string;
  /** `values`: it has something to take, perhaps only such as an earlier row of the file gave already. */
  kind: 'values' | 'reject' | 'nothing';
  entries: HourEntry[];
  published: PublishedEntry[];
  problems: ImportProblem[];
}

/** What a row is judged by. */
export interface JudgeSetting {
  reader: RowReader;
  /** Name in the file → site. */
  siteOf: ReadonlyMap<string, Site>;
  factors: readonly SiteFactor[];
  /** Which way the values came in. */
  source: ImportSource;
  /** ms since 1970 UTC */
  now: number;
}

/** What a file gave for 24 hours, as numbers alone: a year of a city is half a million hours. */
interface GivenDay {
  /** NaN: none. */
  values: number[];
  /** Codes of the marks; 0: not given. */
  marks: number[];
}

type Told<T> = T & { column: string };

/** Judges the rows of a file in their order: what comes again with another value is a fault of the later row. */
export class RowJudge {
  readonly #setting: JudgeSetting;
  readonly #units: Map<string, string | null>;
  /** Hours that the file gave so far, by series and day. */
  readonly #given = new Map<string, GivenDay>();
  /** Day figures that it gave so far: site, factor, statistic and day → value. */
  readonly #givenDays = new Map<string, number>();

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
      kind: 'values',
      entries: [],
      published: [],
      problems: [],
    };
    if (saysNothing(read)) return { ...judged, kind: 'nothing' };
    const faults = [...read.problems];
    const site = this.#setting.siteOf.get(read.site);
    if (site === undefined && !faults.some(({ code }) => code === 'no-site'))
      faults.push(this.#unknownSite(read));
    const taken = site === undefined ? nothing : this.#taken(read, site, row, faults);
    if (faults.length === 0) return { ...judged, ...taken };
    return { ...judged, kind: 'reject', problems: faults.map(asProblem) };
  }

  /** What a row gives that no earlier row gave; nothing when anything of it is at fault. */
  #taken(
    read: FileRow,
    site: Site,
    row: number,
    faults: FileProblem[],
  ): Pick<JudgedRow, 'entries' | 'published'> {
    const { day } = read;
    if (day === null) return nothing;
    const hour = read.hour ?? (sampled(site) ? 24 : null);
    if (hour === null && read.values.length > 0) faults.push(noHour(day));
    const entries =
      hour === null ? [] : read.values.flatMap((value) => this.#entry(value, site, { day, hour }, faults));
    const published = read.published.flatMap((figure) => this.#figure(figure, site, { day, row }, faults));
    if (faults.length > 0) return nothing;
    const fresh = { hours: this.#freshHours(entries, faults), days: this.#freshDays(published, faults) };
    if (faults.length > 0) return nothing;
    return { entries: this.#keepHours(fresh.hours), published: this.#keepDays(fresh.days) };
  }

  #entry(
    value: FileValue,
    site: Site,
    at: { day: string; hour: number },
    faults: FileProblem[],
  ): Told<HourEntry>[] {
    const settled = settleValue(value, { unit: this.#unitOf(site, value.factor), place: placeOf(site) });
    if (settled !== null && typeof settled === 'object') {
      faults.push(settled);
      return [];
    }
    const { factor, mark, column } = value;
    return [{ siteId: site.id, factor, ...at, value: settled, mark, source: this.#setting.source, column }];
  }

  #figure(
    figure: FileDayFigure,
    site: Site,
    at: { day: string; row: number },
    faults: FileProblem[],
  ): Told<PublishedEntry>[] {
    const { factor, statistic, column } = figure;
    const unit = this.#unitOf(site, factor);
    const value = settleValue(figure, { unit, place: placeOf(site) });
    if (typeof value === 'number')
      return [{ siteId: site.id, factor, statistic, ...at, value, unit: unit ?? '', column }];
    if (value !== null) faults.push(value);
    return [];
  }

  #unitOf(site: Site, factor: string): string | null {
    return this.#units.get(`${site.id} ${factor}`) ?? usualUnit(factor, placeOf(site));
  }

  /** Hours that no earlier row gave; one that was given otherwise is a fault. */
  #freshHours(entries: readonly Told<HourEntry>[], faults: FileProblem[]): HourEntry[] {
    return entries.flatMap(({ column, ...entry }) => {
      const at = entry.hour - 1;
      const given = this.#given.get(seriesDay(entry));
      if (given === undefined || given.marks[at] === 0) return [entry];
      const told = given.values[at] ?? Number.NaN;
      if (given.marks[at] !== markOf(entry) || !Object.is(told, entry.value ?? Number.NaN))
        faults.push(toldOtherwise(column, entry, Number.isNaN(told) ? '' : String(told)));
      return [];
    });
  }

  #keepHours(fresh: HourEntry[]): HourEntry[] {
    for (const entry of fresh) {
      const key = seriesDay(entry);
      const given = this.#given.get(key) ?? {
        values: new Array<number>(24).fill(Number.NaN),
        marks: new Array<number>(24).fill(0),
      };
      given.values[entry.hour - 1] = entry.value ?? Number.NaN;
      given.marks[entry.hour - 1] = markOf(entry);
      this.#given.set(key, given);
    }
    return fresh;
  }

  /** Day figures that no earlier row gave; one that was given otherwise is a fault. */
  #freshDays(published: readonly Told<PublishedEntry>[], faults: FileProblem[]): PublishedEntry[] {
    return published.flatMap(({ column, ...entry }) => {
      const told = this.#givenDays.get(`${seriesDay(entry)} ${entry.statistic}`);
      if (told === undefined) return [entry];
      if (told !== entry.value) faults.push(toldOtherwise(column, entry, String(told)));
      return [];
    });
  }

  #keepDays(fresh: PublishedEntry[]): PublishedEntry[] {
    for (const entry of fresh) this.#givenDays.set(`${seriesDay(entry)} ${entry.statistic}`, entry.value);
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

const nothing: Pick<JudgedRow, 'entries' | 'published'> = { entries: [], published: [] };

/** A station that reported nothing: no value to take, and no time or nothing at all. */
function saysNothing(read: FileRow): boolean {
  if (read.published.length > 0 || read.values.some(({ text }) => text !== null)) return false;
  if (read.problems.some(({ code }) => code === 'no-date')) return true;
  return read.values.length === 0 && read.problems.length === 0;
}

/** Sites with one value a day or samples without a rhythm: a row may name only the day. */
const sampled = (site: Site): boolean => site.intervalHours === 0 || site.intervalHours === 24;

const placeOf = (site: Site): MeasuredPlace => (site.kind === 'outlet' ? 'outlet' : 'ambient');

const seriesDay = (one: { siteId: number; factor: string; day: string }): string =>
  `${one.siteId} ${one.factor} ${one.day}`;

const markOf = (entry: HourEntry): number => entry.mark.charCodeAt(0);

const noHour = (day: string): FileProblem =>
  fileProblem(
    'no-hour',
    '',
    day,
    `只有日期 ${day}，没有小时；该点位按小时监测，公布的日值请用列名 PM2.5_24h、O3_8h_24h`,
    `Only the day ${day} without an hour; the site is measured by the hour. Published day figures: PM2.5_24h, O3_8h_24h`,
  );

function toldOtherwise(
  column: string,
  { day, hour, value }: { day: string; hour?: number; value: number | null },
  told = '',
): FileProblem {
  const [zh, en] = hour === undefined ? ['', ''] : [` 第 ${hour} 时`, `hour ${hour} of `];
  return fileProblem(
    'duplicate-row',
    column,
    String(value ?? ''),
    `前面的行已给出 ${day}${zh}的值“${told}”，与本行“${value ?? ''}”不同`,
    `An earlier row gives “${told}” for ${en}${day}, this one “${value ?? ''}”`,
  );
}

/** A fault of a row as it is kept and shown. */
export function asProblem({ code, column, message }: FileProblem): ImportProblem {
  return { path: column, code, message };
}
