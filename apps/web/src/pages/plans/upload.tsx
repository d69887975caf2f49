import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError, upload } from '../../api/call.ts';
import { plansQuery } from '../../api/queries.ts';
import { formatSize } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { useLocal } from '../../lib/use-local.ts';
import { Icon } from '../../ui/icon.tsx';
import { Light } from '../../ui/light.tsx';
import { A } from '../../ui/link.tsx';
import { Panel } from '../../ui/page-head.tsx';
import type { Plan } from './plan-table.tsx';
import { checkFile, kinds, limitMegabytes } from './upload-rules.ts';

interface Entry {
  key: number;
  file: File;
  share: number;
  /** What became of it; null while it is under way. */
  outcome: { plan: Plan } | { error: string; retry: boolean } | null;
}

let nextKey = 0;

function Outcome({ entry, send, drop }: { entry: Entry; send: () => void; drop: () => void }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const { file, outcome, share } = entry;
  if (outcome === null) {
    return (
      <span className="row">
        <progress max={1} value={share} aria-label={t('plans.sending', { name: file.name })} />
        <small className="t3">
          {share < 1 ? t('plans.percent', { percent: Math.round(share * 100) }) : t('plans.status.reading')}
        </small>
      </span>
    );
  }
  if ('plan' in outcome) {
    const { plan } = outcome;
    if (plan.error) {
      return (
        <span className="row w">
          <Light kind="red" word={t('plans.status.failed')} />
          <span className="err-t">{local(plan.error.message)}</span>
        </span>
      );
    }
    return (
      <span className="row w">
        <Light kind="green" word={t('plans.readDone', { count: plan.counts.items })} />
        <A href={paths.review(plan.id)}>{t('plans.review')}</A>
      </span>
    );
  }
  return (
    <span className="row w">
      <Light kind="red" word={t('plans.refused')} />
      <span className="err-t">{outcome.error}</span>
      {outcome.retry && (
        <button type="button" className="btn sm" onClick={send}>
          {t('state.retry')}
        </button>
      )}
      <button
        type="button"
        className="btn sm txt"
        onClick={drop}
        aria-label={t('plans.dropFile', { name: file.name })}
      >
        {t('form.remove')}
      </button>
    </span>
  );
}

/**
 * Uploading plan documents: several at once, each sent and judged by itself, so that one bad file never hides
 * the others. `supersedes` makes the document a new version of a plan.
 */
export function Upload({ supersedes }: { supersedes?: Plan }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [entries, setEntries] = useState<Entry[]>([]);
  const queue = useRef(Promise.resolve());
  const patch = (key: number, change: Partial<Entry>) =>
    setEntries((list) => list.map((entry) => (entry.key === key ? { ...entry, ...change } : entry)));

  const send = async (entry: Entry) => {
    patch(entry.key, { outcome: null, share: 0 });
    try {
      const { items } = await upload(
        'uploadPlans',
        { query: supersedes ? { supersedes: supersedes.id } : {} },
        [entry.file],
        (share) => patch(entry.key, { share }),
      );
      const plan = items[0];
      if (plan) patch(entry.key, { outcome: { plan } });
    } catch (error) {
      const { status, answer } = asApiError(error);
      const detail = answer.problems.map((problem) => local(problem.message)).join(' ');
      patch(entry.key, {
        outcome: { error: detail || local(answer.message), retry: status === 0 || status >= 500 },
      });
    }
    await client.invalidateQueries({ queryKey: plansQuery.queryKey });
    await client.invalidateQueries({ queryKey: ['workbench'] });
  };
  const add = (files: Iterable<File>) => {
    const chosen = supersedes ? [...files].slice(0, 1) : [...files];
    for (const file of chosen) {
      const wrong = checkFile(file);
      const error =
        wrong && t(`plans.wrong.${wrong}`, { size: formatSize(file.size), limit: limitMegabytes });
      const entry: Entry = {
        key: nextKey++,
        file,
        share: 0,
        outcome: error ? { error, retry: false } : null,
      };
      setEntries((list) => [...list, entry]);
      // One after the other: a slow line is not shared by twenty files.
      if (!error) queue.current = queue.current.then(() => send(entry));
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    add(event.dataTransfer.files);
  };
  const title = supersedes ? t('plans.newVersion') : t('plans.upload');
  return (
    <Panel title={title} note={supersedes ? t('plans.newVersionNote') : t('plans.uploadNote')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same */}
      <div className="in col g8" onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
        <div className="row w">
          <button type="button" className="btn p" onClick={() => input.current?.click()}>
            <Icon name="up" />
            {t('plans.choose')}
          </button>
          <span className="hint">{t('plans.hint', { limit: limitMegabytes, kinds: kinds.join(' ') })}</span>
          <input
            ref={input}
            className="vh"
            type="file"
            tabIndex={-1}
            multiple={!supersedes}
            aria-label={t('plans.choose')}
            accept={kinds.map((kind) => `.${kind}`).join(',')}
            onChange={(event) => {
              add(event.target.files ?? []);
              event.target.value = '';
            }}
          />
        </div>
        <ul className="col g4" aria-live="polite">
          {entries.map((entry) => (
            <li key={entry.key} className="row w">
              <Icon name="file" size={14} />
              {entry.file.name}
              <small className="t3">{formatSize(entry.file.size)}</small>
              <Outcome
                entry={entry}
                send={() => send(entry)}
                drop={() => setEntries((list) => list.filter((one) => one.key !== entry.key))}
              />
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
