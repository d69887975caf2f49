import type { EChartsCoreOption } from 'echarts/core';
import { type ChartBracket, type ChartData, type ChartLimit, gapsOf } from './types.ts';

type Colour = (name: string) => string;

const bracketColours: Record<ChartBracket['light'], string> = {
  red: '--bad-mark',
  yellow: '--warn-edge',
  green: '--ok-mark',
  blue: '--done-mark',
  grey: '--idle-mark',
};

/**
 * Options of a line over time: the line breaks where there is no value, the gap is hatched with its reason, limits are
 * dash-dot and labelled, alerts are brackets under the axis.
 * @param colour reads a CSS variable
 */
export function chartOption(data: ChartData, colour: Colour, showRaw: boolean): EChartsCoreOption {
  const text = { color: colour('--text-3'), fontSize: 11 };
  const scale = scaleFor(data, showRaw);
  const gaps = gapsOf(data.points);
  const brackets = data.brackets ?? [];
  return {
    animation: false,
    grid: { left: 44, right: data.others?.length ? 88 : 12, top: 16, bottom: brackets.length > 0 ? 34 : 24 },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: colour('--panel'),
      borderColor: colour('--line-strong'),
      textStyle: { color: colour('--text'), fontSize: 12 },
      formatter: (params: unknown) => tooltipText(data, params),
    },
    xAxis: {
      type: 'category',
      data: data.points.map((point) => point.at),
      axisLabel: { ...text, hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour('--line-strong') } },
    },
    yAxis: {
      type: 'value',
      min: (range: { min: number }) => stepsOf(Math.floor(Math.min(0, range.min) / scale.step), scale.step),
      max: scale.max,
      interval: scale.step,
      axisLabel: text,
      splitLine: { lineStyle: { color: colour('--c-grid') } },
    },
    series: [
      {
        type: 'line',
        data: data.points.map((point) => point.value),
        connectNulls: false,
        showSymbol: false,
        // A value between two gaps has no line: its point must be seen.
        symbol: 'circle',
        symbolSize: 4,
        showAllSymbol: true,
        lineStyle: { color: colour('--c1'), width: 2 },
        itemStyle: { color: colour('--c1') },
        markArea: {
          silent: true,
          itemStyle: { color: hatch(colour('--line-strong')), opacity: 0.45 },
          label: { color: colour('--text-3'), fontSize: 11, position: 'insideTopLeft', opacity: 1 },
          data: gaps.map(({ from, to, reason }) => [
            { name: to - from >= data.points.length / 12 ? reason : '', xAxis: Math.max(0, from - 1) },
            { xAxis: Math.min(data.points.length - 1, to + 1) },
          ]),
        },
      },
      lonePoints(data, colour),
      ...(showRaw ? [rawPoints(data, colour)] : []),
      ...(data.others ?? []).map((other, index) => otherLine(other, index, colour)),
      ...data.limits.map((limit) => limitLine(data, limit, colour)),
      ...(brackets.length > 0 ? [bracketSeries(brackets, colour)] : []),
    ],
  };
}

function otherLine(
  other: NonNullable<ChartData['others']>[number],
  index: number,
  colour: Colour,
): Record<string, unknown> {
  const own = colour(['--c3', '--c4', '--c2', '--c5'][index % 4] ?? '--c3');
  return {
    type: 'line',
    silent: true,
    symbol: 'none',
    data: other.values,
    connectNulls: false,
    lineStyle: { color: own, width: 1.2 },
    labelLayout: { moveOverlap: 'shiftY' },
    endLabel: {
      show: true,
      formatter: other.name,
      color: own,
      fontSize: 11,
      // Names that are pushed apart keep a gap.
      lineHeight: 15,
      width: 76,
      overflow: 'truncate',
    },
  };
}

/** A round step, and the multiple of it that lies above everything drawn. */
function scaleFor(data: ChartData, showRaw: boolean): { max: number; step: number } {
  const drawn = [
    ...data.points.flatMap(({ value, raw }) => (showRaw ? [value, raw] : [value])),
    ...(data.others ?? []).flatMap(({ values }) => values),
    ...data.limits.map(({ value }) => value),
  ];
  const highest = Math.max(0, ...drawn.map((value) => value ?? 0)) * 1.05;
  if (highest === 0) return { max: 1, step: 1 };
  const power = 10 ** Math.floor(Math.log10(highest / 4));
  const step = power * ([1, 2, 2.5, 5].find((one) => one * power >= highest / 4) ?? 10);
  return { max: stepsOf(Math.ceil(highest / step), step), step };
}

