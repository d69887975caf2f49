import { useTranslation } from 'react-i18next';
import { formatExact } from '../../lib/format.ts';
import { targetLight } from '../../lib/words.ts';
import { Light } from '../../ui/light.tsx';
import { Panel } from '../../ui/page-head.tsx';
import type { Progress } from './queries.ts';
import { useTargetTexts } from './texts.ts';

const statuses = ['none', 'met', 'on-course', 'at-risk', 'missed'] as const;

/** Every value that was computed, with what changed it and who said so; how the status moved; bindings. */
export function HistoryPanel({ progress }: { progress: Progress }) {
  const { t, local } = useTargetTexts();
  const { t: words } = useTranslation();
  const { history } = progress;
  // A miss that was written down within the year was one that lay ahead.
  const wordAt = ({ status, at }: { status: string; at: string }) =>
    status === 'missed' && at.slice(0, 4) <= String(progress.year)
      ? words('light.target.predicted-miss')
      : words(`light.target.${statuses.find((known) => known === status) ?? 'none'}`);
  return (
    <Panel title={t.history}>
      <div className="in col g12">
        {history.length === 0 && <p className="t3">{t.noHistory}</p>}
        <ol className="target-history">
          {history.map((one, index) => {
            const before = history[index + 1];
            return (
              <li key={`${one.at} ${one.asOf} ${one.value}`}>
                <p>
                  <b className="num">
                    {before && before.value !== one.value && `${before.value ?? '—'} → `}
                    {one.value ?? '—'}
                  </b>
                  {'　'}
                  <span className="num t2">{`${one.numerator} ÷ ${one.denominator}`}</span>　{local(one.why)}
                </p>
                {one.steps.map((step) => (
                  <p key={`${step.at} ${step.what.zh}`} className="s">
                    <b>{step.by}</b>　{local(step.what)}
                    {step.reason && <>　“{step.reason}”</>}
                  </p>
                ))}
                <small className="t3 num">
                  {formatExact(one.at)}　{t.asOf} {one.asOf ?? '—'}　{t.version(one.version)}
                  {'　'}
                  <span className="code">{one.inputs.digest.slice(0, 8)}</span>
                </small>
              </li>
            );
          })}
        </ol>
        {progress.statuses.length > 0 && (
          <>
            <h3>{t.statuses}</h3>
            <ol className="target-history">
              {progress.statuses.map((one) => {
                const status = statuses.find((known) => known === one.status) ?? 'none';
                return (
                  <li key={one.at + one.status}>
                    <p>
                      <Light kind={targetLight[status]} word={wordAt(one)} />
                      {'　'}
                      {local(one.reason)}
                    </p>
                    <small className="t3 num">{formatExact(one.at)}</small>
                  </li>
                );
              })}
            </ol>
          </>
        )}
        {progress.bindings.length > 0 && (
          <>
            <h3>{t.bindings}</h3>
            <ol className="target-history">
              {progress.bindings.map((one) => (
                <li key={one.at + (one.indicator ?? '')}>
                  <p>
                    {one.name ? local(one.name) : t.unbound}
                    {'　'}
                    <span className="t2">{one.auto ? t.auto : one.by?.name}</span>
                    {one.reason && <>　“{one.reason}”</>}
                  </p>
                  <small className="t3 num">{formatExact(one.at)}</small>
                </li>
              ))}
            </ol>
          </>
        )}
      </div>
    </Panel>
  );
}
