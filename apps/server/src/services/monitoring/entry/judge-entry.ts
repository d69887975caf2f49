import type { Body } from '@huanzhi/contract';
import { rowReader, type TableColumn } from '@huanzhi/monitoring';
import { factor as factorOf } from '@huanzhi/standards';
import type { ImportColumn } from '../../../store/monitoring/measurements/imports.queries.ts';
import type { Site, SiteFactor } from '../../../store/monitoring/sites.queries.ts';
import { AppError, problem } from '../../errors.ts';
import { type JudgedRow, RowJudge } from '../measurements/row-judge.ts';
import { isSampled } from './rhythm.ts';

/** Typed rows as a table of the file import: the same columns, the same judge. */
export interface EntryTable {
  columns: ImportColumn[];
  /** Cells as they were typed, in the order of the columns. */
  rows: string[][];
  judged: JudgedRow[];
  /** Title of a column → factor. */
  factorOf: ReadonlyMap<string, string>;
}

/** Mark of HJ 212-2017 for a value that a person entered. */
const byHand = 'S';

/**
 * Judges typed rows as those of a file would be judged.
 * @param factors those of the site
 * @param now ms since 1970 UTC
 * @throws AppError `validation-failed` for a factor that the site does not have, or an hour where rows are days
 */
export function judgeEntry(
  site: Site,
  factors: readonly SiteFactor[],
  typed: Body<'previewEntry'>['rows'],
  now: number,
): EntryTable {
  requireFit(site, factors, typed);
  const used = factors.filter(({ factor }) => typed.some(({ cells }) => cells[factor] !== undefined));
  const titles = new Map(used.map(({ factor, unit }) => [factor, `${nameOf(factor)} (${unit})`]));
  const columns: TableColumn[] = [
    column('点位', 'site'),
    column('时间', 'time'),
    column('标记', 'mark'),
    ...used.map(({ factor, unit }) => ({
      ...column(titles.get(factor) ?? factor, 'factor' as const),
      factor,
      unit,
    })),
  ];
  const rows = typed.map(({ day, hour, cells }) => [
    site.code,
    hour === null ? day : `${day} ${String(hour).padStart(2, '0')}:00`,
    byHand,
    ...used.map(({ factor }) => cells[factor] ?? ''),
  ]);
  const judge = new RowJudge({
    // The unit of the site is the unit that the title shows: nothing is converted.
    reader: rowReader({
      form: 'wide',
      columns: columns.map((one) => ({ ...one, unit: null })),
      hourLabel: 'end',
      year: null,
    }),
    siteOf: new Map([[site.code, site]]),
    factors,
    source: 'm',
    now,
  });
  return {
    columns: columns.map(({ title, role, factor, unit }, index) => ({
      index,
      title,
      role,
      factor,
      unit,
      reason: null,
    })),
    rows,
    judged: rows.map((cells, index) => judge.judge({ row: index + 1, cells })),
    factorOf: new Map([...titles].map(([factor, title]) => [title, factor])),
  };
}

const nameOf = (factor: string): string => factorOf(factor)?.name ?? factor;

const column = (title: string, role: TableColumn['role']): TableColumn => ({
  title,
  role,
  factor: null,
  unit: null,
  unrounded: false,
  why: null,
});

function requireFit(site: Site, factors: readonly SiteFactor[], typed: Body<'previewEntry'>['rows']): void {
  const own = new Set(factors.map(({ factor }) => factor));
  const problems = typed.flatMap(({ hour, cells }, index) => [
    ...(isSampled(site) && hour !== null
      ? [
          problem(
            `rows.${index}.hour`,
            'hour',
            '该点位一天一个值，不按小时录入。',
            'The site has one value a day; leave the hour out.',
          ),
        ]
      : []),
    ...Object.keys(cells)
      .filter((factor) => !own.has(factor))
      .map((factor) =>
        problem(
          `rows.${index}.cells.${factor}`,
          'unknown-factor',
          `${site.name} 没有因子 ${nameOf(factor)}，请先在点位页添加。`,
          `${site.name} has no factor ${nameOf(factor)}; add it on the page of the site first.`,
        ),
      ),
  ]);
  if (problems.length > 0) throw new AppError('validation-failed', problems);
}
