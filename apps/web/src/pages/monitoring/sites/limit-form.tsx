import { type ReactNode, useState } from 'react';
import { call } from '../../../api/call.ts';
import { today } from '../../../lib/format.ts';
import { Choice } from '../../../ui/form/choice.tsx';
import { type ControlIds, Field } from '../../../ui/form/field.tsx';
import { PlainForm } from '../../../ui/form/plain-form.tsx';
import { useSiteFormTexts } from './form-texts.ts';
import type { SiteDetail } from './queries.ts';
import { one } from './site-draft.ts';
import { useSiteTexts } from './texts.ts';
import { useSiteChange } from './use-site-change.ts';

const periods = ['hour', 'day', 'month'] as const;
const marks = ['verified', 'single source', 'recall', 'local'] as const;
/** As the contract reads a bound. */
const decimal = /^-?\d{1,9}(\.\d{1,6})?$/;

/** Adding a limit: bounds, period of validity, basis. It is ended later, never deleted. */
export function LimitForm({ site, close }: { site: SiteDetail; close: () => void }) {
  const t = useSiteFormTexts();
  const words = useSiteTexts();
  const [draft, setDraft] = useState({
    factor: site.factors[0]?.factor ?? '',
    period: 'day' as (typeof periods)[number],
    lower: '',
    upper: '',
    validFrom: today(),
    validTo: '',
    basis: '',
    mark: 'local' as (typeof marks)[number],
  });
  const save = useSiteChange(
    () =>
      call('addSiteLimit', {
        params: { id: site.id },
        body: {
          ...draft,
          lower: draft.lower.trim() || null,
          upper: draft.upper.trim() || null,
          validTo: draft.validTo || null,
        },
      }),
    close,
  );
  const set = (patch: Partial<typeof draft>) => {
    if (save.error) save.reset();
    setDraft((before) => ({ ...before, ...patch }));
  };
  const labels = { lower: t.lower, upper: t.upper, validFrom: t.validFrom, basis: t.basis };
  const bad = (['lower', 'upper'] as const).filter(
    (path) => draft[path].trim() !== '' && !decimal.test(draft[path].trim()),
  );
  const empty = (['validFrom', 'basis'] as const).filter((path) => draft[path].trim() === '');
  const mistakes = [
    ...bad.map((path) => ({ path: path as string, text: t.wrong.number(labels[path]) })),
    ...(draft.lower.trim() + draft.upper.trim() === '' ? [{ path: 'upper', text: t.wrong.bound }] : []),
    ...empty.map((path) => ({ path, text: t.wrong.fill(labels[path]) })),
    ...(draft.validTo !== '' && draft.validTo < draft.validFrom
      ? [{ path: 'validTo', text: t.wrong.order }]
      : []),
  ];
  const unit = site.factors.find(({ factor }) => factor === draft.factor)?.unit ?? '';
  const text =
    (
      key: 'lower' | 'upper' | 'validFrom' | 'validTo' | 'basis',
      more: { type?: string; maxLength?: number },
    ) =>
    (control: ControlIds): ReactNode => (
      <input
        {...control}
        {...more}
        className="inp"
        autoComplete="off"
        value={draft[key]}
        onChange={(event) => set({ [key]: event.target.value })}
      />
    );
  return (
    <PlainForm
      name={t.addLimit}
      prefix="limit"
      begin
      mistakes={mistakes}
      refusal={save.error}
      send={() => save.mutate(undefined)}
    >
      {(field) => (
        <>
          <div className="site-pair">
            <Choice
              field={field('factor')}
              label={t.factor}
              value={draft.factor}
              options={site.factors.map(({ factor, name }) => ({
                value: factor,
                text: `${name}　${factor}`,
              }))}
              change={(factor) => set({ factor })}
            />
            <Choice
              field={field('period')}
              label={t.period}
              value={draft.period}
              options={periods.map((period) => ({ value: period, text: words.periods[period] }))}
              change={(period) => set({ period: one(periods, period) ?? draft.period })}
            />
            <Field {...field('upper')} label={t.upper} hint={t.boundHint(unit)}>
              {text('upper', { maxLength: 17 })}
            </Field>
            <Field {...field('lower')} label={t.lower} hint={t.boundHint(unit)}>
              {text('lower', { maxLength: 17 })}
            </Field>
            <Field {...field('validFrom')} label={t.validFrom} required>
              {text('validFrom', { type: 'date' })}
            </Field>
            <Field {...field('validTo')} label={t.validTo} hint={t.validToHint}>
              {text('validTo', { type: 'date' })}
            </Field>
          </div>
          <Field {...field('basis')} label={t.basis} required hint={t.basisHint}>
            {text('basis', { maxLength: 200 })}
          </Field>
          <Choice
            field={field('mark')}
            label={t.mark}
            value={draft.mark}
            options={marks.map((mark) => ({ value: mark, text: words.marks[mark] }))}
            change={(mark) => set({ mark: one(marks, mark) ?? draft.mark })}
          />
          <div className="row">
            <button type="submit" className="btn p" disabled={save.isPending}>
              {t.addLimit}
            </button>
            <button type="button" className="btn" onClick={close}>
              {t.cancel}
            </button>
          </div>
        </>
      )}
    </PlainForm>
  );
}
