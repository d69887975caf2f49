import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/call.ts';
import { targetQuery } from '../../api/queries.ts';
import { formatDay } from '../../lib/format.ts';
import type { Target } from '../../lib/target-text.ts';
import { Panel } from '../../ui/page-head.tsx';
import { ErrorNotice } from '../../ui/states.tsx';
import { indicatorsQuery, type Progress } from './queries.ts';
import { useTargetTexts } from './texts.ts';

/** Which indicator gives the value, who bound it, and changing that. */
export function BindingPanel({
  target,
  binding,
  mayBind,
}: {
  target: Target;
  binding: Progress['binding'] | null;
  mayBind: boolean;
}) {
  const { t, local, language } = useTargetTexts();
  const [open, setOpen] = useState(false);
  const { bound } = target;
  const save = useBinding(target, () => setOpen(false));
  return (
    <Panel title={t.indicator}>
      <div className="in col g8">
        {bound ? (
          <>
            <p>
              <b>{local(bound.name)}</b>{' '}
              {bound.auto && (
                <span className="chip" title={t.autoHint}>
                  {t.auto}
                </span>
              )}
            </p>
            {binding?.by && (
              <p className="s t2">
                {t.byPerson(binding.by.name, binding.at ? formatDay(binding.at, language) : '')}
                {binding.reason && <>　“{binding.reason}”</>}
              </p>
            )}
            <p className="s t3">{t.manualOff}</p>
          </>
        ) : (
          <p className="t2">{t.manual}</p>
        )}
        {save.error && <ErrorNotice error={save.error} />}
        {mayBind && !open && (
          <div className="row w">
            <button type="button" className="btn" onClick={() => setOpen(true)}>
              {bound ? t.change : t.bind}
            </button>
            {bound && (
              <button
                type="button"
                className="btn txt"
                disabled={save.isPending}
                onClick={() => save.mutate({ indicator: null, reason: '' })}
              >
                {t.unbind}
              </button>
            )}
          </div>
        )}
        {open && (
          <BindForm target={target} busy={save.isPending} save={save.mutate} close={() => setOpen(false)} />
        )}
      </div>
    </Panel>
  );
}

interface Wanted {
  indicator: string | null;
  reason: string;
}

function useBinding(target: Target, done: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Wanted) => call('bindTarget', { params: { id: target.id }, body }),
    onSuccess: (next) => {
      client.setQueryData(targetQuery(target.id).queryKey, next);
      client.invalidateQueries({ queryKey: ['target', target.id] });
      client.invalidateQueries({ queryKey: ['targets'] });
      client.invalidateQueries({ queryKey: ['workbench'] });
      done();
    },
  });
}

function BindForm({
  target,
  busy,
  save,
  close,
}: {
  target: Target;
  busy: boolean;
  save: (wanted: Wanted) => void;
  close: () => void;
}) {
  const { t, local } = useTargetTexts();
  const { data, error } = useQuery(indicatorsQuery(target.id));
  const [chosen, setChosen] = useState<string | null>(target.bound?.indicator ?? null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const items = data?.items ?? [];
  const options = [...items]
    .sort((a, b) => rank(a) - rank(b))
    .map((one) => ({
      value: one.key,
      label: `${local(one.name)}（${one.unit}）${one.suggested ? `　${t.suggested}` : one.fits ? '' : `　${t.notFitting}`}`,
      disabled: !one.fits,
    }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (chosen !== null) save({ indicator: chosen, reason: reason.trim() });
  };
  const picked = items.find((one) => one.key === chosen);
  return (
    <form className="col g8" onSubmit={submit} aria-label={t.choose}>
      {error && <ErrorNotice error={error} />}
      <div className="field">
        <label htmlFor="bind-indicator">{t.choose}</label>
        <Select
          id="bind-indicator"
          showSearch
          optionFilterProp="label"
          options={options}
          value={chosen}
          loading={!data && !error}
          {...(tried && chosen === null ? { status: 'error' as const } : {})}
          onChange={(key: string) => setChosen(key)}
        />
        {tried && chosen === null && <span className="err-t">{t.chooseNone}</span>}
        {picked && (
          <span className="hint">
            {t.formula}：{local(picked.formula)}　{t.filter}：{local(picked.filter)}
          </span>
        )}
      </div>
      <div className="field">
        <label htmlFor="bind-reason">{t.reason}</label>
        <input
          id="bind-reason"
          className="inp"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <span className="hint">{t.reasonHint}</span>
      </div>
      <div className="row">
        <button type="submit" className="btn p" disabled={busy}>
          {t.save}
        </button>
        <button type="button" className="btn" onClick={close}>
          {t.cancel}
        </button>
      </div>
    </form>
  );
}

/** What the name suggests first, then what fits. */
const rank = (one: { fits: boolean; suggested: boolean }): number => (one.suggested ? 0 : one.fits ? 1 : 2);
