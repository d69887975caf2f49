import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMe } from '../../../app/session.ts';
import { paths } from '../../../lib/paths.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Crumbs, PageHead } from '../../../ui/page-head.tsx';
import { Failed, Loading, State } from '../../../ui/states.tsx';
import { useSiteFormTexts } from './form-texts.ts';
import { siteQuery } from './queries.ts';
import { SiteForm } from './site-form.tsx';
import { useSiteTexts } from './texts.ts';

/** Adding a site (`/monitoring/sites/new`) or changing one. */
export default function EditSitePage() {
  const t = useSiteFormTexts();
  const words = useSiteTexts();
  const { can } = useMe();
  const { site = '' } = useParams({ strict: false }) as { site?: string };
  const isNew = site === '';
  const { data, error, refetch } = useQuery({ ...siteQuery(Number(site)), enabled: !isNew });
  const title = isNew ? t.add : data ? t.changing(data.name) : t.change;
  useTitle(title);
  const back = { text: words.title, href: paths.sites };
  if (!can.includes('site.manage')) {
    return <State whole icon="person" title={t.noPermission} />;
  }
  if (error && !data) return <Failed error={error} what={title} retry={() => refetch()} back={back} />;
  if (!isNew && !data) return <Loading lines={8} />;
  return (
    <>
      <Crumbs
        items={[
          { text: words.monitoring, href: paths.sites },
          back,
          ...(data && !isNew ? [{ text: data.name, href: paths.site(data.id) }] : []),
          { text: isNew ? t.add : t.change },
        ]}
      />
      <PageHead title={title} />
      <SiteForm key={site} site={isNew ? null : (data ?? null)} />
    </>
  );
}
