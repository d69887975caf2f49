import type { Answer } from '@huanzhi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type DragEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError, upload } from '../../api/call.ts';
import { recordQueryFor } from '../../api/queries.ts';
import { formatSize, shortHash } from '../../lib/format.ts';
import { useLocal } from '../../lib/use-local.ts';
import { Icon } from '../icon.tsx';

/** The record that files are attached to. */
export interface EvidencePlace {
  registry: string;
  id: string;
}

export const EvidenceContext = createContext<EvidencePlace | null>(null);

type Evidence = Answer<'uploadEvidence'>['items'][number];

interface Sending {
  key: number;
  file: File;
  share: number;
  error: string | null;
}

const kinds = ['jpg', 'jpeg', 'png', 'pdf', 'docx', 'xlsx', 'mp4'];
const megabytes = 50;
let next = 0;

/**
 * Attaches files to a record: drop or choose, progress and retry per file, kind and size checked first.
 * `chosen` are the ids that the form sends.
 */
export function EvidencePicker({
  id,
  place,
  chosen,
  change,
}: {
  id?: string;
  place: EvidencePlace;
  chosen: string[];
  change: (ids: string[]) => void;
}) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const client = useQueryClient();
  const own = useId();
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(chosen);
  latest.current = chosen;
  const [sending, setSending] = useState<Sending[]>([]);
  const [sent, setSent] = useState<Evidence[]>([]);

  const patch = (key: number, change_: Partial<Sending>) =>
    setSending((list) => list.map((one) => (one.key === key ? { ...one, ...change_ } : one)));

  const send = async (entry: Sending) => {
    patch(entry.key, { error: null, share: 0 });
    try {
      const answer = await upload('uploadEvidence', { params: place }, [entry.file], (share) =>
        patch(entry.key, { share }),
      );
      setSending((list) => list.filter((one) => one.key !== entry.key));
      setSent((list) => [...list, ...answer.items]);
      latest.current = [...latest.current, ...answer.items.map((item) => item.id)];
      change(latest.current);
      client.invalidateQueries({ queryKey: recordQueryFor(place.registry, place.id).queryKey });
    } catch (error) {
      patch(entry.key, { error: local(asApiError(error).answer.message) });
    }
  };
  const add = (files: Iterable<File>) => {
    for (const file of files) {
      const kind = file.name.split('.').at(-1)?.toLowerCase() ?? '';
      const error = !kinds.includes(kind)
        ? t('evidence.wrongKind')
        : file.size > megabytes * 1024 * 1024
          ? t('evidence.tooLarge', { size: formatSize(file.size) })
          : null;
      const entry: Sending = { key: next++, file, share: 0, error };
      setSending((list) => [...list, entry]);
      if (!error) send(entry);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    add(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same
    <div className="col g8" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <ul className="col g4">
        {sent
          .filter((file) => chosen.includes(file.id))
          .map((file) => (
            <li key={file.id} className="row s">
              <Icon name="file" size={14} />
              {file.fileName}
              <span className="t3">
                {formatSize(file.size)}　{t('evidence.hash', { hash: shortHash(file.sha256) })}
              </span>
              <button
                type="button"
                className="btn sm txt"
                aria-label={t('evidence.remove', { name: file.fileName })}
                onClick={() => change(chosen.filter((one) => one !== file.id))}
              >
                {t('form.remove')}
              </button>
            </li>
          ))}
        {sending.map((entry) => (
          <li key={entry.key} className="row s w">
            <Icon name="file" size={14} />
            {entry.file.name}
            {entry.error ? (
              <>
                <span className="err-t">{entry.error}</span>
                <button type="button" className="btn sm" onClick={() => send(entry)}>
                  {t('state.retry')}
                </button>
                <button
                  type="button"
                  className="btn sm txt"
                  onClick={() => setSending((list) => list.filter((one) => one.key !== entry.key))}
                >
                  {t('form.remove')}
                </button>
              </>
            ) : (
              <progress
                max={1}
                value={entry.share}
                aria-label={t('evidence.sending', { name: entry.file.name })}
              />
            )}
          </li>
        ))}
      </ul>
      <div className="row w">
        <button type="button" className="btn sm" onClick={() => input.current?.click()}>
          <Icon name="up" size={14} />
          {t('evidence.add')}
        </button>
        <span className="hint">{t('evidence.hint', { size: megabytes, kinds: kinds.join(' ') })}</span>
        <label className="vh" htmlFor={id ?? own}>
          {t('evidence.add')}
        </label>
        <input
          ref={input}
          id={id ?? own}
          className="vh"
          type="file"
          tabIndex={-1}
          multiple
          accept={kinds.map((kind) => `.${kind}`).join(',')}
          onChange={(event) => {
            add(event.target.files ?? []);
            event.target.value = '';
          }}
        />
      </div>
    </div>
  );
}
