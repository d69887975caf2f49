import { ScaleLine } from 'ol/control.js';
import { boundingExtent, createEmpty, extend, isEmpty } from 'ol/extent.js';
import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import Point from 'ol/geom/Point.js';
import VectorLayer from 'ol/layer/Vector.js';
import OlMap from 'ol/Map.js';
import { fromLonLat, toLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import View from 'ol/View.js';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTheme } from '../../theme/mode.ts';
import { baseStyle, markStyle, pointStyle } from './map-styles.ts';
import 'ol/ol.css';
import './map.css';

/** A labelled point; `fill` names a CSS variable. */
export interface MapPoint {
  id: number;
  lon: number;
  lat: number;
  label: string;
  /** Said to who does not see the map. */
  name: string;
  fill: string;
  ink: 'black' | 'white' | 'theme';
}

/** The district's base map as `/api/map/base` gives it. */
export interface MapBase {
  geojson: Record<string, unknown>;
  origin: string;
  date: string;
  crs: string;
}

/** A place that is being chosen, degrees. */
export interface MapPlace {
  lon: number;
  lat: number;
}

/** Degrees with six decimals: a decimetre. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/**
 * Labelled points over the district's own base map, on a canvas, without tiles and without WebGL. The list beside the
 * map must hold the same points: the map is never the only way.
 * @param noBase said in the corner while there is no base
 * @param mark the place that is being chosen; with `pick` a click moves it, and points are only for orientation
 * @param whole begin with the whole base in view, not with the points only
 */
export default function PointMap({
  name,
  points,
  base,
  noBase,
  selected = null,
  select = () => {},
  mark = null,
  pick,
  whole = false,
}: {
  name: string;
  points: readonly MapPoint[];
  base: MapBase | null;
  noBase: string;
  selected?: number | null;
  select?: (id: number | null) => void;
  mark?: MapPlace | null;
  pick?: (place: MapPlace) => void;
  whole?: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<OlMap | null>(null);
  const chosen = useRef(select);
  chosen.current = select;
  const picked = useRef(pick);
  picked.current = pick;
  // Before it is drawn, a click would be lost.
  const [drawn, setDrawn] = useState(false);
  const { mode } = useTheme();
  const ground = useMemo(
    () => (base ? new GeoJSON().readFeatures(base.geojson, { featureProjection: 'EPSG:3857' }) : []),
    [base],
  );
  const places = points.map((point) => `${point.id} ${point.lon} ${point.lat}`).join(';');
  // Without points the base is all there is to look at.
  const looked = points.length === 0 || whole ? ground : places;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the view stays when only labels change
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    const made = new OlMap({ target: node, controls: [new ScaleLine()], view: new View() });
    made.getView().fit(beginning(points, ground, mark, whole), {
      padding: [60, 60, 60, 60],
      maxZoom: 14,
      size: [node.clientWidth, node.clientHeight],
    });
    made.on('click', (event) => {
      if (picked.current) {
        const [lon = 0, lat = 0] = toLonLat(event.coordinate);
        picked.current({ lon: rounded(lon), lat: rounded(lat) });
        return;
      }
      const hit = made.forEachFeatureAtPixel(
        event.pixel,
        (feature) => feature.get('point') as number | undefined,
      );
      chosen.current(hit ?? null);
    });
    made.once('rendercomplete', () => setDrawn(true));
    map.current = made;
    return () => {
      setDrawn(false);
      made.setTarget(undefined);
      map.current = null;
    };
  }, [places, looked]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are read from the CSS variables of the theme
  useEffect(() => {
    const style = getComputedStyle(document.documentElement);
    const colour = (variable: string) => style.getPropertyValue(variable).trim();
    const features = points.map((point) => {
      const feature = new Feature(new Point(fromLonLat([point.lon, point.lat])));
      feature.set('point', point.id);
      feature.setStyle(pointStyle(colour, point, point.id === selected));
      return feature;
    });
    if (mark) {
      const feature = new Feature(new Point(fromLonLat([mark.lon, mark.lat])));
      feature.setStyle(markStyle(colour));
      features.push(feature);
    }
    const layers: VectorLayer[] = [new VectorLayer({ source: new VectorSource({ features }), zIndex: 2 })];
    if (ground.length > 0) {
      layers.unshift(
        new VectorLayer({
          source: new VectorSource({ features: ground }),
          style: baseStyle(colour),
          zIndex: 1,
        }),
      );
    }
    map.current?.setLayers(layers);
  }, [points, selected, ground, mark?.lon, mark?.lat, mode, places, looked]);

  const zoom = (by: number) => {
    const view = map.current?.getView();
    view?.setZoom((view.getZoom() ?? 10) + by);
  };
  return (
    <div className="map-box">
      <div
        ref={box}
        className={pick ? 'map-canvas pick' : 'map-canvas'}
        role="img"
        aria-busy={!drawn}
        aria-label={`${name}：${points.map((point) => point.name).join('，')}`}
      />
      <div className="map-keys">
        <button type="button" className="btn sm" aria-label="+" onClick={() => zoom(1)}>
          +
        </button>
        <button type="button" className="btn sm" aria-label="−" onClick={() => zoom(-1)}>
          −
        </button>
      </div>
      <p className="map-note">{base ? `${base.crs}　${base.origin}　${base.date}` : noBase}</p>
    </div>
  );
}

/** China, where there is nothing to show yet. */
const china = boundingExtent([fromLonLat([73, 18]), fromLonLat([136, 54])]);

/** What the view begins with: the points, else the base, else the chosen place, else the country. */
function beginning(
  points: readonly MapPoint[],
  ground: readonly Feature[],
  mark: MapPlace | null,
  whole: boolean,
) {
  const extent = createEmpty();
  extend(extent, boundingExtent(points.map((point) => fromLonLat([point.lon, point.lat]))));
  if (whole || isEmpty(extent)) {
    for (const feature of ground) extend(extent, feature.getGeometry()?.getExtent() ?? createEmpty());
  }
  if (isEmpty(extent) && mark) extend(extent, boundingExtent([fromLonLat([mark.lon, mark.lat])]));
  return isEmpty(extent) ? china : extent;
}
