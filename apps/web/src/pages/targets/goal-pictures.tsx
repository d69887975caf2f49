import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { paths } from '../../lib/paths.ts';
import type { Target } from '../../lib/target-text.ts';
import { targetLight, targetWord } from '../../lib/words.ts';
import { Light } from '../../ui/light.tsx';
import { A } from '../../ui/link.tsx';
import { ProgressFigure } from './progress-figure.tsx';
import { progressQuery } from './queries.ts';
import { useTargetTexts } from './texts.ts';

/** Indicators whose picture stands above the list, in this order. */
const shown = ['air.pm25.mean', 'air.good-days'];

/** The years of the two goals of air that every district is held to, where they are bound and have data. */
export function GoalPictures({ targets }: { targets: Target[] }) {
  const chosen = shown.flatMap((key) => {
    const found = targets.filter(({ bound, current }) => bound?.indicator === key && current !== null);
    // The newest year says most.
    return found.sort((a, b) => (b.bound?.year ?? 0) - (a.bound?.year ?? 0)).slice(0, 1);
  });
  if (chosen.length === 0) return null;
  return (
    <div className="goal-pictures">
      {chosen.map((target) => (
        <GoalPicture key={target.id} target={target} />
      ))}
    </div>
  );
}

function GoalPicture({ target }: { target: Target }) {
  const { t } = useTranslation();
  const { local } = useTargetTexts();
  const { data } = useQuery(progressQuery(target.id));
  const headline = local(target.bound?.headline);
  return (
    <section className="panel" aria-label={headline}>
      <div className="in col g4">
        <div className="row">
          <h2>
            <A className="plain" href={paths.target(target.id)}>
              {headline}
            </A>
          </h2>
          <span className="sp" />
          <Light kind={targetLight[target.status]} word={targetWord(t, target)} />
        </div>
        <small className="t2">{local(target.reason)}</small>
        {data && data.line.length > 0 && <ProgressFigure progress={data} />}
      </div>
    </section>
  );
}
