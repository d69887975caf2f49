import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { today } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Choice } from '../../../ui/form/choice.tsx';
import { Field } from '../../../ui/form/field.tsx';
import { PlainForm } from '../../../ui/form/plain-form.tsx';
import { useSiteFormTexts } from './form-texts.ts';
import { factorChoicesQuery, type SiteDetail } from './queries.ts';
import { useSiteChange } from './use-site-change.ts';

/** Adding a factor: which, in which unit its hours are kept, from when on it is expected. */
export function FactorForm({ site, close }: { site: SiteDetail; close: () => void }) {
  const t = useSiteFormTexts();
  const { language } = useLocal();
  const { data } = useQuery(factorChoicesQuery(site.kind));
  const [factor, setFactor] = useState('');
  const [unit, setUnit] = useState('');
  const [since, setSince] = useState(today());
  const save = useSiteChange(
    () => call('addSiteFactor', { params: { id: site.id }, body: { factor, unit, since } }),
    close,
  );
  const known = new Set(site.factors.map((one) => one.factor));
  const choices = data?.items.filter((one) => !known.has(one.code)) ?? [];
  const units = data?.items.find((one) => one.code === factor)?.units ?? [];
  const mistakes = [
    ...(factor === '' ? [{ path: 'factor', text: t.wrong.fill(t.factor) }] : []),
    ...(since === '' ? [{ path: 'since', text: t.wrong.fill(t.since) }] : []),
  ];
  const edited = () => {
    if (save.error) save.reset();
  };
  return (
    <PlainForm
      name={t.addFactor}
      prefix="factor"
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
              required
              value={factor}
              empty={t.chooseFactor}
              options={choices.map((one) => ({
                value: one.code,
                text: `${language === 'en' ? one.englishName : one.name}　${one.code}`,
              }))}
              change={(code) => {
                edited();
                setFactor(code);
                setUnit(data?.items.find((one) => one.code === code)?.units[0] ?? '');
              }}
            />
            <Choice
              field={field('unit')}
              label={t.unit}
              hint={t.unitHint}
              value={unit}
              options={units.map((one) => ({ value: one, text: t.boundHint(one) }))}
              change={(next) => {
                edited();
                setUnit(next);
              }}
            />
          </div>
          <Field {...field('since')} label={t.since} required hint={t.sinceHint}>
            {(control) => (
              <input
                {...control}
                className="inp"
                style={{ maxWidth: 200 }}
                type="date"
                value={since}
                onChange={(event) => {
                  edited();
                  setSince(event.target.value);
                }}
              />
            )}
          </Field>
          <div className="row">
            <button type="submit" className="btn p" disabled={save.isPending}>
              {t.addFactor}
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
