import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { paths, withQuery } from '../../../lib/paths.ts';
import { A } from '../../../ui/link.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { ErrorNotice, Notice } from '../../../ui/states.tsx';
import { sitesQuery } from '../sites/queries.ts';
import { FactorsField } from './factors-field.tsx';
import { Field } from './field.tsx';
import { useFormTexts } from './form-texts.ts';
import { SecretField } from './secret-field.tsx';
import type { StationDraft } from './station-draft.ts';
import { useStationForm } from './use-station-form.ts';

const editions = ['2005', '2017', '2025'] as const;
const crcs = ['hj212', 'modbus', 'modbus-swapped', 'off'] as const;
const kinds = ['air', 'section', 'outlet', 'noise', 'dust'] as const;
const idOf = (path: string) => `station-${path}`;

/** The settings of a station: a new one, or one that is registered. */
export function StationForm({
  id,
  first,
  hasPassword = false,
  hasSm4Key = false,
}: {
  /** Null: a new one. */
  id: number | null;
  first: StationDraft;
  hasPassword?: boolean;
  hasSm4Key?: boolean;
}) {
  const t = useFormTexts();
  const form = useRef<HTMLFormElement>(null);
  const state = useStationForm(id, first);
  const { draft, set, leave, errorOf, summary } = state;
  const sites = useQuery(sitesQuery({}));
  const title = id === null ? t.add : t.change(first.name);
  const focus = (path: string) => form.current?.querySelector<HTMLElement>(`[id="${idOf(path)}"]`)?.focus();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = state.submit();
    if (wrong !== null) focus(wrong);
  };
  const text = (key: 'mn' | 'name' | 'dueMinutes') => ({
    className: 'inp',
    value: draft[key],
    onChange: (event: { target: { value: string } }) => set({ [key]: event.target.value }),
  });
  return (
    <form
      ref={form}
      className="col g12"
      aria-label={title}
      onSubmit={submit}
      onBlur={({ target, relatedTarget }) => {
        // A message that comes between press and release would move the button away from under the pointer.
        if (!(relatedTarget instanceof HTMLButtonElement)) leave(target.id.replace(/^station-/, ''));
      }}
      noValidate
    >
      {state.refusal && <ErrorNotice error={state.refusal} />}
      {summary.length > 0 && (
        <Notice tone="r">
          {t.fix(summary.length)}
          {summary.map((path, index) => (
            <span key={path}>
              {index > 0 && t.separator}
              <button type="button" className="link" onClick={() => focus(path)}>
                {t.fieldName(path)}
              </button>
            </span>
          ))}
        </Notice>
      )}
      <Panel title={t.identity}>
        <div className="in col g12">
          <Field
            id={idOf('mn')}
            label={t.fields.mn}
            hint={t.mnHint}
            error={errorOf('mn')}
            {...(id === null ? { required: t.required } : {})}
          >
            {(ids) => <input {...ids} {...text('mn')} readOnly={id !== null} autoComplete="off" />}
          </Field>
          <Field id={idOf('name')} label={t.fields.name} required={t.required} error={errorOf('name')}>
            {(ids) => <input {...ids} {...text('name')} />}
          </Field>
          <Field id={idOf('siteId')} label={t.fields.siteId} hint={t.siteHint} error={errorOf('siteId')}>
            {(ids) => (
              <select
                {...ids}
                className="inp"
                value={draft.siteId}
                onChange={(event) => set({ siteId: event.target.value })}
              >
                <option value="">{t.noSite}</option>
                {kinds.map((kind) => {
                  const own = sites.data?.items.filter((site) => site.kind === kind) ?? [];
                  return (
                    own.length > 0 && (
                      <optgroup key={kind} label={t.kinds[kind]}>
                        {own.map((site) => (
                          <option key={site.id} value={site.id}>
                            {site.name} {site.code}
                          </option>
                        ))}
                      </optgroup>
                    )
                  );
                })}
              </select>
            )}
          </Field>
          <label className="check">
            <input
              type="checkbox"
              checked={draft.active}
              onChange={(event) => set({ active: event.target.checked })}
            />
            {t.active} <small className="t3">{t.activeHint}</small>
          </label>
        </div>
      </Panel>
      <Panel title={t.protocol}>
        <div className="in col g12">
          <div className="station-pair">
            <Field id={idOf('edition')} label={t.fields.edition} error={errorOf('edition')}>
              {(ids) => (
                <select
                  {...ids}
                  className="inp"
                  value={draft.edition}
                  onChange={(event) =>
                    set({ edition: editions.find((one) => one === event.target.value) ?? '2017' })
                  }
                >
                  {editions.map((one) => (
                    <option key={one}>{one}</option>
                  ))}
                </select>
              )}
            </Field>
            <Field id={idOf('crc')} label={t.fields.crc} error={errorOf('crc')}>
              {(ids) => (
                <select
                  {...ids}
                  className="inp"
                  value={draft.crc}
                  onChange={(event) =>
                    set({ crc: crcs.find((one) => one === event.target.value) ?? 'hj212' })
                  }
                >
                  {crcs.map((one) => (
                    <option key={one} value={one}>
                      {t.crcs[one]}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </div>
          <SecretField state={state} field="password" isSet={hasPassword} />
          {(draft.edition === '2025' || hasSm4Key) && (
            <SecretField state={state} field="sm4Key" isSet={hasSm4Key} />
          )}
          <Field
            id={idOf('addresses')}
            label={t.fields.addresses}
            hint={t.addressesHint}
            error={errorOf('addresses', true)}
          >
            {(ids) => (
              <textarea
                {...ids}
                className="inp station-lines"
                rows={2}
                value={draft.addresses}
                onChange={(event) => set({ addresses: event.target.value })}
              />
            )}
          </Field>
          <Field
            id={idOf('dueMinutes')}
            label={t.fields.dueMinutes}
            hint={t.dueHint}
            error={errorOf('dueMinutes')}
          >
            {(ids) => (
              <input {...ids} {...text('dueMinutes')} className="inp station-short" inputMode="numeric" />
            )}
          </Field>
          <label className="check">
            <input
              type="checkbox"
              checked={draft.opening}
              onChange={(event) => set({ opening: event.target.checked })}
            />
            {t.opening}
          </label>
        </div>
      </Panel>
      <Panel title={t.data}>
        <div className="in">
          <FactorsField
            rows={draft.factors}
            siteId={draft.siteId}
            oldCodes={draft.edition === '2005'}
            errorOf={errorOf}
            change={(factors) => set({ factors })}
          />
        </div>
      </Panel>
      <div className="row">
        <button type="submit" className="btn p" disabled={state.saving}>
          {id === null ? t.doAdd : t.save}
        </button>
        <A className="btn" href={withQuery(paths.gateway, id === null ? {} : { station: String(id) })}>
          {t.cancel}
        </A>
      </div>
    </form>
  );
}
