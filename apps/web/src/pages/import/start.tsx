import { useQuery } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressFor, upload } from '../../api/call.ts';
import { registriesQuery } from '../../api/queries.ts';
import { doorCrumb } from '../../app/doors.ts';
import { paths } from '../../lib/paths.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icon.tsx';
import { Crumbs, PageHead } from '../../ui/page-head.tsx';
import { ErrorNotice, Loading, State } from '../../ui/states.tsx';
import { Steps } from './parts.tsx';

/** First step of an import: choose the file. Nothing is written. */
export default function ImportStart() {
  const { t } = useTranslation();
  const { local } = useLocal();
  const router = useRouter();
  const { registry = '' } = useParams({ strict: false });
  const { data } = useQuery(registriesQuery);
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const entry = data?.find((candidate) => candidate.definition.id === registry);
  const name = entry ? local(entry.definition.name) : '';
  useTitle(t('import.title', { name }));
  if (!data) return <Loading />;
  if (!entry?.can.includes('import')) {
    return (
      <State whole icon="person" title={t('state.noPermission', { what: t('import.title', { name }) })} />
    );
  }
  const door = doorCrumb(entry.definition);
  const send = async (file: File | undefined) => {
    if (!file) return;
    setError(null);
    setShare(0);
    try {
      const batch = await upload('importUpload', { params: { registry } }, [file], setShare);
      router.history.push(paths.importBatch(registry, batch.id));
    } catch (refusal) {
      setError(refusal);
    } finally {
      setShare(null);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    send(event.dataTransfer.files[0]);
  };
  return (
    <>
      <Crumbs
        items={[
          { text: t(`nav.${door.key}`), href: door.href },
          { text: name, href: paths.registry(registry) },
          { text: t('list.import') },
        ]}
      />
      <PageHead
        title={t('import.title', { name })}
        line={t('import.line')}
        actions={
          <a className="btn" href={addressFor('importTemplate', { params: { registry } })} download>
            <Icon name="down" />
            {t('import.template')}
          </a>
        }
      />
      <Steps now="file" />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same */}
      <div className="panel" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        {error !== null && <ErrorNotice error={error} />}
        <State icon="file" title={t('import.choose')} text={t('import.chooseText')}>
          <button
            type="button"
            className="btn p"
            disabled={share !== null}
            onClick={() => input.current?.click()}
          >
            {t('import.file')}
          </button>
          {share !== null && <progress max={1} value={share} aria-label={t('import.sending')} />}
        </State>
        <input
          ref={input}
          className="vh"
          type="file"
          tabIndex={-1}
          aria-label={t('import.file')}
          accept=".xlsx,.csv"
          onChange={(event) => {
            send(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
    </>
  );
}
