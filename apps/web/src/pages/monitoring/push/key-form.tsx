import type { Answer } from '@huanzhi/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { Field } from '../../../ui/form/field.tsx';
import { type FieldState, PlainForm } from '../../../ui/form/plain-form.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed } from '../../../ui/states.tsx';
import { sitesQuery } from '../measurements/queries.ts';
import { pushKeysQuery } from './queries.ts';
import { useTexts } from './texts.ts';

/** Days that a key may write back unless somebody says otherwise. */
const usualDays = 31;

/** Asks for name, sites and days of a new key, and hands over its secret. */
export function KeyForm({
  made,
  close,
}: {
  made: (answer: Answer<'addPushKey'>) => void;
  close: () => void;
}) {
  const t = useTexts();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [backDays, setBackDays] = useState(String(usualDays));
  const [sites, setSites] = useState<ReadonlySet<number>>(new Set());
  const add = useMutation({
    mutationFn: () =>
      call('addPushKey', { body: { name: name.trim(), sites: [...sites], backDays: Number(backDays) } }),
    onSuccess: (answer) => {
      client.invalidateQueries({ queryKey: pushKeysQuery.queryKey });
      made(answer);
    },
  });
  const days = Number(backDays);
  const mistakes = [
    ...(name.trim() === '' ? [{ path: 'name', text: t.wrong.name }] : []),
    ...(Number.isInteger(days) && days >= 1 && days <= 3660
      ? []
      : [{ path: 'backDays', text: t.wrong.backDays }]),
    ...(sites.size === 0 ? [{ path: 'sites', text: t.wrong.sites }] : []),
  ];
  const edit = <T,>(set: (value: T) => void, value: T) => {
    if (add.error) add.reset();
    set(value);
  };
  return (
    <Panel title={t.form}>
      <div className="in">
        <PlainForm
          name={t.form}
          prefix="key"
          begin
          mistakes={mistakes}
          refusal={add.error}
          fieldOf={(path) => path.split('.')[0] ?? path}
          send={() => add.mutate()}
        >
          {(field) => (
            <>
              <Field {...field('name')} label={t.name} required hint={t.nameHint}>
                {(control) => (
                  <input
                    {...control}
                    className="inp"
                    style={{ maxWidth: 360 }}
                    maxLength={100}
                    autoComplete="off"
                    value={name}
                    onChange={(event) => edit(setName, event.target.value)}
                  />
                )}
              </Field>
              <Field {...field('backDays')} label={t.backDays} required hint={t.backDaysHint}>
                {(control) => (
                  <input
                    {...control}
                    className="inp num"
                    style={{ width: 100 }}
                    type="number"
                    min={1}
                    max={3660}
                    value={backDays}
                    onChange={(event) => edit(setBackDays, event.target.value)}
                  />
                )}
              </Field>
              <SiteChoice field={field('sites')} chosen={sites} choose={(chosen) => edit(setSites, chosen)} />
              <div className="row">
                <button type="submit" className="btn p" disabled={add.isPending}>
                  {t.create}
                </button>
                <button type="button" className="btn" onClick={close}>
                  {t.cancel}
                </button>
              </div>
            </>
          )}
        </PlainForm>
      </div>
    </Panel>
  );
}

function SiteChoice({
  field,
  chosen,
  choose,
}: {
  field: FieldState;
  chosen: ReadonlySet<number>;
  choose: (sites: ReadonlySet<number>) => void;
}) {
  const t = useTexts();
  const [filter, setFilter] = useState('');
  const { data, error, refetch } = useQuery(sitesQuery);
  if (error) return <Failed error={error} what={t.sitesFailed} retry={() => refetch()} />;
  const wanted = filter.trim().toLowerCase();
  const shown = (data?.items ?? []).filter(
    (site) => wanted === '' || `${site.name} ${site.code}`.toLowerCase().includes(wanted),
  );
  const toggle = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  return (
    <fieldset className="field" style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className="l">
        {t.sites}
        <b className="req">{t.required}</b> <small className="t3">{t.chosen(chosen.size)}</small>
      </legend>
      <input
        id={field.id}
        className="inp"
        style={{ maxWidth: 360 }}
        type="search"
        aria-invalid={field.error !== undefined}
        aria-describedby={field.error && `${field.id}-error`}
        aria-label={t.findSite}
        placeholder={t.findSite}
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      <div className="push-sites" {...scrollRegion(t.sites)}>
        {data && shown.length === 0 && <small className="t3">{t.noSite}</small>}
        {shown.map(({ id, name, code }) => (
          <label key={id} className="row">
            <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
            {name} <small className="t3">{code}</small>
          </label>
        ))}
      </div>
      {field.error && (
        <span className="err-t" id={`${field.id}-error`}>
          {field.error}
        </span>
      )}
    </fieldset>
  );
}
