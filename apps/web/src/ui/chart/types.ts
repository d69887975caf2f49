/** One place on the axis: a value, or a gap with its reason. */
export interface ChartPoint {
  /** Axis text. */
  at: string;
  value: number | null;
  /** Why there is none; drawn as hatching. Null draws a bare gap (the future). */
  reason: string | null;
  /** The value that does not count, shown hollow on demand. */
  raw?: number | null;
}

/** A limit over a stretch of points, both ends by index; a change of edition begins another. */
export interface ChartLimit {
  from: number;
  to: number;
  value: number;
  label: string;
}

/** An alert under the axis. */
export interface ChartBracket {
  from: number;
  to: number;
  light: 'grey' | 'green' | 'yellow' | 'red' | 'blue';
  label: string;
}

/** A line over time with its limits, gaps and alerts. */
export interface ChartData {
  /** Name of the file and of the value column. */
  name: string;
  unit: string;
  points: readonly ChartPoint[];
  limits: readonly ChartLimit[];
  brackets?: readonly ChartBracket[];
  /** Thin lines to compare with, a value for each point; their names stand at their ends. */
  others?: readonly { name: string; values: readonly (number | null)[] }[];
}

/** Stretches of points without a value for one and the same reason. */
export function gapsOf(points: readonly ChartPoint[]): { from: number; to: number; reason: string }[] {
  const gaps: { from: number; to: number; reason: string }[] = [];
  points.forEach(({ value, reason }, index) => {
    if (value !== null || reason === null) return;
    const last = gaps.at(-1);
    if (last?.to === index - 1 && last.reason === reason) last.to = index;
    else gaps.push({ from: index, to: index, reason });
  });
  return gaps;
}

/** The data as a table for people and for files: place, value, reason. */
export function rowsOf(data: ChartData): [string, string, string][] {
  return data.points
    .filter((point) => point.value !== null || point.reason !== null)
    .map((point) => [point.at, point.value === null ? '' : String(point.value), point.reason ?? '']);
}

/** CSV with a byte order mark, so that spreadsheet programs read the Chinese. */
export function csvOf(data: ChartData, titles: readonly [string, string, string]): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [titles, ...rowsOf(data)].map((row) => row.map(cell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
