import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from 'echarts';
import type { EChartsCoreOption } from 'echarts/core';
import type { Picture, Place } from './progress-picture.ts';
import type { Progress } from './queries.ts';
import type { TargetTexts } from './texts.ts';

type Colour = (name: string) => string;
type Api = CustomSeriesRenderItemAPI;

const dayMs = 86_400_000;

/**
 * Options of the picture of a year.
 * @param colour reads a CSS variable
 */
export function progressOption(
  progress: Progress,
  picture: Picture,
  t: TargetTexts,
  colour: Colour,
): EChartsCoreOption {
  const text = { color: colour('--text-3'), fontSize: 11 };
  const { line, projection } = picture;
  return {
    animation: false,
    grid: { left: 40, right: 14, top: 18, bottom: 22 },
    xAxis: {
      type: 'value',
      min: picture.from,
      max: picture.to,
      splitLine: { show: false },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour('--line-strong') } },
      axisLabel: { show: false },
    },
    yAxis: {
      type: 'value',
      min: picture.floor,
      max: picture.ceiling,
      axisLabel: text,
      axisLine: { show: false },
      axisTick: { show: false },
      splitNumber: 5,
      splitLine: { lineStyle: { color: colour('--c-grid') } },
    },
    series: [
      custom([0], (_, api) => monthNames(progress.year, api, t, text)),
      custom(picture.bars, (index, api) => bar(picture.bars[index], api, colour('--line'))),
      ...(picture.room === null ? [] : [custom([0], (_, api) => room(progress, picture, api, t, colour))]),
      ...(projection === null ? [] : [custom([0], (_, api) => band(picture, api, colour('--c1')))]),
      {
        type: 'line',
        data: line,
        showSymbol: line.length < 2,
        symbolSize: 5,
        lineStyle: { color: colour('--c1'), width: 2 },
        itemStyle: { color: colour('--c1') },
        silent: true,
        ...(picture.limit === null ? {} : { markLine: target(progress, picture.limit, t, colour) }),
      },
      ...(projection === null ? [] : [dashed([projection.from, [picture.to, projection.value]], colour)]),
      ...(picture.past === null ? [] : [custom([0], (_, api) => pastMark(picture, api, t, colour))]),
      custom([0], (_, api) => dot(picture, api, t, colour)),
    ],
  };
}

function custom(
  data: readonly unknown[],
  draw: (index: number, api: Api) => CustomSeriesRenderItemReturn | undefined,
) {
  return {
    type: 'custom' as const,
    silent: true,
    clip: false,
    data: data.map((_, index) => [index]),
    // The places come from the picture; the axes must not be stretched by the numbers of the items.
    encode: { x: [], y: [] },
    renderItem: (params: { dataIndex: number }, api: Api) => draw(params.dataIndex, api),
  };
}

const point = (api: Api, place: Place): [number, number] => {
  const [x = 0, y = 0] = api.coord([...place]);
  return [x, y];
};

function monthNames(year: number, api: Api, t: TargetTexts, text: { color: string; fontSize: number }) {
  return {
    type: 'group' as const,
    children: Array.from({ length: 12 }, (_, index) => {
      const [x, y] = point(api, [Date.UTC(year, index, 16), 0]);
      // Every other name on a phone.
      if (api.getWidth() < 440 && index % 2 === 1) return { type: 'group' as const, children: [] };
      return {
        type: 'text' as const,
        style: {
          text: t.monthOf(index + 1),
          x,
          y: y + 6,
          align: 'center' as const,
          fill: text.color,
          fontSize: 11,
        },
      };
    }),
  };
}

function bar(one: Picture['bars'][number] | undefined, api: Api, fill: string) {
  if (one === undefined) return undefined;
  const [left, top] = point(api, [one.from + dayMs * 2, one.value]);
  const [right, bottom] = point(api, [Math.max(one.from + dayMs * 4, one.to - dayMs * 2), 0]);
  return {
    type: 'rect' as const,
    shape: { x: left, y: top, width: right - left, height: bottom - top },
    style: { fill },
  };
}

