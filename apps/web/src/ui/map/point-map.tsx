import { ScaleLine } from 'ol/control.js';
import { boundingExtent } from 'ol/extent.js';
import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import Point from 'ol/geom/Point.js';
import VectorLayer from 'ol/layer/Vector.js';
import OlMap from 'ol/Map.js';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import View from 'ol/View.js';
import { useEffect, useRef } from 'react';
import { useTheme } from '../../theme/mode.ts';
import { baseStyle, pointStyle } from './map-styles.ts';
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

/**
 * Labelled points over the district's own base map, on a canvas, without tiles and without WebGL. The list beside the
 * map must hold the same points: the map is never the only way.
 * @param noBase said in the corner while there is no base
 */
export default function PointMap({
  name,
  points,
  base,
  noBase,
  selected,
  select,
}: {
  name: string;
  points: readonly MapPoint[];
  base: MapBase | null;
  noBase: string;
  selected: number | null;
  select: (id: number | null) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<OlMap | null>(null);
  const chosen = useRef(select);
  chosen.current = select;
  const { mode } = useTheme();
  const places = points.map((point) => `${point.id} ${point.lon} ${point.lat}`).join(';');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the view stays when only labels change
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    const made = new OlMap({ target: node, controls: [new ScaleLine()], view: new View() });
    const extent = boundingExtent(points.map((point) => fromLonLat([point.lon, point.lat])));
    made
      .getView()
      .fit(extent, { padding: [60, 60, 60, 60], maxZoom: 14, size: [node.clientWidth, node.clientHeight] });
    made.on('click', (event) => {
      const hit = made.forEachFeatureAtPixel(
        event.pixel,
        (feature) => feature.get('point') as number | undefined,
      );
      chosen.current(hit ?? null);
    });
    map.current = made;
    return () => {
      made.setTarget(undefined);
      map.current = null;
    };
  }, [places]);

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
    const layers: VectorLayer[] = [new VectorLayer({ source: new VectorSource({ features }), zIndex: 2 })];
    if (base) {
      const ground = new GeoJSON().readFeatures(base.geojson, { featureProjection: 'EPSG:3857' });
      layers.unshift(
        new VectorLayer({
          source: new VectorSource({ features: ground }),
          style: baseStyle(colour),
          zIndex: 1,
        }),
      );
    }
    map.current?.setLayers(layers);
  }, [points, selected, base, mode, places]);

  const zoom = (by: number) => {
    const view = map.current?.getView();
    view?.setZoom((view.getZoom() ?? 10) + by);
  };
  return (
    <div className="map-box">
      <div
        ref={box}
        className="map-canvas"
        role="img"
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
