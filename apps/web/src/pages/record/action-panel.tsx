import type { Problem, RegistryDefinition, TransitionDefinition } from '@huanzhi/registry';
import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useMe } from '../../app/session.ts';
import { useDraft } from '../../lib/draft.ts';
import { cleanValues } from '../../lib/form-values.ts';
import { formatInstant } from '../../lib/format.ts';
import { useLocal } from '../../lib/use-local.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EvidencePicker } from '../../ui/form/evidence-picker.tsx';
import { DefinitionForm } from '../../ui/form/form.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { ErrorNotice, Notice } from '../../ui/states.tsx';
import { Conflict } from './conflict.tsx';
import type { RecordDetail } from './record-detail.ts';
import { startValues } from './start-values.ts';
import { useRecordSave } from './use-record-save.ts';

const opinionKey = '$opinion';
const evidenceKey = '$evidence';

/** An action as a form: its inputs, opinion and evidence. Saved as a draft until it is sent. */
export function ActionPanel({
  record,
  definition,
  transition,
  problems,
  close,
}: {
  record: RecordDetail;
  definition: RegistryDefinition;
  transition: TransitionDefinition;
  problems: Problem[];
  close: () => void;
}) {
  const { t } = useTranslation();
  const { language, local } = useLocal();
  const me = useMe();
  const place = useRef<HTMLDivElement>(null);
  // The version that the form was opened on: a conflict is told against it.
  const [base] = useState(record);
  const [confirming, setConfirming] = useState(false);
  const [incomplete, setIncomplete] = useState('');
  const draft = useDraft(`${me.id}.${record.id}.${transition.name}`, startValues(record.data, transition));
  const { [opinionKey]: opinionValue, [evidenceKey]: evidenceValue, ...inputs } = draft.values;
  const opinion = typeof opinionValue === 'string' ? opinionValue : '';
  const evidence = Array.isArray(evidenceValue) ? (evidenceValue as string[]) : [];
  const label = local(transition.label);
  const target = definition.states.find((state) => state.key === transition.to);

  const {
    save,
    pending,
    fresh,
    error,
    problems: serverProblems,
  } = useRecordSave(
    base,
    (request) =>
      call('transition', {
        params: { registry: record.registry, id: record.id, name: transition.name },
        body: {
          ...request,
          inputs: cleanValues(inputs),
          ...(opinion.trim() ? { opinion: opinion.trim() } : {}),
          ...(evidence.length > 0 ? { evidence } : {}),
        },
      }),
    () => {
      draft.forget();
      close();
    },
  );
  useEffect(() => {
    place.current
      ?.querySelector<HTMLElement>('input:not([type=file]), textarea, button[type=submit]')
      ?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'start' });
  }, []);

  const submit = () => {
    const missing =
      transition.opinion === 'required' && !opinion.trim()
        ? t('record.opinionMissing')
        : transition.evidence === 'required' && evidence.length === 0
          ? t('record.evidenceMissing')
          : '';
    setIncomplete(missing);
    if (missing) return;
    if (transition.danger) setConfirming(true);
    else save();
  };
  const covered = new Set((transition.inputs ?? []).map((field) => field.key));
  const open = problems.filter(
    (problem) =>
      !covered.has(problem.path.replace(/^(data|inputs)\./, '')) &&
      problem.path !== 'opinion' &&
      problem.path !== 'evidence',
  );
  return (
    <div ref={place} className="action">
      <Panel
        title={label}
        note={
          target && transition.to !== 'same'
            ? t('record.leadsTo', { state: local(target.label) })
            : local(transition.help)
        }
        side={
          <small className="t3" role="status">
            {draft.savedAt && t('form.autosaved', { at: formatInstant(draft.savedAt, language) })}
          </small>
        }
      >
        <div className="in col g12">
          {open.length > 0 && (
            <Notice tone="y">
              <b>{t('record.before')}</b>
              <ul>
                {open.map((problem) => (
                  <li key={problem.path + problem.code}>{local(problem.message)}</li>
                ))}
              </ul>
            </Notice>
          )}
          <DefinitionForm
            name={label}
            definition={definition}
            fields={transition.inputs ?? []}
            values={inputs}
            serverProblems={serverProblems}
            set={draft.set}
            submit={submit}
          >
            {transition.opinion && (
              <div className="field">
                <label htmlFor="f-opinion">
                  {t('record.opinion')}
                  {transition.opinion === 'required' && <b className="req">{t('form.required')}</b>}
                </label>
                <Input.TextArea
                  id="f-opinion"
                  autoSize={{ minRows: 2, maxRows: 8 }}
                  maxLength={2000}
                  value={opinion}
                  aria-required={transition.opinion === 'required'}
                  onChange={(event) => draft.set({ [opinionKey]: event.target.value })}
                />
              </div>
            )}
            {transition.evidence && (
              <div className="field">
                <span className="l">
                  {t('evidence.title')}
                  {transition.evidence === 'required' && <b className="req">{t('form.required')}</b>}
                </span>
                <EvidencePicker
                  place={{ registry: record.registry, id: record.id }}
                  chosen={evidence}
                  change={(ids) => draft.set({ [evidenceKey]: ids })}
                />
              </div>
            )}
            {fresh && (
              <Conflict
                base={base}
                fresh={fresh}
                definition={definition}
                mine={inputs}
                take={(key, value) => draft.set({ [key]: value })}
              />
            )}
            {error && <ErrorNotice error={error} />}
            {incomplete && <Notice tone="r">{incomplete}</Notice>}
            <div className="row w">
              <button type="submit" className={`btn ${transition.danger ? 'd' : 'p'}`} disabled={pending}>
                {t('record.submit', { label })}
              </button>
              <button type="button" className="btn" onClick={close}>
                {t('form.later')}
              </button>
            </div>
          </DefinitionForm>
        </div>
      </Panel>
      {confirming && (
        <Dialog name={t('record.confirm', { label })} close={() => setConfirming(false)}>
          <div className="col g16" style={{ padding: 24 }}>
            <h2>{t('record.confirm', { label })}</h2>
            <p>{local(transition.help) || t('record.confirmText')}</p>
            <div className="row">
              <button
                type="button"
                className="btn d"
                onClick={() => {
                  setConfirming(false);
                  save();
                }}
              >
                {label}
              </button>
              <button type="button" className="btn" onClick={() => setConfirming(false)}>
                {t('record.keep', { label })}
              </button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  );
}
