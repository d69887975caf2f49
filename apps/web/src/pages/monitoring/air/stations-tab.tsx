import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { call } from '../../../api/call.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useAqiWords } from '../../../ui/aqi.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Loading } from '../../../ui/states.tsx';
import type { AirNow } from './queries.ts';
import { StationsTable } from './stations-table.tsx';
import { unitsOf, useAirTexts } from './texts.ts';

const PointMap = lazy(() => import('../../../ui/map/point-map.tsx'));

/** The stations on the map and in the list beside it; both select the same station. */
export function StationsTab({ now }: { now: AirNow }) {
  const { t } = useAirTexts();
  const { wordOf } = useAqiWords();
  const [query, setQuery] = useUrlQuery();
  const { data: base } = useQuery({
    queryKey: ['map', 'base'],
    queryFn: () => call('mapBase', {}),
    staleTime: 600_000,
  });
  const selected = query.at === undefined ? null : Number(query.at);
  const points = now.stations.flatMap(({ site, index }) =>
    site.lon === null || site.lat === null
      ? []
      : [
          {
            id: site.id,
            lon: site.lon,
            lat: site.lat,
            label: index.value === null ? t.noneShort : String(index.value),
            name: `${site.name} ${index.value === null ? t.state[index.state] : `${index.value} ${wordOf(index.level ?? 1)}`}`,
            fill: index.level === null ? '--panel' : `--aqi${index.level}`,
            ink: index.level === null ? 'theme' : index.level > 4 ? 'white' : 'black',
          } as const,
        ],
  );
  return (
    <div className="air-map-grid">
      <Panel title={t.stations} note={unitsOf(now.district?.figures ?? [])}>
        <div className="table-scroll" {...scrollRegion(t.stations)}>
          <StationsTable now={now} wide selected={selected} />
        </div>
      </Panel>
      <Panel title={t.map}>
        {points.length === 0 ? (
          <p className="in t3">{t.mapNone}</p>
        ) : (
          <Suspense fallback={<Loading lines={6} />}>
            <PointMap
              name={t.map}
              points={points}
              base={base?.base ?? null}
              noBase={t.mapBaseNone}
              selected={selected}
              select={(id) => setQuery({ at: id === null ? undefined : String(id) })}
            />
          </Suspense>
        )}
      </Panel>
    </div>
  );
}
