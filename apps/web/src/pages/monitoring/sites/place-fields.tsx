import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Field } from '../../../ui/form/field.tsx';
import type { FieldState } from '../../../ui/form/plain-form.tsx';
import type { MapPoint } from '../../../ui/map/point-map.tsx';
import { Loading } from '../../../ui/states.tsx';
import { useSiteFormTexts } from './form-texts.ts';
import { mapBaseQuery, type SiteRow, sitesQuery } from './queries.ts';
import type { SiteDraft } from './site-draft.ts';

const PointMap = lazy(() => import('../../../ui/map/point-map.tsx'));

/** Sites as points that give orientation. */
export const pointsOf = (sites: readonly SiteRow[]): MapPoint[] =>
  sites.flatMap(({ id, lon, lat, name }) =>
    lon === null || lat === null
      ? []
      : [{ id, lon, lat, label: name.slice(0, 6), name, fill: '--panel', ink: 'theme' as const }],
  );

/** Longitude and latitude, typed or taken from the map, where the other sites and the base map are drawn. */
export function PlaceFields({
  site,
  draft,
  set,
  field,
}: {
  /** Number of the site that is changed; null: a new one. */
  site: number | null;
  draft: SiteDraft;
  set: (patch: Partial<SiteDraft>) => void;
  field: (path: string) => FieldState;
}) {
  const t = useSiteFormTexts();
  const { data: base } = useQuery(mapBaseQuery);
  const { data: sites } = useQuery(sitesQuery({}));
  const others = pointsOf(sites?.items.filter((one) => one.id !== site) ?? []);
  const [lon, lat] = [Number(draft.lon), Number(draft.lat)];
  const known =
    draft.lon.trim() !== '' && draft.lat.trim() !== '' && Math.abs(lon) <= 180 && Math.abs(lat) <= 85;
  return (
    <>
      <div className="site-pair">
        {(['lon', 'lat'] as const).map((key) => (
          <Field key={key} {...field(key)} label={t[key]} hint={t.degrees}>
            {(control) => (
              <input
                {...control}
                className="inp"
                inputMode="decimal"
                autoComplete="off"
                value={draft[key]}
                onChange={(event) => set({ [key]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <p className="hint">{t.pickHint}</p>
      <div className="site-map">
        <Suspense fallback={<Loading lines={6} />}>
          {base !== undefined && sites !== undefined && (
            <PointMap
              name={t.mapName}
              points={others}
              base={base.base}
              noBase={t.noBase}
              mark={known ? { lon, lat } : null}
              pick={(place) => set({ lon: String(place.lon), lat: String(place.lat) })}
            />
          )}
        </Suspense>
      </div>
    </>
  );
}