/** Ground of the rest of the year with its ceiling and what is left. */
function room(progress: Progress, picture: Picture, api: Api, t: TargetTexts, colour: Colour) {
  if (picture.room === null) return undefined;
  const [left, top] = point(api, [
    picture.room.from + dayMs,
    Math.min(picture.room.ceiling, picture.ceiling),
  ]);
  const [right, bottom] = point(api, [picture.to, picture.room.floor]);
  const { headroom } = progress;
  const words =
    headroom?.kind === 'days' ? [t.roomDays(headroom.left)] : [t.room, picture.room.ceiling.toFixed(1)];
  const middle = (left + right) / 2;
  // A narrow rest has its words beside it.
  const inside = right - left > 44;
  return {
    type: 'group' as const,
    children: [
      {
        type: 'rect' as const,
        shape: { x: left, y: top, width: right - left, height: bottom - top },
        style: { fill: colour('--c-head') },
      },
      {
        type: 'line' as const,
        shape: { x1: left, y1: top, x2: right, y2: top },
        style: { stroke: colour('--ok-mark'), lineWidth: 2 },
      },
      ...words.map((word, index) => ({
        type: 'text' as const,
        style: {
          text: word,
          x: inside ? middle : left - 4,
          y: (picture.kind === 'days' ? bottom + 4 : bottom - 40) + index * 16,
          align: inside ? ('center' as const) : ('right' as const),
          fill: colour('--ok'),
          fontSize: 11,
          fontWeight: 600 as const,
        },
      })),
    ],
  };
}

function band({ projection, to }: Picture, api: Api, fill: string) {
  if (projection === null) return undefined;
  return {
    type: 'polygon' as const,
    shape: {
      points: [
        point(api, projection.from),
        point(api, [to, projection.high]),
        point(api, [to, projection.low]),
      ],
    },
    style: { fill, opacity: 0.13 },
  };
}

function dashed(data: Place[], colour: Colour) {
  return {
    type: 'line' as const,
    data,
    showSymbol: false,
    silent: true,
    lineStyle: { color: colour('--c1'), width: 2, type: [5, 4] },
  };
}

function target(progress: Progress, limit: number, t: TargetTexts, colour: Colour) {
  const { requirement, headroom, indicator } = progress;
  const sign = requirement === null ? '' : requirement.side === 'max' ? '≤' : '≥';
  const asked = `${sign} ${requirement?.printed ?? ''}${indicator.unit === '%' ? '%' : ''}`;
  return {
    silent: true,
    symbol: 'none',
    data: [{ yAxis: limit }],
    lineStyle: { color: colour('--c-target'), width: 1.5, type: [8, 3, 2, 3] },
    label: {
      formatter: headroom?.kind === 'days' ? t.allowedLine(limit, asked) : t.required(asked),
      position: 'insideStartTop',
      color: colour('--c-target'),
      fontSize: 11,
      fontWeight: 600,
    },
  };
}

/** What the same days of past years had: a short mark over the rest. */
function pastMark(picture: Picture, api: Api, t: TargetTexts, colour: Colour) {
  const from = picture.room?.from ?? picture.line.at(-1)?.[0];
  if (picture.past === null || from === undefined) return undefined;
  const [left, y] = point(api, [from + dayMs, picture.past]);
  const [right] = point(api, [picture.to, picture.past]);
  return {
    type: 'group' as const,
    children: [
      {
        type: 'line' as const,
        shape: { x1: left, y1: y, x2: right, y2: y },
        style: { stroke: colour('--c2'), lineWidth: 2, lineDash: [3, 2] },
      },
      {
        type: 'text' as const,
        style: {
          text: `${t.samePeriod} ${picture.past.toFixed(1)}`,
          x: right,
          // Under the ceiling the words stand below their mark, so that they do not cross it.
          y: picture.past < (picture.room?.ceiling ?? 0) ? y + 4 : y - 15,
          align: 'right' as const,
          fill: colour('--c2'),
          fontSize: 11,
          fontWeight: 600 as const,
        },
      },
    ],
  };
}

/** The last day with data: a dot, and in a picture of days how many were used. */
function dot(picture: Picture, api: Api, t: TargetTexts, colour: Colour) {
  const last = picture.line.at(-1);
  if (last === undefined) return undefined;
  const [x, y] = point(api, last);
  const words = picture.kind === 'days' ? t.usedDays(last[1]) : '';
  return {
    type: 'group' as const,
    children: [
      { type: 'circle' as const, shape: { cx: x, cy: y, r: 3.5 }, style: { fill: colour('--c1') } },
      {
        type: 'text' as const,
        style: {
          text: words,
          x: x - 6,
          y: y - 18,
          align: 'right' as const,
          fill: colour('--text'),
          fontSize: 11,
          fontWeight: 600 as const,
        },
      },
    ],
  };
}
