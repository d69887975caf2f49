import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Field } from '../../../ui/form/field.tsx';
import type { FieldState } from '../../../ui/form/plain-form.tsx';
import { siteQuery } from '../sites/queries.ts';
import { useFormTexts } from './form-texts.ts';
import { type FactorRow, factorRow } from './station-draft.ts';

/** Units that instruments send; any other that the server can convert may be typed. */
const units = ['µg/m³', 'mg/m³', 'µg/L', 'mg/L', 'm³/h', 'L/s', 'm³/s', '1', '%', '°C', 'kPa', 'm/s', 'dB'];

/** The codes that a station sends, each with the unit agreed with its operator. */
export function FactorsField({
  rows,
  siteId,
  oldCodes,
  field,
  change,
}: {
  rows: readonly FactorRow[];
  /** Number of the site, or empty. */
  siteId: string;
  /** The station sends the codes of 2005, which are not those of the site. */
  oldCodes: boolean;
  field: (path: string) => FieldState;
  change: (rows: FactorRow[]) => void;
}) {
  const t = useFormTexts();
  const add = useRef<HTMLButtonElement>(null);
  const { data: site } = useQuery({ ...siteQuery(Number(siteId)), enabled: siteId !== '' });
  const atSite = (code: string) => site?.factors.find(({ factor }) => factor === code.trim());
  const sent = new Set(rows.map((row) => row.code.trim()));
  const lacking = site?.factors.filter(({ factor }) => !sent.has(factor)) ?? [];
  const unitOf = (code: string) => {
    const own = atSite(code);
    return own === undefined ? '' : own.unit || '1';
  };
  const filled = rows.map((row) => (row.unit.trim() === '' ? { ...row, unit: unitOf(row.code) } : row));
  const fills = lacking.length > 0 || filled.some((row, index) => row.unit !== rows[index]?.unit);
  const set = (index: number, patch: Partial<FactorRow>) =>
    change(rows.map((row, at) => (at === index ? { ...row, ...patch } : row)));
  const remove = (index: number) => {
    change(rows.filter((_, at) => at !== index));
    add.current?.focus();
  };
  const hintOf = (part: 'code' | 'unit', code: string) =>
    part === 'code' && site && !oldCodes ? (atSite(code)?.name ?? t.notAtSite) : undefined;
  return (
    <fieldset className="col g8" aria-describedby="station-factors-hint">
      <legend className="vh">{t.factors}</legend>
      {rows.map((row, index) => (
        <div className="station-factor" key={row.key}>
          {(['code', 'unit'] as const).map((part) => (
            <Field
              {...field(`factors.${index}.${part}`)}
              key={part}
              label={`${t[part]} ${index + 1}`}
              hint={hintOf(part, row.code)}
            >
              {(control) => (
                <input
                  {...control}
                  className="inp"
                  list={part === 'unit' ? 'station-units' : undefined}
                  autoComplete="off"
                  value={row[part]}
                  onChange={(event) => set(index, { [part]: event.target.value })}
                />
              )}
            </Field>
          ))}
          <button
            type="button"
            className="btn sm"
            aria-label={t.removeFactor(row.code || String(index + 1))}
            onClick={() => remove(index)}
          >
            {t.remove}
          </button>
        </div>
      ))}
      <datalist id="station-units">
        {units.map((unit) => (
          <option key={unit} value={unit} />
        ))}
      </datalist>
      <div className="row w">
        <button ref={add} type="button" className="btn sm" onClick={() => change([...rows, factorRow()])}>
          {t.addFactor}
        </button>
        {fills && !oldCodes && (
          <button
            type="button"
            className="btn sm"
            onClick={() =>
              change([...filled, ...lacking.map(({ factor }) => factorRow(factor, unitOf(factor)))])
            }
          >
            {t.addSiteFactors}
          </button>
        )}
      </div>
      <span className="hint" id="station-factors-hint">
        {t.factorsHint}
      </span>
    </fieldset>
  );
}
