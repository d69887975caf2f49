import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
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
  errorOf,
  change,
}: {
  rows: readonly FactorRow[];
  /** Number of the site, or empty. */
  siteId: string;
  /** The station sends the codes of 2005, which are not those of the site. */
  oldCodes: boolean;
  errorOf: (path: string) => string | undefined;
  change: (rows: FactorRow[]) => void;
}) {
  const t = useFormTexts();
  const add = useRef<HTMLButtonElement>(null);
  const { data: site } = useQuery({ ...siteQuery(Number(siteId)), enabled: siteId !== '' });
  const sent = new Set(rows.map((row) => row.code.trim()));
  const lacking = site?.factors.filter(({ factor }) => !sent.has(factor)) ?? [];
  const unitOf = (code: string) => {
    const own = site?.factors.find(({ factor }) => factor === code.trim());
    return own && (own.unit || '1');
  };
  const filled = rows.map((row) => (row.unit.trim() === '' ? { ...row, unit: unitOf(row.code) ?? '' } : row));
  const fills = lacking.length > 0 || filled.some((row, index) => row.unit !== rows[index]?.unit);
  const nameOf = (code: string) => site?.factors.find(({ factor }) => factor === code)?.name;
  const set = (index: number, patch: Partial<FactorRow>) =>
    change(rows.map((row, at) => (at === index ? { ...row, ...patch } : row)));
  const remove = (index: number) => {
    change(rows.filter((_, at) => at !== index));
    add.current?.focus();
  };
  return (
    <fieldset className="col g8" aria-describedby="station-factors-hint">
      <legend className="s t2">{t.factors}</legend>
      {rows.map((row, index) => (
        <div className="station-factor" key={row.key}>
          {(['code', 'unit'] as const).map((part) => {
            const path = `factors.${index}.${part}`;
            const error = errorOf(path);
            return (
              <div className="field" key={part}>
                <label htmlFor={`station-${path}`} className={index === 0 ? '' : 'vh'}>
                  {t[part]}
                  {index > 0 && ` ${index + 1}`}
                </label>
                <input
                  id={`station-${path}`}
                  className="inp"
                  list={part === 'unit' ? 'station-units' : undefined}
                  autoComplete="off"
                  value={row[part]}
                  aria-invalid={error !== undefined}
                  aria-describedby={`station-${path}-note`}
                  onChange={(event) => set(index, { [part]: event.target.value })}
                />
                <span className={error ? 'err-t' : 'hint'} id={`station-${path}-note`}>
                  {error ??
                    (part === 'code' && site && !oldCodes ? (nameOf(row.code.trim()) ?? t.notAtSite) : '')}
                </span>
              </div>
            );
          })}
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
              change([...filled, ...lacking.map(({ factor, unit }) => factorRow(factor, unit || '1'))])
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
