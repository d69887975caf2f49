import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addressFor, upload } from '../../../api/call.ts';
import { formatExact, formatSize } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice, Loading, Notice } from '../../../ui/states.tsx';
import { templatesQuery } from './queries.ts';
import { useWaterSettingsTexts } from './settings-texts.ts';
import { useWaterTexts } from './texts.ts';

/** `{#断面}…{/断面}` and `{断面}` are the placeholder 断面. */
const nameOf = (tag: string) => tag.replace(/^\{#?([^}]*)\}.*$/, '$1');

/** Templates of reports: take out, edit in Word, bring back; all versions stay. */
export function TemplatesDialog({ close }: { close: () => void }) {
  const texts = useWaterTexts();
  const { local } = useLocal();
  const more = useWaterSettingsTexts();
  const client = useQueryClient();
  const [notes, setNotes] = useState<Record<string, string>>({});
  const { data, error } = useQuery(templatesQuery);
  const send = useMutation({
    mutationFn: ({ kind, file }: { kind: string; file: File }) =>
      upload(
        'uploadReportTemplate',
        { params: { kind }, query: { note: notes[kind]?.trim() || undefined } },
        [file],
        () => {},
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['reports', 'templates'] }),
  });
  return (
    <Dialog name={texts.templates} close={close}>
      <div className="wq-box">
        <h2>{texts.templates}</h2>
        {error && <ErrorNotice error={error} />}
        {!data && !error && <Loading />}
        {send.error && <ErrorNotice error={send.error} />}
        {send.data && <Notice tone="g">{texts.uploaded}</Notice>}
        {data?.items.map((kind) => (
          <section key={kind.id} className="panel mt12" aria-label={local(kind.name)}>
            <div className="in">
              <h3>{local(kind.name)}</h3>
              <p className="row w">
                <span className="s t2">{texts.version(kind.version)}</span>
                <a href={addressFor('reportTemplateFile', { params: { kind: kind.id } })}>{texts.download}</a>
                <label className="s">
                  {more.noteOfTemplate}{' '}
                  <input
                    className="inp"
                    style={{ width: 220 }}
                    maxLength={200}
                    value={notes[kind.id] ?? ''}
                    onChange={(event) => setNotes((before) => ({ ...before, [kind.id]: event.target.value }))}
                  />
                </label>
                <label className="s">
                  {texts.upload}{' '}
                  <input
                    type="file"
                    accept=".docx"
                    disabled={send.isPending}
                    onChange={(event) => {
                      const [file] = event.target.files ?? [];
                      if (file) send.mutate({ kind: kind.id, file });
                      event.target.value = '';
                    }}
                  />
                </label>
              </p>
              <ul className="s t2">
                {kind.versions.length > 0 && (
                  <li>
                    <a
                      href={addressFor('reportTemplateFile', {
                        params: { kind: kind.id },
                        query: { version: 0 },
                      })}
                    >
                      {more.builtIn}
                    </a>
                  </li>
                )}
                {kind.versions.map((one) => (
                  <li key={one.version}>
                    <a
                      href={addressFor('reportTemplateFile', {
                        params: { kind: kind.id },
                        query: { version: one.version },
                      })}
                    >
                      {texts.version(one.version)}
                    </a>
                    {'　'}
                    {one.fileName}　{formatSize(one.size)}　{one.uploadedBy}　{formatExact(one.uploadedAt)}
                    {one.note && `　${one.note}`}
                  </li>
                ))}
              </ul>
              <details className="s">
                <summary>{texts.placeholders}</summary>
                <dl className="kv">
                  {kind.placeholders.map((one) => (
                    <div key={one.tag} style={{ display: 'contents' }}>
                      <dt className="code">{one.tag}</dt>
                      <dd>
                        {one.meaning}
                        {kind.required.includes(nameOf(one.tag)) && <b className="req">{more.required}</b>}
                      </dd>
                    </div>
                  ))}
                </dl>
              </details>
            </div>
          </section>
        ))}
        <div className="row mt16">
          <span className="sp" />
          <button type="button" className="btn" onClick={close}>
            {texts.close}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
