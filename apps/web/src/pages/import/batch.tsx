import type { RegistryDefinition } from '@huanzhi/registry';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addressFor, call } from '../../api/call.ts';
import { importQuery, registriesQuery } from '../../api/queries.ts';
import { doorCrumb } from '../../app/doors.ts';
import { paths } from '../../lib/paths.ts';
import { useUrlQuery } from '../../lib/url-query.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icon.tsx';
import { A } from '../../ui/link.tsx';
import { Crumbs, PageHead } from '../../ui/page-head.tsx';
import { ErrorNotice, Failed, Loading, Notice } from '../../ui/states.tsx';
import type { Batch } from './batch-type.ts';
import { Mapping } from './mapping.tsx';
import { Steps } from './parts.tsx';
import { Verdicts } from './verdicts.tsx';

function Heading({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const { counts } = batch;
  const ready = counts.new + counts.change;
  const stopped = counts.reject + counts.conflict;
  if (batch.status === 'committed') return t('import.committed', { count: ready });
  if (batch.status === 'withdrawn') return t('import.withdrawn');
  if (batch.status === 'mapping') return t('import.mapping');
  return stopped > 0 ? t('import.checked', { ready, stopped }) : t('import.checkedAll', { ready });
}

function BatchView({ batch, definition }: { batch: Batch; definition: RegistryDefinition }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const [query] = useUrlQuery();
  const client = useQueryClient();
  const name = local(definition.name);
  const title = Heading({ batch });
  const door = doorCrumb(definition);
  useTitle(title);
  const settle = (next: Batch) => {
    client.setQueryData(importQuery(batch.id).queryKey, next);
    for (const stale of ['records', 'registries', 'workbench', 'record']) {
      client.invalidateQueries({ queryKey: [stale] });
    }
  };
  const commit = useMutation({
    mutationFn: () => call('importCommit', { params: { id: batch.id } }),
    onSuccess: settle,
  });
  const withdraw = useMutation({
    mutationFn: () => call('importWithdraw', { params: { id: batch.id } }),
    onSuccess: settle,
  });
  const ready = batch.counts.new + batch.counts.change;
  const stopped = batch.counts.reject + batch.counts.conflict;
  const mapping = batch.status === 'mapping' || (batch.status === 'checked' && query.step === 'columns');
  const done = batch.status === 'committed' || batch.status === 'withdrawn';
  const failure = commit.error ?? withdraw.error;
  return (
    <>
      <Crumbs
        items={[
          { text: t(`nav.${door.key}`), href: door.href },
          { text: name, href: paths.registry(definition.id) },
          { text: t('list.import') },
        ]}
      />
      <PageHead
        title={title}
        line={`${batch.fileName}　${t('import.rows', { count: batch.rows.length })}　${done ? '' : t('import.notWritten')}`}
        actions={
          <>
            <A className="btn" href={paths.importing(definition.id)}>
              {t('import.other')}
            </A>
            {!mapping && batch.status === 'checked' && (
              <A className="btn" href="?step=columns">
                {t('import.step.columns')}
              </A>
            )}
            {stopped > 0 && !mapping && (
              <a className="btn" href={addressFor('importRejected', { params: { id: batch.id } })} download>
                <Icon name="down" />
                {t('import.rejected')}
              </a>
            )}
            {batch.status === 'committed' && (
              <button
                type="button"
                className="btn d"
                disabled={withdraw.isPending}
                onClick={() => withdraw.mutate()}
              >
                {t('import.withdraw')}
              </button>
            )}
            {batch.status === 'checked' && !mapping && (
              <button
                type="button"
                className="btn p"
                disabled={ready === 0 || commit.isPending}
                onClick={() => commit.mutate()}
              >
                {t('import.commit', { count: ready })}
              </button>
            )}
          </>
        }
      />
      <Steps now={done ? 'done' : mapping ? 'columns' : 'verdict'} />
      <div className="col g12">
        {failure && <ErrorNotice error={failure} />}
        {batch.status === 'committed' && (
          <Notice tone="g">
            {t('import.committedText')}{' '}
            <A href={paths.registry(definition.id)}>{t('import.toList', { name })}</A>
          </Notice>
        )}
        {mapping ? (
          <Mapping batch={batch} definition={definition} settle={settle} />
        ) : (
          <Verdicts batch={batch} definition={definition} chosen={query.verdict} />
        )}
        {!done && !mapping && stopped > 0 && (
          <Notice tone="b">
            <b>{t('import.again')}</b>
            {t('import.againText')}
          </Notice>
        )}
      </div>
    </>
  );
}

/** Steps two to four of an import: columns, verdict per row, taking over and taking back. */
export default function ImportBatch() {
  const { t } = useTranslation();
  const { registry = '', batch: id = '' } = useParams({ strict: false });
  const batch = useQuery(importQuery(id));
  const registries = useQuery(registriesQuery);
  const definition = registries.data?.find((entry) => entry.definition.id === registry)?.definition;
  if (batch.error)
    return <Failed error={batch.error} what={t('list.import')} retry={() => batch.refetch()} />;
  if (!batch.data || !definition) return <Loading lines={6} />;
  return <BatchView key={id} batch={batch.data} definition={definition} />;
}
