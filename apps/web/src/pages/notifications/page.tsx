import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { notificationsQuery } from '../../api/queries.ts';
import { formatInstant } from '../../lib/format.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useTitle } from '../../lib/use-title.ts';
import { A } from '../../ui/link.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ErrorNotice, Failed, Loading, State } from '../../ui/states.tsx';

/** What the person was told. */
export default function Notifications() {
  const { t } = useTranslation();
  const { language, local } = useLocal();
  const client = useQueryClient();
  useTitle(t('frame.bell'));
  const { data, error, refetch } = useQuery(notificationsQuery);
  const read = useMutation({
    mutationFn: () => call('readNotifications', {}),
    onSuccess: () => client.invalidateQueries({ queryKey: notificationsQuery.queryKey }),
  });
  if (error) return <Failed error={error} what={t('frame.bell')} retry={() => refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <PageHead
        title={t('frame.bell')}
        line={t('notifications.line', { count: data.unread })}
        actions={
          data.unread > 0 && (
            <button type="button" className="btn" disabled={read.isPending} onClick={() => read.mutate()}>
              {t('notifications.readAll')}
            </button>
          )
        }
      />
      {read.error && <ErrorNotice error={read.error} />}
      <div className="panel">
        {data.items.length === 0 ? (
          <State icon="bell" title={t('notifications.none')} />
        ) : (
          <ul>
            {data.items.map((item) => (
              <li
                key={item.id}
                className="row in"
                style={{ padding: '8px 16px', borderBottom: '1px solid var(--line)' }}
              >
                <small className="t3 num nw">{formatInstant(item.at, language)}</small>
                <A className="plain" href={item.link}>
                  {item.read ? local(item.text) : <b>{local(item.text)}</b>}
                </A>
                <span className="sp" />
                {!item.read && <small className="chip">{t('notifications.unread')}</small>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
