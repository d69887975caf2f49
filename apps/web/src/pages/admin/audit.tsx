import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { auditQuery } from '../../api/queries.ts';
import { formatExact, formatNumber } from '../../lib/format.ts';
import { useTitle } from '../../lib/use-title.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { scrollRegion } from '../../ui/scroll-region.ts';
import { ErrorNotice, Failed, Loading, Notice } from '../../ui/states.tsx';

/** 安全日志, and proving that no history was touched. */
export default function Audit() {
  const { t } = useTranslation();
  useTitle(t('admin.audit'));
  const log = useInfiniteQuery(auditQuery);
  const verify = useMutation({ mutationFn: () => call('auditVerify', {}) });
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead
        title={t('admin.audit')}
        line={t('audit.line')}
        actions={
          <button type="button" className="btn p" disabled={verify.isPending} onClick={() => verify.mutate()}>
            {t('audit.verify')}
          </button>
        }
      />
      <div className="col g12">
        {verify.error && <ErrorNotice error={verify.error} />}
        {verify.data && verify.data.broken.length === 0 && (
          <Notice tone="g">
            {t('audit.intact', {
              records: formatNumber(verify.data.records),
              events: formatNumber(verify.data.events),
              seals: formatNumber(verify.data.seals),
            })}
          </Notice>
        )}
        {verify.data && verify.data.broken.length > 0 && (
          <Notice tone="r">
            <b>{t('audit.broken', { count: verify.data.broken.length })}</b>
            <ul>
              {verify.data.broken.map((place) => (
                <li key={place.recordId + place.seq} className="code">
                  {place.recordId} · {place.seq} · {place.reason}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {log.error && <Failed error={log.error} what={t('admin.audit')} retry={() => log.refetch()} />}
        {log.isPending && <Loading lines={8} />}
        {items.length > 0 && (
          <div className="panel table-scroll tall" {...scrollRegion(t('admin.audit'))}>
            <table className="tb">
              <thead>
                <tr>
                  <th scope="col" className="r">
                    {t('audit.seq')}
                  </th>
                  <th scope="col">{t('audit.at')}</th>
                  <th scope="col">{t('audit.actor')}</th>
                  <th scope="col">{t('audit.action')}</th>
                  <th scope="col">{t('audit.object')}</th>
                  <th scope="col">{t('audit.detail')}</th>
                  <th scope="col">{t('audit.ip')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr key={item.seq}>
                    <td className="r">{item.seq}</td>
                    <td className="nw">{formatExact(item.at)}</td>
                    <td className="nw">{item.actor}</td>
                    <td className="nw code">{item.action}</td>
                    <td className="code">{item.object}</td>
                    <td>{item.detail}</td>
                    <td className="nw">{item.ip}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {log.hasNextPage && (
          <div>
            <button
              type="button"
              className="btn"
              disabled={log.isFetchingNextPage}
              onClick={() => log.fetchNextPage()}
            >
              {t('list.more')}
            </button>
          </div>
        )}
      </div>
    </>
  );
}
