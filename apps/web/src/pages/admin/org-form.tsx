import type { Body } from '@huanzhi/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { orgsQuery } from '../../api/queries.ts';
import { useMe } from '../../app/session.ts';
import { Panel } from '../../ui/page-head.tsx';
import { ErrorNotice, Notice } from '../../ui/states.tsx';
import type { Org } from './org-tree.ts';

const kinds = ['district', 'bureau', 'department', 'town', 'enterprise', 'external'] as const;

/** Adding or changing an organisation; aliases are the names under which plans print it. */
export function OrgForm({ org, orgs, done }: { org: Org | null; orgs: Org[]; done: (id: string) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const me = useMe();
  const [values, setValues] = useState<Body<'saveOrg'>>(
    org
      ? {
          parentId: org.parentId,
          name: org.name,
          shortName: org.shortName,
          aliases: org.aliases,
          kind: org.kind,
          areaCode: org.areaCode,
          active: org.active,
        }
      : {
          parentId: orgs.find((one) => one.parentId === null)?.id ?? null,
          name: '',
          shortName: '',
          aliases: [],
          kind: 'bureau',
          areaCode: me.district.code,
          active: true,
        },
  );
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      org ? call('changeOrg', { params: { id: org.id }, body: values }) : call('saveOrg', { body: values }),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: orgsQuery.queryKey });
      setTried(false);
      done(saved.id);
    },
  });
  const set = (patch: Partial<Body<'saveOrg'>>) => setValues((before) => ({ ...before, ...patch }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (values.name.trim() && values.shortName.trim()) save.mutate();
  };
  const title = org ? t('orgs.change') : t('orgs.add');
  return (
    <Panel title={title}>
      <form className="in col g12" aria-label={title} onSubmit={submit} noValidate>
        {save.error && <ErrorNotice error={save.error} />}
        {save.isSuccess && !tried && <Notice tone="g">{t('form.saved')}</Notice>}
        {(['name', 'shortName', 'areaCode'] as const).map((key) => (
          <div className="field" key={key}>
            <label htmlFor={`org-${key}`}>
              {t(`orgs.${key}`)}
              {key !== 'areaCode' && <b className="req">{t('form.required')}</b>}
            </label>
            <Input
              id={`org-${key}`}
              value={values[key]}
              onChange={(event) => set({ [key]: event.target.value })}
            />
            {tried && key !== 'areaCode' && !values[key].trim() && (
              <span className="err-t">{t('form.fill')}</span>
            )}
          </div>
        ))}
        <div className="field">
          <label htmlFor="org-kind">{t('orgs.kindLabel')}</label>
          <Select
            id="org-kind"
            value={values.kind}
            onChange={(kind) => set({ kind })}
            options={kinds.map((kind) => ({ value: kind, label: t(`orgs.kind.${kind}`) }))}
          />
        </div>
        <div className="field">
          <label htmlFor="org-parent">{t('orgs.parent')}</label>
          <Select
            id="org-parent"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={values.parentId}
            onChange={(parentId: string | null | undefined) => set({ parentId: parentId ?? null })}
            options={orgs
              .filter((one) => one.id !== org?.id)
              .map((one) => ({ value: one.id, label: one.name }))}
          />
        </div>
        <div className="field">
          <label htmlFor="org-aliases">{t('orgs.aliases')}</label>
          <Select
            id="org-aliases"
            mode="tags"
            open={false}
            tokenSeparators={['、', '，', ',', ' ']}
            value={values.aliases}
            onChange={(aliases: string[]) => set({ aliases })}
          />
          <span className="hint">{t('orgs.aliasesHint')}</span>
        </div>
        <label className="check">
          <input
            type="checkbox"
            checked={values.active}
            onChange={(event) => set({ active: event.target.checked })}
          />
          {t('orgs.active')}
        </label>
        <div>
          <button type="submit" className="btn p" disabled={save.isPending}>
            {org ? t('form.save') : t('orgs.add')}
          </button>
        </div>
      </form>
    </Panel>
  );
}