/** So many steps without the dust of binary fractions, which would be drawn as one more label: 0.3, not 0.30000000000000004. */
function stepsOf(count: number, step: number): number {
  return Number((count * step).toPrecision(12));
}

/** 45° lines as an SVG pattern. */
function hatch(colour: string) {
  return {
    svgElement: { tag: 'rect', attrs: { width: 2, height: 6, fill: colour } },
    svgWidth: 6,
    svgHeight: 6,
    rotation: Math.PI / 4,
  };
}

function lonePoints(data: ChartData, colour: Colour) {
  const { points } = data;
  return {
    type: 'line',
    silent: true,
    lineStyle: { opacity: 0 },
    symbol: 'circle',
    symbolSize: 5,
    itemStyle: { color: colour('--c1') },
    data: points.map(({ value }, index) =>
      points[index - 1]?.value == null && points[index + 1]?.value == null ? value : null,
    ),
  };
}

function rawPoints(data: ChartData, colour: Colour) {
  return {
    type: 'line',
    silent: true,
    lineStyle: { opacity: 0 },
    symbol: 'emptyCircle',
    symbolSize: 5,
    itemStyle: { color: colour('--text-3') },
    data: data.points.map(({ value, raw }) => (value === null ? (raw ?? null) : null)),
  };
}

function limitLine(data: ChartData, limit: ChartLimit, colour: Colour) {
  const middle = data.points.map((_, index) =>
    index >= limit.from && index <= limit.to ? limit.value : null,
  );
  return {
    type: 'line',
    silent: true,
    symbol: 'none',
    data: middle,
    lineStyle: { color: colour('--c-target'), width: 1.5, type: [8, 3, 2, 3] },
    endLabel: {
      show: true,
      formatter: limit.label,
      color: colour('--c-target'),
      fontSize: 11,
      align: 'right',
      verticalAlign: 'bottom',
      offset: [-6, -5],
    },
  };
}

/** Brackets lie in the strip between the axis and its labels. */
function bracketSeries(brackets: readonly ChartBracket[], colour: Colour) {
  return {
    type: 'custom',
    silent: true,
    clip: false,
    // Both are places on the time axis: they must not stretch the axis of values.
    encode: { x: [0, 1], y: -1 },
    data: brackets.map((one) => [one.from, one.to]),
    renderItem: (
      params: { dataIndex: number; coordSys: { y: number; height: number } },
      api: {
        coord: (at: number[]) => [number, number];
        size: (of: number[]) => [number, number];
      },
    ) => {
      const one = brackets[params.dataIndex];
      if (one === undefined) return null;
      const half = (api.size([1, 0])[0] ?? 0) / 2;
      const left = api.coord([one.from, 0])[0] - half;
      const right = Math.max(left + 4, api.coord([one.to, 0])[0] + half);
      const y = params.coordSys.y + params.coordSys.height + 3;
      return {
        type: 'polyline',
        shape: {
          points: [
            [left, y],
            [left, y + 5],
            [right, y + 5],
            [right, y],
          ],
        },
        style: { stroke: colour(bracketColours[one.light]), lineWidth: 2, fill: 'none' },
      };
    },
  };
}

function tooltipText(data: ChartData, params: unknown): string {
  const index = (params as { dataIndex: number }[])[0]?.dataIndex ?? -1;
  const point = data.points[index];
  if (point === undefined) return '';
  const limit = data.limits.find((one) => index >= one.from && index <= one.to);
  const alerts = (data.brackets ?? []).filter((one) => index >= one.from && index <= one.to);
  const value = point.value === null ? (point.reason ?? '—') : `${point.value} ${data.unit}`;
  return [point.at, value, limit?.label, ...alerts.map((one) => one.label)]
    .filter((line) => line !== undefined)
    .map(escaped)
    .join('<br>');
}

/** Labels may carry names that people typed. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
