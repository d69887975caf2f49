import type { Body } from '@huanzhi/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { ErrorNotice, Loading } from '../../../ui/states.tsx';
import { alertRulesQuery } from './queries.ts';
import { useAlertTexts } from './texts.ts';

type Rules = Body<'saveAlertRules'>;

function Fields({ rules, defaults, close }: { rules: Rules; defaults: Rules; close: () => void }) {
  const t = useAlertTexts();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Rules>(rules);
  const save = useMutation({
    mutationFn: () => call('saveAlertRules', { body: draft }),
    onSuccess: (next) => {
      client.setQueryData(alertRulesQuery.queryKey, next);
      close();
    },
  });
  const names = Object.keys(t.ruleNames) as (keyof Rules)[];
  return (
    <form
      className="in col g8"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.error && <ErrorNotice error={save.error} />}
      {names.map((name) => (
        <label className="row" key={name}>
          <input
            type="number"
            className="inp"
            style={{ width: 96 }}
            value={draft[name] ?? ''}
            onChange={(event) =>
              setDraft({ ...draft, [name]: event.target.value === '' ? null : Number(event.target.value) })
            }
          />
          {t.ruleNames[name]}
          {draft[name] === defaults[name] && <span className="prov">D</span>}
        </label>
      ))}
      <div className="row">
        <button type="submit" className="btn p" disabled={save.isPending}>
          {t.save}
        </button>
        <button type="button" className="btn" onClick={close}>
          {t.cancel}
        </button>
      </div>
    </form>
  );
}

/** When alerts open, close and are due. */
export function RulesForm({ close }: { close: () => void }) {
  const t = useAlertTexts();
  const { data, error } = useQuery(alertRulesQuery);
  return (
    <Panel title={t.rules} note={`D　${t.defaultMark}`}>
      {error && <ErrorNotice error={error} />}
      {!data && !error && <Loading />}
      {data && <Fields rules={data.rules} defaults={data.defaults} close={close} />}
    </Panel>
  );
}
