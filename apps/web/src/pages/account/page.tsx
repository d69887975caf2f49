import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionsQuery } from '../../api/queries.ts';
import { PasswordForm } from '../../app/password-form.tsx';
import { useMe } from '../../app/session.ts';
import { formatExact } from '../../lib/format.ts';
import { useTitle } from '../../lib/use-title.ts';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { ErrorNotice, Failed, Loading, Notice } from '../../ui/states.tsx';

function Sessions() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (id: string) => call('revokeSession', { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  if (error) return <Failed error={error} what={t('account.sessions')} retry={() => refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      {end.error && <ErrorNotice error={end.error} />}
      <ul>
        {data.items.map((session) => (
          <li
            key={session.id}
            className="row w"
            style={{ padding: '8px 16px', borderBottom: '1px solid var(--line)' }}
          >
            <span className="num">
              {t('account.session', { ip: session.ip, seen: formatExact(session.lastSeen) })}
            </span>
            <small className="t3">{session.agent}</small>
            <span className="sp" />
            {session.current ? (
              <span className="chip">{t('account.thisSession')}</span>
            ) : (
              <button
                type="button"
                className="btn sm"
                aria-label={t('account.endOf', { ip: session.ip, seen: formatExact(session.lastSeen) })}
                onClick={() => end.mutate(session.id)}
              >
                {t('account.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** My account: roles, password, open sessions. */
export default function Account() {
  const { t } = useTranslation();
  const me = useMe();
  const [changed, setChanged] = useState(false);
  useTitle(t('user.account'));
  return (
    <>
      <PageHead title={t('user.account')} line={`${me.name}　${me.login}　${me.orgName}`} />
      <div className="main-aside">
        <div className="col g16">
          <Panel title={t('account.sessions')}>
            <Sessions />
          </Panel>
          <Panel title={t('users.roles')}>
            <ul className="in row w">
              {me.roles.map((role) => (
                <li key={role.code + role.areaCode} className="chip">
                  {t(`role.${role.code as 'COORD'}`, { defaultValue: role.code })}
                </li>
              ))}
            </ul>
          </Panel>
        </div>
        <Panel title={t('password.title')}>
          <div className="in col g12">
            {changed && <Notice tone="g">{t('password.changed')}</Notice>}
            <PasswordForm done={() => setChanged(true)} />
          </div>
        </Panel>
      </div>
    </>
  );
}
