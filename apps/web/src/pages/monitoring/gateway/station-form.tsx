import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { paths, withQuery } from '../../../lib/paths.ts';
import { Choice } from '../../../ui/form/choice.tsx';
import { Field } from '../../../ui/form/field.tsx';
import { type FieldState, PlainForm } from '../../../ui/form/plain-form.tsx';
import { A } from '../../../ui/link.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { sitesQuery } from '../sites/queries.ts';
import { FactorsField } from './factors-field.tsx';
import { useFormTexts } from './form-texts.ts';
import { SecretField } from './secret-field.tsx';
import { problemsOf, type StationDraft } from './station-draft.ts';
import { useStationSave } from './use-station-save.ts';

const editions = ['2005', '2017', '2025'] as const;
const crcs = ['hj212', 'modbus', 'modbus-swapped', 'off'] as const;
const kinds = ['air', 'section', 'outlet', 'noise', 'dust'] as const;

/** Which secrets are set. */
interface Secrets {
  password: boolean;
  sm4Key: boolean;
}

interface Part {
  draft: StationDraft;
  set: (patch: Partial<StationDraft>) => void;
  field: (path: string) => FieldState;
}

/** The settings of a station: a new one, or one that is registered. */
export function StationForm({
  id,
  first,
  isSet = { password: false, sm4Key: false },
}: {
  /** Null: a new one. */
  id: number | null;
  first: StationDraft;
  isSet?: Secrets;
}) {
  const t = useFormTexts();
  const [draft, setDraft] = useState(first);
  const save = useStationSave(id);
  const set = (patch: Partial<StationDraft>) => {
    if (save.error) save.reset();
    setDraft((before) => ({ ...before, ...patch }));
  };
  return (
    <PlainForm
      name={id === null ? t.add : t.change(first.name)}
      prefix="station"
      mistakes={problemsOf(draft).map(({ path, code, what }) => ({ path, text: t.problems[code](what) }))}
      refusal={save.error}
      fieldOf={(path) => (path.startsWith('addresses') ? 'addresses' : path)}
      send={() => save.mutate(draft)}
    >
      {(field) => (
        <>
          <Identity draft={draft} set={set} field={field} isNew={id === null} />
          <Protocol draft={draft} set={set} field={field} isSet={isSet} />
          <Panel title={t.factors}>
            <div className="in">
              <FactorsField
                rows={draft.factors}
                siteId={draft.siteId}
                oldCodes={draft.edition === '2005'}
                field={field}
                change={(factors) => set({ factors })}
              />
            </div>
          </Panel>
          <div className="row">
            <button type="submit" className="btn p" disabled={save.isPending}>
              {id === null ? t.doAdd : t.save}
            </button>
            <A className="btn" href={withQuery(paths.gateway, id === null ? {} : { station: String(id) })}>
              {t.cancel}
            </A>
          </div>
        </>
      )}
    </PlainForm>
  );
}

function Identity({ draft, set, field, isNew }: Part & { isNew: boolean }) {
  const t = useFormTexts();
  const { data: sites } = useQuery(sitesQuery({}));
  return (
    <Panel title={t.identity}>
      <div className="in col g12">
        <Field {...field('mn')} label={t.mn} hint={t.mnHint} required={isNew}>
          {(control) => (
            <input
              {...control}
              className="inp"
              value={draft.mn}
              readOnly={!isNew}
              autoComplete="off"
              onChange={(event) => set({ mn: event.target.value })}
            />
          )}
        </Field>
        <Field {...field('name')} label={t.name} required>
          {(control) => (
            <input
              {...control}
              className="inp"
              value={draft.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <Field {...field('siteId')} label={t.site} hint={t.siteHint}>
          {(control) => (
            <select
              {...control}
              className="inp"
              value={draft.siteId}
              onChange={(event) => set({ siteId: event.target.value })}
            >
              <option value="">{t.noSite}</option>
              {kinds.map((kind) => {
                const own = sites?.items.filter((site) => site.kind === kind) ?? [];
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
  );
}

function Protocol({ draft, set, field, isSet }: Part & { isSet: Secrets }) {
  const t = useFormTexts();
  const secret = (key: keyof Secrets) => (
    <SecretField
      field={field(key)}
      label={t[key]}
      hint={isSet[key] ? t.isSet : t[`${key}Hint`]}
      removal={isSet[key] ? t.removeSecret(t[key]) : null}
      value={draft[key]}
      change={(value) => set({ [key]: value })}
    />
  );
  return (
    <Panel title={t.protocol}>
      <div className="in col g12">
        <div className="station-pair">
          <Choice
            field={field('edition')}
            label={t.edition}
            value={draft.edition}
            options={editions.map((one) => ({ value: one, text: one }))}
            change={(value) => set({ edition: editions.find((one) => one === value) ?? '2017' })}
          />
          <Choice
            field={field('crc')}
            label={t.crc}
            value={draft.crc}
            options={crcs.map((one) => ({ value: one, text: t.crcs[one] }))}
            change={(value) => set({ crc: crcs.find((one) => one === value) ?? 'hj212' })}
          />
        </div>
        {secret('password')}
        {(draft.edition === '2025' || isSet.sm4Key) && secret('sm4Key')}
        <Field {...field('addresses')} label={t.addresses} hint={t.addressesHint}>
          {(control) => (
            <textarea
              {...control}
              className="inp station-lines"
              rows={2}
              value={draft.addresses}
              onChange={(event) => set({ addresses: event.target.value })}
            />
          )}
        </Field>
        <Field {...field('dueMinutes')} label={t.due} hint={t.dueHint}>
          {(control) => (
            <input
              {...control}
              className="inp station-short"
              inputMode="numeric"
              value={draft.dueMinutes}
              onChange={(event) => set({ dueMinutes: event.target.value })}
            />
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
  );
}
