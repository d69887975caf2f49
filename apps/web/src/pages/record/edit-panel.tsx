import type { RegistryDefinition } from '@huanzhi/registry';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useMe } from '../../app/session.ts';
import { useDraft } from '../../lib/draft.ts';
import { formatInstant } from '../../lib/format.ts';
import { changedValues } from '../../lib/record-diff.ts';
import { useLocal } from '../../lib/use-local.ts';
import { DefinitionForm } from '../../ui/form/form.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { ErrorNotice, Notice } from '../../ui/states.tsx';
import { Conflict } from './conflict.tsx';
import type { RecordDetail } from './record-detail.ts';
import { useRecordSave } from './use-record-save.ts';

const reasonKey = '$reason';

/** Correcting fields, with the reason; the old values stay in the history. */
export function EditPanel({
  record,
  definition,
  close,
}: {
  record: RecordDetail;
  definition: RegistryDefinition;
  close: () => void;
}) {
  const { t } = useTranslation();
  const { language } = useLocal();
  const me = useMe();
  const [base] = useState(record);
  const [incomplete, setIncomplete] = useState('');
  const fields = definition.fields.filter(
    (field) => !field.readOnly && !record.masked.some((key) => key.replace(/^data\./, '') === field.key),
  );
  const start = Object.fromEntries(fields.map((field) => [field.key, record.data[field.key]]));
  const draft = useDraft(`${me.id}.${record.id}.edit`, start);
  const { [reasonKey]: reasonValue, ...values } = draft.values;
  const reason = typeof reasonValue === 'string' ? reasonValue : '';
  const changed = changedValues(base.data, values);
  const { save, pending, fresh, error, problems } = useRecordSave(
    base,
    (request) =>
      call('editRecord', {
        params: { registry: record.registry, id: record.id },
        // `null` empties a field; what was not touched is not sent.
        body: {
          ...request,
          reason: reason.trim(),
          data: Object.fromEntries(
            Object.entries(changed).map(([k, v]) => [k, v === '' || v === undefined ? null : v]),
          ),
        },
      }),
    () => {
      draft.forget();
      close();
    },
  );
  const submit = () => {
    const missing = !reason.trim()
      ? t('record.reasonMissing')
      : Object.keys(changed).length === 0
        ? t('record.nothingChanged')
        : '';
    setIncomplete(missing);
    if (!missing) save();
  };
  return (
    <Panel
      title={t('record.edit')}
      note={t('record.editNote')}
      side={
        <small className="t3" role="status">
          {draft.savedAt && t('form.autosaved', { at: formatInstant(draft.savedAt, language) })}
        </small>
      }
    >
      <div className="in col g12">
        <DefinitionForm
          name={t('record.edit')}
          definition={definition}
          fields={fields}
          values={values}
          serverProblems={problems}
          set={draft.set}
          submit={submit}
        >
          <div className="field">
            <label htmlFor="f-reason">
              {t('record.reason')}
              <b className="req">{t('form.required')}</b>
            </label>
            <Input
              id="f-reason"
              maxLength={500}
              value={reason}
              aria-required
              onChange={(event) => draft.set({ [reasonKey]: event.target.value })}
            />
          </div>
          {fresh && (
            <Conflict
              base={base}
              fresh={fresh}
              definition={definition}
              mine={changed}
              take={(key, value) => draft.set({ [key]: value })}
            />
          )}
          {error && <ErrorNotice error={error} />}
          {incomplete && <Notice tone="r">{incomplete}</Notice>}
          <div className="row w">
            <button type="submit" className="btn p" disabled={pending}>
              {t('record.saveEdit')}
            </button>
            <button type="button" className="btn" onClick={close}>
              {t('form.later')}
            </button>
          </div>
        </DefinitionForm>
      </div>
    </Panel>
  );
}
