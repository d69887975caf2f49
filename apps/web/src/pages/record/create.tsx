import type { FieldDefinition, RegistryDefinition } from '@huanzhi/registry';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError, call } from '../../api/call.ts';
import { registriesQuery } from '../../api/queries.ts';
import { doorCrumb } from '../../app/doors.ts';
import { useMe } from '../../app/session.ts';
import { useDraft } from '../../lib/draft.ts';
import { byField, cleanValues } from '../../lib/form-values.ts';
import { formatInstant } from '../../lib/format.ts';
import { newKey } from '../../lib/new-key.ts';
import { paths } from '../../lib/paths.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useTitle } from '../../lib/use-title.ts';
import { DefinitionForm } from '../../ui/form/form.tsx';
import { A } from '../../ui/link.tsx';
import { Crumbs, PageHead } from '../../ui/page-head.tsx';
import { ErrorNotice, Failed, Loading, State } from '../../ui/states.tsx';
import './record.css';

const envelope: FieldDefinition[] = [
  { key: '$title', type: 'text', label: { zh: '名称', en: 'Title' }, required: true, maxLength: 200 },
  { key: '$ownerOrg', type: 'org', label: { zh: '责任单位', en: 'Responsible unit' } },
  { key: '$summary', type: 'text', label: { zh: '说明', en: 'Summary' }, multiline: true, maxLength: 2000 },
];

function CreateForm({ definition }: { definition: RegistryDefinition }) {
  const { t } = useTranslation();
  const { language, local } = useLocal();
  const me = useMe();
  const router = useRouter();
  const client = useQueryClient();
  const key = useRef(newKey());
  const name = local(definition.name);
  const title = t('list.create', { name });
  const door = doorCrumb(definition);
  useTitle(title);
  const draft = useDraft(`${me.id}.${definition.id}.new`, {});
  const fields = [...envelope, ...definition.fields.filter((field) => !field.readOnly)];
  const { $title, $ownerOrg, $summary, ...data } = draft.values;
  const create = useMutation({
    mutationFn: () =>
      call('createRecord', {
        params: { registry: definition.id },
        body: {
          idempotencyKey: key.current,
          title: String($title ?? '').trim(),
          ...(typeof $summary === 'string' && $summary.trim() ? { summary: $summary.trim() } : {}),
          ...(typeof $ownerOrg === 'string' ? { ownerOrg: $ownerOrg } : {}),
          data: cleanValues(data),
        },
      }),
    onSuccess: (record) => {
      draft.forget();
      for (const stale of ['records', 'registries', 'workbench'])
        client.invalidateQueries({ queryKey: [stale] });
      router.history.replace(paths.record(definition.id, record.id));
    },
    onError: (error) => {
      if (asApiError(error).status > 0) key.current = newKey();
    },
  });
  return (
    <>
      <Crumbs
        items={[
          { text: t(`nav.${door.key}`), href: door.href },
          { text: name, href: paths.registry(definition.id) },
          { text: title },
        ]}
      />
      <PageHead
        title={title}
        line={local(definition.about)}
        marks={
          <small className="t3" role="status">
            {draft.savedAt && t('form.autosaved', { at: formatInstant(draft.savedAt, language) })}
          </small>
        }
      />
      <div className="panel form-page">
        <DefinitionForm
          name={title}
          definition={definition}
          fields={fields}
          values={draft.values}
          serverProblems={create.error ? byField(asApiError(create.error).answer.problems) : new Map()}
          set={draft.set}
          submit={() => create.mutate()}
        >
          {create.error && <ErrorNotice error={create.error} />}
          <div className="row w">
            <button type="submit" className="btn p" disabled={create.isPending}>
              {title}
            </button>
            <A className="btn" href={paths.registry(definition.id)}>
              {t('form.later')}
            </A>
          </div>
        </DefinitionForm>
      </div>
    </>
  );
}

/** Entering a record by hand, from the definition of its registry. */
export default function CreateRecord() {
  const { t } = useTranslation();
  const { local } = useLocal();
  const { registry = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(registriesQuery);
  if (error) return <Failed error={error} what={t('nav.registries')} retry={() => refetch()} />;
  if (!data) return <Loading lines={8} />;
  const entry = data.find((candidate) => candidate.definition.id === registry);
  if (!entry) return <State whole icon="search" title={t('state.notFound')} text={t('state.notFoundText')} />;
  if (!entry.can.includes('create')) {
    return (
      <State whole icon="person" title={t('list.mayNotCreate', { name: local(entry.definition.name) })} />
    );
  }
  return <CreateForm key={registry} definition={entry.definition} />;
}
