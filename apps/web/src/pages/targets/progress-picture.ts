import type { Progress } from './queries.ts';

/** A place in the picture: instant of the day's end, value. */
export type Place = [number, number];

/** What a picture of a year draws, in values of its axis. */
export interface Picture {
  /** `days`: days against the target are added up; else the value itself. */
  kind: 'value' | 'days';
  /** First and last instant. */
  from: number;
  to: number;
  bars: { from: number; to: number; value: number }[];
  line: Place[];
  /** Line of the target on the axis. */
  limit: number | null;
  projection: { from: Place; value: number; low: number; high: number } | null;
  /** Ground over the rest of the year: from the floor to the ceiling. */
  room: { from: number; floor: number; ceiling: number } | null;
  /** What the same days of past years had, for a mean. */
  past: number | null;
  /** Lowest value of the axis that is drawn. */
  floor: number;
  ceiling: number;
}

const dayMs = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const endOf = (day: string) => at(day) + dayMs;

/** The picture of a bound target's year. */
export function pictureOf(progress: Progress): Picture {
  const { year, headroom } = progress;
  const from = at(`${year}-01-01`);
  const to = endOf(`${year}-12-31`);
  const drawn = headroom?.kind === 'days' ? daysPicture(progress, headroom, to) : valuePicture(progress, to);
  const values = [
    ...drawn.bars.map((bar) => bar.value),
    ...drawn.line.map(([, value]) => value),
    ...(drawn.limit === null ? [] : [drawn.limit]),
    ...(drawn.projection === null ? [] : [drawn.projection.low, drawn.projection.high]),
    ...(drawn.room === null ? [] : [drawn.room.ceiling]),
    ...(drawn.past === null ? [] : [drawn.past]),
  ];
  return { ...drawn, from, to, floor: 0, ceiling: niceTop(Math.max(1, ...values)) };
}

type Drawn = Omit<Picture, 'from' | 'to' | 'floor' | 'ceiling'>;

function valuePicture(progress: Progress, to: number): Drawn {
  const line = progress.line.map(({ day, value }): Place => [endOf(day), value]);
  const last = line.at(-1);
  const { headroom, projection } = progress;
  const rest = headroom?.kind === 'mean' && headroom.restMean !== null ? Number(headroom.restMean) : null;
  return {
    kind: 'value',
    bars: progress.months.flatMap(({ month, value }) =>
      value === null ? [] : [{ from: at(`${month}-01`), to: monthEnd(month, progress), value }],
    ),
    line,
    limit: progress.requirement === null ? null : Number(progress.requirement.printed),
    projection:
      projection === null || last === undefined
        ? null
        : { from: last, value: projection.value, low: projection.low, high: projection.high },
    room:
      rest === null || last === undefined || last[0] >= to
        ? null
        : { from: last[0], floor: 0, ceiling: rest },
    past: headroom?.kind === 'mean' && headroom.samePeriod ? Number(headroom.samePeriod.value) : null,
  };
}

function daysPicture(
  progress: Progress,
  headroom: Extract<NonNullable<Progress['headroom']>, { kind: 'days' }>,
  to: number,
): Drawn {
  let used = 0;
  const line: Place[] = [[at(`${progress.year}-01-01`), 0]];
  for (const { day, bad } of progress.days) {
    if (bad) {
      line.push([endOf(day) - dayMs, used]);
      used += 1;
    }
    line.push([endOf(day), used]);
  }
  const last = line.at(-1) ?? [to, 0];
  const open = headroom.remaining > 0;
  const past = headroom.samePeriod;
  return {
    kind: 'days',
    bars: [],
    line,
    limit: headroom.allowed,
    projection:
      open && past !== null
        ? {
            from: last,
            value: used + Number(past.value),
            low: used + Number(past.low),
            high: used + Number(past.high),
          }
        : null,
    room: open && headroom.left > 0 ? { from: last[0], floor: used, ceiling: used + headroom.left } : null,
    past: null,
  };
}

/** A month's bar ends with the data. */
function monthEnd(month: string, progress: Progress): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const end = Date.UTC(year, number, 1);
  return progress.asOf === null ? end : Math.min(end, endOf(progress.asOf));
}

/** The next round number above, for four or five steps of the axis. */
export function niceTop(value: number): number {
  const step = 10 ** Math.floor(Math.log10(value / 4));
  const size = [1, 2, 2.5, 5, 10].find((one) => one * step * 5 >= value) ?? 10;
  return Math.ceil(value / (size * step)) * size * step;
}

/** The picture as a table: months with the value of the month and of the year until its end. */
export function monthRows(progress: Progress): [string, number | null, number | null, string][] {
  return progress.months.map(({ month, value, valid, expected }) => [
    month,
    value,
    progress.line.findLast(({ day }) => day.startsWith(month))?.value ?? null,
    `${valid} / ${expected}`,
  ]);
}
