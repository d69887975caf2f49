import type { Answer } from '@huanzhi/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { call } from '../../../api/call.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { ErrorNotice, Failed } from '../../../ui/states.tsx';
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
  const ids = useId();
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
  const fit = name.trim() !== '' && sites.size > 0 && Number.isInteger(days) && days >= 1 && days <= 3660;
  return (
    <Panel title={t.form}>
      <form
        className="in col g12"
        aria-label={t.form}
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        {add.error && <ErrorNotice error={add.error} />}
        <div className="field">
          <label htmlFor={`${ids}n`}>
            {t.name}
            <span className="req">{t.required}</span>
          </label>
          <input
            id={`${ids}n`}
            className="inp"
            style={{ maxWidth: 360 }}
            maxLength={100}
            value={name}
            aria-describedby={`${ids}nh`}
            onChange={(event) => setName(event.target.value)}
          />
          <small className="t3" id={`${ids}nh`}>
            {t.nameHint}
          </small>
        </div>
        <div className="field">
          <label htmlFor={`${ids}d`}>{t.backDays}</label>
          <input
            id={`${ids}d`}
            className="inp num"
            style={{ width: 100 }}
            type="number"
            min={1}
            max={3660}
            value={backDays}
            aria-describedby={`${ids}dh`}
            onChange={(event) => setBackDays(event.target.value)}
          />
          <small className="t3" id={`${ids}dh`}>
            {t.backDaysHint}
          </small>
        </div>
        <SiteChoice chosen={sites} choose={setSites} />
        <div className="row">
          <button type="submit" className="btn p" disabled={!fit || add.isPending}>
            {t.create}
          </button>
          <button type="button" className="btn" onClick={close}>
            {t.cancel}
          </button>
        </div>
      </form>
    </Panel>
  );
}

function SiteChoice({
  chosen,
  choose,
}: {
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
        <span className="req">{t.required}</span> <small className="t3">{t.chosen(chosen.size)}</small>
      </legend>
      <input
        className="inp"
        style={{ maxWidth: 360 }}
        type="search"
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
    </fieldset>
  );
}
