import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { usersQuery } from '../../api/queries.ts';
import { useMe } from '../../app/session.ts';
import { useUrlQuery } from '../../lib/url-query.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Light } from '../../ui/light.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ErrorNotice, Failed, Loading, Notice } from '../../ui/states.tsx';
import { UserForm } from './user-form.tsx';
import './admin.css';
import { scrollRegion } from '../../ui/scroll-region.ts';
import type { FirstPassword, User } from './user-types.ts';

function UserRow({
  user,
  open,
  tell,
}: {
  user: User;
  open: () => void;
  tell: (first: FirstPassword) => void;
}) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const manages = me.can.includes('user.manage');
  const refresh = () => client.invalidateQueries({ queryKey: usersQuery.queryKey });
  const reset = useMutation({
    mutationFn: () => call('resetPassword', { params: { id: user.id } }),
    onSuccess: ({ password }) => {
      tell({ login: user.login, password });
      refresh();
    },
  });
  const toggle = useMutation({
    mutationFn: () => call('changeUser', { params: { id: user.id }, body: { active: !user.active } }),
    onSuccess: refresh,
  });
  const error = reset.error ?? toggle.error;
  return (
    <tr>
      <td className="nw code">{user.login}</td>
      <td className="nw">
        <b>{user.name}</b>
        {error && <ErrorNotice error={error} />}
      </td>
      <td>{user.orgName}</td>
      <td>
        {user.roles
          .map((role) => t(`role.${role.code as 'COORD'}`, { defaultValue: role.code }))
          .join('、') || '—'}
      </td>
      <td>
        <Light
          kind={user.active ? 'green' : 'grey'}
          word={user.active ? t('users.active') : t('users.inactive')}
        />
        {user.mustChangePassword && <small className="t3 nw"> {t('users.mustChange')}</small>}
      </td>
      <td className="r nw">
        <span className="row" style={{ justifyContent: 'flex-end' }}>
          <button
            type="button"
            className="btn sm"
            aria-label={t('users.changeOf', { name: user.name })}
            onClick={open}
          >
            {t('users.change')}
          </button>
          {manages && (
            <>
              <button
                type="button"
                className="btn sm"
                disabled={reset.isPending}
                aria-label={t('users.resetOf', { name: user.name })}
                onClick={() => reset.mutate()}
              >
                {t('users.reset')}
              </button>
              <button
                type="button"
                className="btn sm"
                disabled={toggle.isPending || user.id === me.id}
                aria-label={t(user.active ? 'users.closeOf' : 'users.openOf', { name: user.name })}
                onClick={() => toggle.mutate()}
              >
                {user.active ? t('users.close') : t('users.open')}
              </button>
            </>
          )}
        </span>
      </td>
    </tr>
  );
}

/** 账号: who may sign in, with which roles. */
export default function Users() {
  const { t } = useTranslation();
  const me = useMe();
  const [query, change] = useUrlQuery();
  const [first, setFirst] = useState<FirstPassword | null>(null);
  useTitle(t('admin.users'));
  const { data, error, refetch } = useQuery(usersQuery);
  const chosen = data?.items.find((user) => user.id === query.user) ?? null;
  return (
    <>
      <PageHead
        title={t('admin.users')}
        line={data && t('users.line', { count: data.items.length })}
        actions={
          me.can.includes('user.manage') && (
            <button type="button" className="btn p" onClick={() => change({ user: 'new' }, 'push')}>
              {t('users.add')}
            </button>
          )
        }
      />
      <div className="col g16">
        {first && (
          <Notice tone="y">
            <b>{t('users.first', { login: first.login })}</b> <span className="once">{first.password}</span>
            <br />
            {t('users.firstText')}{' '}
            <button type="button" className="link" onClick={() => setFirst(null)}>
              {t('users.firstDone')}
            </button>
          </Notice>
        )}
        {(chosen || query.user === 'new') && (
          <UserForm
            key={query.user}
            user={chosen}
            tell={setFirst}
            close={() => change({ user: undefined })}
          />
        )}
        {error && <Failed error={error} what={t('admin.users')} retry={() => refetch()} />}
        {!data && !error && <Loading lines={8} />}
        {data && (
          <div className="panel table-scroll" {...scrollRegion(t('admin.users'))}>
            <table className="tb">
              <thead>
                <tr>
                  <th scope="col">{t('users.login')}</th>
                  <th scope="col">{t('users.name')}</th>
                  <th scope="col">{t('users.org')}</th>
                  <th scope="col">{t('users.roles')}</th>
                  <th scope="col">{t('column.state')}</th>
                  <th scope="col">
                    <span className="vh">{t('users.actions')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.items.map((user) => (
                  <UserRow
                    key={user.id}
                    user={user}
                    open={() => change({ user: user.id }, 'push')}
                    tell={setFirst}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </>
  );
}
