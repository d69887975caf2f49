import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type DragEvent, useRef, useState } from 'react';
import { upload } from '../../../api/call.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { ErrorNotice, Notice, State } from '../../../ui/states.tsx';
import { importPath, importQuery, importsQuery } from './queries.ts';
import { useTexts } from './texts.ts';

const accepted = ['.xlsx', '.csv', '.csv.gz'];

/** Sends one table, with progress, and goes to its import. */
export function UploadPanel() {
  const t = useTexts();
  const router = useRouter();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = async (files: FileList | null) => {
    const file = files?.[0];
    if (!file || sending) return;
    setError(null);
    setWrong(null);
    const name = file.name;
    if (files.length > 1) return setWrong(t.oneFile);
    if (!accepted.some((ending) => name.toLowerCase().endsWith(ending))) return setWrong(t.wrongKind(name));
    if (file.size === 0) return setWrong(t.emptyFile(name));
    setSending({ name, share: 0 });
    try {
      const made = await upload('uploadMeasurements', {}, [file], (share) => setSending({ name, share }));
      client.setQueryData(importQuery(made.id).queryKey, made);
      client.invalidateQueries({ queryKey: importsQuery.queryKey });
      router.history.push(importPath(made.id));
    } catch (refusal) {
      setError(refusal);
    } finally {
      setSending(null);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    send(event.dataTransfer.files);
  };
  return (
    <Panel title={t.upload}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same */}
      <div className="in" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        {error !== null && <ErrorNotice error={error} />}
        {wrong && <Notice tone="r">{wrong}</Notice>}
        <State icon="file" title={t.drop} text={t.dropText}>
          <button
            type="button"
            className="btn p"
            disabled={sending !== null}
            onClick={() => input.current?.click()}
          >
            {t.choose}
          </button>
          {sending && (
            <>
              <progress max={1} value={sending.share} aria-label={t.sending(sending.name)} />
              <small className="t3">{sending.share < 1 ? t.percent(sending.share) : t.received}</small>
            </>
          )}
        </State>
        <input
          ref={input}
          className="vh"
          type="file"
          tabIndex={-1}
          aria-label={t.choose}
          accept=".xlsx,.csv,.gz"
          onChange={async (event) => {
            const chosen = event.target;
            await send(chosen.files);
            chosen.value = '';
          }}
        />
      </div>
    </Panel>
  );
}
