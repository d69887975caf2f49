import type { FeatureLike } from 'ol/Feature.js';
import { Circle, Fill, Stroke, Style, Text } from 'ol/style.js';

/** Reads a CSS variable. */
export type Colour = (name: string) => string;

const font = '12px "PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif';

/** How the district's own base map is drawn: land, water, roads, names; quiet under the points. */
export function baseStyle(colour: Colour): (feature: FeatureLike) => Style {
  const water = new Style({
    fill: new Fill({ color: colour('--done-bg') }),
    stroke: new Stroke({ color: colour('--done-bg') }),
  });
  const road = new Style({ stroke: new Stroke({ color: colour('--line'), width: 2 }) });
  return (feature) => {
    const kind = String(feature.get('kind'));
    if (kind === 'water') return water;
    if (kind === 'road') return road;
    return new Style({
      ...(kind === 'place' ? {} : { fill: new Fill({ color: colour('--panel') }) }),
      stroke: new Stroke({
        color: colour('--line-strong'),
        width: kind === 'district' ? 1.5 : 1,
        lineDash: [4, 3],
      }),
      text: new Text({
        text: String(feature.get('name') ?? ''),
        font,
        fill: new Fill({ color: colour('--text-3') }),
        stroke: new Stroke({ color: colour('--panel'), width: 3 }),
        overflow: false,
      }),
    });
  };
}

/** A label on a ground of its own: the index of a station in its colour, ringed when it is chosen. */
export function pointStyle(
  colour: Colour,
  point: { label: string; fill: string; ink: 'black' | 'white' | 'theme' },
  chosen: boolean,
): Style {
  const ink = point.ink === 'theme' ? colour('--text-2') : point.ink === 'white' ? '#fff' : '#000';
  return new Style({
    zIndex: chosen ? 2 : 1,
    text: new Text({
      text: point.label,
      font: `600 ${font}`,
      padding: [3, 6, 2, 6],
      fill: new Fill({ color: ink }),
      backgroundFill: new Fill({ color: colour(point.fill) }),
      backgroundStroke: new Stroke({
        color: chosen ? colour('--focus') : colour('--line-strong'),
        width: chosen ? 2.5 : 1,
      }),
    }),
  });
}

/** The place that is being chosen: a ring around a dot. */
export function markStyle(colour: Colour): Style {
  return new Style({
    zIndex: 3,
    image: new Circle({
      radius: 8,
      fill: new Fill({ color: colour('--primary') }),
      stroke: new Stroke({ color: colour('--panel'), width: 3 }),
    }),
  });
}
