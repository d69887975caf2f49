import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { call, upload } from '../../../api/call.ts';
import { orgsQuery } from '../../../api/queries.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { ErrorNotice } from '../../../ui/states.tsx';
import { type AlertDetail, alertQuery } from './queries.ts';
import { useAlertTexts } from './texts.ts';

function Words({
  label,
  verb,
  hint,
  danger = false,
  needed = true,
  busy,
  send,
  back,
  children,
}: {
  label: string;
  verb: string;
  hint?: string;
  danger?: boolean;
  needed?: boolean;
  busy: boolean;
  send: (text: string) => void;
  back?: { text: string; go: () => void };
  children?: ReactNode;
}) {
  const t = useAlertTexts();
  const id = useId();
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!needed || text.trim()) send(text.trim());
  };
  return (
    <form className="col g8" onSubmit={submit}>
      {children}
      <div className="field">
        <label htmlFor={id}>
          {label}
          {needed && <b className="req">{t.required}</b>}
        </label>
        <textarea
          id={id}
          className="inp"
          style={{ height: 80, padding: 8 }}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {hint && <span className="hint">{hint}</span>}
      </div>
      <div className="row">
        <button
          type="submit"
          className={`btn ${danger ? 'd' : 'p'}`}
          disabled={busy || (needed && !text.trim())}
        >
          {verb}
        </button>
        {back && (
          <button type="button" className="btn" onClick={back.go}>
            {back.text}
          </button>
        )}
      </div>
    </form>
  );
}

/** What may be done with the alert now; closing is not among it. */
export function ActPanel({ alert }: { alert: AlertDetail }) {
  const t = useAlertTexts();
  const client = useQueryClient();
  const { data: orgs } = useQuery({ ...orgsQuery, enabled: alert.allowed.includes('lead') });
  const [open, setOpen] = useState<'lead' | 'false-alarm' | null>(null);
  const [org, setOrg] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const params = { id: alert.id };
  const act = useMutation({
    mutationFn: (run: () => Promise<AlertDetail>) => run(),
    onSuccess: (next) => {
      client.setQueryData(alertQuery(alert.id).queryKey, next);
      client.invalidateQueries({ queryKey: ['alerts'] });
      setOpen(null);
      setFiles([]);
    },
  });
  if (alert.allowed.length === 0) return null;
  const explain = async (text: string) => {
    const sent =
      files.length === 0 ? { items: [] } : await upload('uploadAlertFiles', { params }, files, () => {});
    const body = { text, files: sent.items.map((file) => file.id) };
    return call('explainAlert', { params, body });
  };
  const back = { text: t.cancel, go: () => setOpen(null) };
  return (
    <Panel title={t.act}>
      <div className="in col g12">
        {act.error && <ErrorNotice error={act.error} />}
        {alert.allowed.includes('acknowledge') && (
          <button
            type="button"
            className="btn p"
            disabled={act.isPending}
            onClick={() => act.mutate(() => call('acknowledgeAlert', { params }))}
          >
            {t.acknowledge}
          </button>
        )}
        {alert.allowed.includes('explain') && (
          <Words
            label={t.explainText}
            verb={t.explain}
            busy={act.isPending}
            send={(text) => act.mutate(() => explain(text))}
          >
            <label className="field">
              <span className="l">{t.addFiles}</span>
              <input type="file" multiple onChange={(event) => setFiles([...(event.target.files ?? [])])} />
            </label>
          </Words>
        )}
        {open === null && (
          <div className="row w">
            {alert.allowed.includes('lead') && (
              <button type="button" className="btn" onClick={() => setOpen('lead')}>
                {t.makeLead}
              </button>
            )}
            {alert.allowed.includes('false-alarm') && (
              <button type="button" className="btn" onClick={() => setOpen('false-alarm')}>
                {t.falseAlarm}
              </button>
            )}
          </div>
        )}
        {open === 'lead' && (
          <Words
            label={t.leadNote}
            verb={t.confirmLead}
            needed={false}
            busy={act.isPending}
            send={(note) =>
              act.mutate(() => call('leadOfAlert', { params, body: { note, ownerOrg: org || null } }))
            }
            back={back}
          >
            <label className="field">
              <span className="l">{t.leadOrg}</span>
              <select className="inp" value={org} onChange={(event) => setOrg(event.target.value)}>
                <option value="">{t.ownOrg}</option>
                {(orgs?.items ?? [])
                  .filter((one) => one.active && one.kind !== 'enterprise')
                  .map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.shortName || one.name}
                    </option>
                  ))}
              </select>
            </label>
          </Words>
        )}
        {open === 'false-alarm' && (
          <Words
            label={t.falseAlarmReason}
            verb={t.confirmFalse}
            hint={t.falseAlarmHint}
            danger
            busy={act.isPending}
            send={(reason) => act.mutate(() => call('falseAlarm', { params, body: { reason } }))}
            back={back}
          />
        )}
        <p className="s t3">{t.closedByData}</p>
      </div>
    </Panel>
  );
}
