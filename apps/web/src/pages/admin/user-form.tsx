import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { orgsQuery, usersQuery } from '../../api/queries.ts';
import { useMe } from '../../app/session.ts';
import { Panel } from '../../ui/page-head.tsx';
import { ErrorNotice } from '../../ui/states.tsx';
import { roleCodes } from './role-codes.ts';
import type { FirstPassword, User } from './user-types.ts';

/**
 * Adding or changing an account. The system administrator keeps name and unit, the security administrator
 * grants the roles: what the person may not change is shown and locked.
 */
export function UserForm({
  user,
  tell,
  close,
}: {
  user: User | null;
  tell: (first: FirstPassword) => void;
  close: () => void;
}) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const { data: orgs } = useQuery(orgsQuery);
  const [login, setLogin] = useState(user?.login ?? '');
  const [name, setName] = useState(user?.name ?? '');
  const [orgId, setOrgId] = useState<string | null>(user?.orgId ?? null);
  const [codes, setCodes] = useState<string[]>(user?.roles.map((role) => role.code) ?? []);
  const [tried, setTried] = useState(false);
  const keeps = me.can.includes('user.manage');
  const grants = me.can.includes('grant.manage');
  const save = useMutation({
    mutationFn: async () => {
      const area = new Map(user?.roles.map((role) => [role.code, role.areaCode]));
      const roles = codes.map((code) => ({ code, areaCode: area.get(code) ?? null }));
      if (user) {
        await call('changeUser', {
          params: { id: user.id },
          body: {
            ...(keeps ? { name: name.trim(), orgId: orgId ?? user.orgId } : {}),
            ...(grants ? { roles } : {}),
          },
        });
        return null;
      }
      return call('addUser', { body: { login: login.trim(), name: name.trim(), orgId: orgId ?? '', roles } });
    },
    onSuccess: (added) => {
      client.invalidateQueries({ queryKey: usersQuery.queryKey });
      if (added) tell({ login: added.user.login, password: added.password });
      close();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (login.trim() && name.trim() && orgId) save.mutate();
  };
  const title = user ? t('users.changeOf', { name: user.name }) : t('users.add');
  const empty = (value: string | null) =>
    tried && !value?.trim() && <span className="err-t">{t('form.fill')}</span>;
  return (
    <Panel title={title}>
      <form className="in col g12" style={{ maxWidth: 560 }} aria-label={title} onSubmit={submit} noValidate>
        {save.error && <ErrorNotice error={save.error} />}
        <div className="field">
          <label htmlFor="user-login">{t('users.login')}</label>
          <Input
            id="user-login"
            value={login}
            disabled={user !== null}
            onChange={(event) => setLogin(event.target.value)}
          />
          {empty(login)}
        </div>
        <div className="field">
          <label htmlFor="user-name">{t('users.name')}</label>
          <Input
            id="user-name"
            value={name}
            disabled={!keeps}
            onChange={(event) => setName(event.target.value)}
          />
          {empty(name)}
        </div>
        <div className="field">
          <label htmlFor="user-org">{t('users.org')}</label>
          <Select
            id="user-org"
            disabled={!keeps}
            showSearch={{ optionFilterProp: 'label' }}
            value={orgId}
            onChange={(next: string | null) => setOrgId(next)}
            options={(orgs?.items ?? [])
              .filter((org) => org.active)
              .map((org) => ({ value: org.id, label: org.name }))}
          />
          {empty(orgId)}
        </div>
        <div className="field">
          <label htmlFor="user-roles">{t('users.roles')}</label>
          <Select
            id="user-roles"
            mode="multiple"
            disabled={!grants && user !== null}
            showSearch={{ optionFilterProp: 'label' }}
            value={codes}
            onChange={(next: string[]) => setCodes(next)}
            options={roleCodes.map((code) => ({ value: code, label: t(`role.${code}`) }))}
          />
          <span className="hint">{t('users.rolesHint')}</span>
        </div>
        <div className="row">
          <button type="submit" className="btn p" disabled={save.isPending}>
            {user ? t('form.save') : t('users.add')}
          </button>
          <button type="button" className="btn" onClick={close}>
            {t('form.later')}
          </button>
        </div>
      </form>
    </Panel>
  );
}
