import { useTranslation } from 'react-i18next';
import { formatDay } from '../../lib/format.ts';
import type { LifeStep } from '../../lib/life-steps.ts';
import { useLocal } from '../../lib/use-local.ts';

const most = 9;

/** The life-cycle across the record; on long ones the first steps are folded. */
export function LifeStrip({ steps }: { steps: LifeStep[] }) {
  const { t } = useTranslation();
  const { language, local } = useLocal();
  const now = steps.findIndex((step) => step.phase === 'now');
  const folded = steps.length > most ? Math.max(0, Math.min(now - 2, steps.length - most)) : 0;
  return (
    <section className="panel">
      <ol className="life in" aria-label={t('record.life')}>
        {folded > 0 && <li className="ok">{t('record.folded', { count: folded })}</li>}
        {steps.slice(folded).map((step) => (
          <li
            key={step.state.key}
            className={{ done: 'ok', now: 'now', next: '' }[step.phase]}
            aria-current={step.phase === 'now' ? 'step' : undefined}
          >
            {local(step.state.label)}
            <span className="vh">{t(`record.phase.${step.phase}`)}</span>
            {step.at && <small className="num">{formatDay(step.at, language)}</small>}
          </li>
        ))}
      </ol>
    </section>
  );
}
