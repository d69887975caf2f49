import { AqiTag } from '../../../ui/aqi.tsx';
import { IndexCell } from './index-cell.tsx';
import type { AirNow } from './queries.ts';
import { formulaOf, unitsOf, useAirTexts } from './texts.ts';

/** The district at this hour: index, primary pollutant, advice, six concentrations, how it was made. */
export function NowPanel({ now }: { now: AirNow }) {
  const { t, local, nameOf, advice } = useAirTexts();
  const { district, at } = now;
  return (
    <section className="panel" aria-label={t.now}>
      <div className="in">
        <div className="row">
          <h2 className="air-h">{t.now}</h2>
          {at && (
            <small className="t3">
              {t.hour(at.hour)}　{district && unitsOf(district.figures)}
            </small>
          )}
          <span className="sp" />
          {district && district.index.value !== null && district.index.level !== null && (
            <AqiTag level={district.index.level} value={district.index.value} />
          )}
        </div>
        {district && (
          <>
            <p className="mt8 s t2">
              {district.index.value === null ? (
                <IndexCell index={district.index} reason />
              ) : district.index.primary.length === 0 ? (
                t.primaryNone
              ) : (
                <>
                  {t.primary} <b>{district.index.primary.map(nameOf).join('、')}</b>
                </>
              )}
              {district.health && (
                <>
                  <br />
                  {advice(district.health)}
                </>
              )}
            </p>
            <dl className="air-six num">
              {district.figures.map((figure) => (
                <div key={figure.pollutant}>
                  <dt>{formulaOf(figure.pollutant)}</dt>
                  <dd className={figure.value === null ? 'none' : ''} title={figure.unit}>
                    {figure.value ?? t.state[figure.state]}
                  </dd>
                </div>
              ))}
            </dl>
            <details className="s t3">
              <summary>{t.howMade}</summary>
              {local(district.formula)}
              {district.sensitive.length > 0 && (
                <p>
                  {t.sensitive}：{district.sensitive.join('；')}
                </p>
              )}
            </details>
          </>
        )}
      </div>
    </section>
  );
}
