import type { Answer } from '@huanzhi/contract';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { limitOf, requirement } from '../../lib/target-text.ts';
import { useLocal } from '../../lib/use-local.ts';
import { targetLight, targetWord } from '../../lib/words.ts';
import { Light } from '../../ui/light.tsx';
import { A } from '../../ui/link.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';

const shown = 5;

/** My goals: current value, what is required, and the reason of the status in one sentence. */
export function Goals({ targets }: { targets: Answer<'workbench'>['targets'] }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  return (
    <Panel
      title={t('work.goals')}
      side={
        <A className="s" href={paths.targets}>
          {t('work.allGoals', { count: targets.length })}
        </A>
      }
    >
      {targets.length === 0 ? (
        <p className="t3 in">{t('work.noGoals')}</p>
      ) : (
        <ul>
          {targets.slice(0, shown).map((target) => (
            <li className="goal" key={target.id}>
              <div className="row">
                <A className="plain" href={paths.target(target.id)}>
                  {target.name}
                </A>
                <span className="sp" />
                <Light kind={targetLight[target.status]} word={targetWord(t, target)} />
              </div>
              <div className="row">
                <span className="num">
                  <b className="goal-value">{target.current ? formatNumber(target.current.value) : '—'}</b>{' '}
                  <small className="t3">
                    {target.unit ?? ''}　{t('targets.required', { text: requirement(target) })}
                  </small>
                </span>
                <span className="sp" />
                <Sparkline values={target.series.map((point) => point.value)} limit={limitOf(target)} />
              </div>
              <small className="t2">{local(target.reason)}</small>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
