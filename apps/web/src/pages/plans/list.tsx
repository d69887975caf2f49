import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { plansQuery } from '../../api/queries.ts';
import { useMe } from '../../app/session.ts';
import { paths } from '../../lib/paths.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Crumbs, PageHead } from '../../ui/page-head.tsx';
import { Failed, Loading, State } from '../../ui/states.tsx';
import { PlanTable } from './plan-table.tsx';
import { Upload } from './upload.tsx';

/** 方案与计划: upload, and every plan with its state. */
export default function Plans() {
  const { t } = useTranslation();
  const me = useMe();
  useTitle(t('plans.title'));
  const { data, error, refetch } = useQuery(plansQuery);
  const mayUpload = me.can.includes('plan.upload');
  const waiting = data?.items.filter((plan) => plan.status === 'review').length ?? 0;
  return (
    <>
      <Crumbs items={[{ text: t('nav.targets'), href: paths.targets }, { text: t('plans.title') }]} />
      <PageHead
        title={t('plans.title')}
        line={data && t('plans.line', { count: data.items.length, waiting })}
      />
      <div className="col g16">
        {mayUpload && <Upload />}
        {error && <Failed error={error} what={t('plans.title')} retry={() => refetch()} />}
        {!data && !error && <Loading />}
        {data?.items.length === 0 && (
          <div className="panel">
            <State
              icon="list"
              title={t('plans.none')}
              text={mayUpload ? t('plans.noneUpload') : t('plans.noneWait')}
            />
          </div>
        )}
        {data && data.items.length > 0 && <PlanTable plans={data.items} />}
      </div>
    </>
  );
}
