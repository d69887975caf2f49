import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useMe } from '../../../app/session.ts';
import { formatExact } from '../../../lib/format.ts';
import { paths } from '../../../lib/paths.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Crumbs, PageHead, Panel } from '../../../ui/page-head.tsx';
import { Failed, Loading, State } from '../../../ui/states.tsx';
import { ChangesPanel } from '../changes/changes-panel.tsx';
import { useSiteFormTexts } from './form-texts.ts';
import { useMapTexts } from './map-texts.ts';
import { MapUpload } from './map-upload.tsx';
import { pointsOf } from './place-fields.tsx';
import { mapBaseQuery, sitesQuery } from './queries.ts';
import { useSiteTexts } from './texts.ts';
import './sites.css';

const PointMap = lazy(() => import('../../../ui/map/point-map.tsx'));

/** 区底图: the one in use, and replacing it after a look at the new one. */
export default function MapBasePage() {
  const t = useMapTexts();
  const forms = useSiteFormTexts();
  const words = useSiteTexts();
  const { can } = useMe();
  const { data, error, refetch } = useQuery(mapBaseQuery);
  const { data: sites } = useQuery(sitesQuery({}));
  useTitle(t.title);
  const back = { text: words.title, href: paths.sites };
  if (!can.includes('site.manage')) return <State whole icon="person" title={t.noPermission} />;
  if (error && !data) return <Failed error={error} what={t.title} retry={() => refetch()} back={back} />;
  if (!data) return <Loading lines={8} />;
  const { base } = data;
  return (
    <>
      <Crumbs items={[{ text: words.monitoring, href: paths.sites }, back, { text: t.title }]} />
      <PageHead
        title={t.title}
        line={base ? t.facts(base.features, base.origin, base.date, base.crs) : t.none}
      />
      <div className="col g12 site-form">
        {base && (
          <Panel title={t.now} note={t.uploaded(formatExact(base.updatedAt))}>
            <Suspense fallback={<Loading lines={6} />}>
              {sites && (
                <PointMap
                  name={t.now}
                  points={pointsOf(sites.items)}
                  base={base}
                  noBase={forms.noBase}
                  whole
                />
              )}
            </Suspense>
          </Panel>
        )}
        <MapUpload sites={sites?.items ?? []} />
        <ChangesPanel of={{ setting: 'map.base' }} />
      </div>
    </>
  );
}
