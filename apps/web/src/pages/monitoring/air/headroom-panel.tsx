import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { paths } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { Failed, Loading } from '../../../ui/states.tsx';
import { type AirHeadroom, airHeadroomQuery } from './queries.ts';
import { useAirTexts } from './texts.ts';

type Goal = AirHeadroom['goals'][number];

function GoalLine({ goal }: { goal: Goal }) {
  const { t, local, nameOf } = useAirTexts();
  const title = goal.kind === 'pm25' ? `${nameOf('PM2.5')} ≤ ${goal.target}` : `${t.good} ≥ ${goal.target}%`;
  const risky = goal.state === 'attainable' && goal.light === 'yellow';
  const unknown = goal.state === 'attainable' && goal.light === 'grey';
  const word = risky ? t.atRisk : unknown ? t.notJudged : t.states[goal.state];
  return (
    <li>
      <p className="t2">{title}</p>
      <div className="row">
        <b className="air-big num">{goal.left ?? goal.soFar ?? '—'}</b>
        {goal.left !== null && (
          <small className="t3">{goal.kind === 'pm25' ? t.leftMean(goal.remainingDays) : t.leftDays}</small>
        )}
        <span className="sp" />
        <Light kind={goal.light} word={word} />
      </div>
      {goal.left === null && <p className="s t3">{local(goal.reason)}</p>}
      <details className="s t3">
        <summary>
          {goal.earlier ? t.usual(goal.earlier.value, goal.earlier.years.join('、')) : t.usualNone}
        </summary>
        {local(goal.formula)}　{goal.source === 'entered' ? t.entered : t.ofPlan}
      </details>
    </li>
  );
}

function GoalForm() {
  const { t } = useAirTexts();
  const [query, setQuery] = useUrlQuery();
  const [pm25, setPm25] = useState(query.pm25 ?? '');
  const [good, setGood] = useState(query.good ?? '');
  const send = (event: FormEvent) => {
    event.preventDefault();
    setQuery({ pm25: pm25 || undefined, good: good || undefined }, 'push');
  };
  const pattern = '\\d{1,4}(\\.\\d{1,3})?';
  return (
    <form onSubmit={send} className="air-goal">
      <label>
        {t.goalPm25}
        <input
          className="inp"
          inputMode="decimal"
          pattern={pattern}
          value={pm25}
          onChange={(e) => setPm25(e.target.value)}
        />
      </label>
      <label>
        {t.goalGood}
        <input
          className="inp"
          inputMode="decimal"
          pattern={pattern}
          value={good}
          onChange={(e) => setGood(e.target.value)}
        />
      </label>
      <button type="submit" className="btn sm">
        {t.goalShow}
      </button>
    </form>
  );
}

/** What the goals of the year leave for the days to come. */
export function HeadroomPanel({ year }: { year: number | undefined }) {
  const { t } = useAirTexts();
  const [query] = useUrlQuery();
  const { data, error, refetch } = useQuery(
    airHeadroomQuery({ year, pm25: query.pm25, good: query.good, to: query.to }),
  );
  return (
    <section className="panel" aria-label={t.headroom}>
      <div className="in">
        <div className="row">
          <h2 className="air-h">{t.headroom}</h2>
          {data?.asOf && <small className="t3">{t.asOf(data.asOf)}</small>}
          <span className="sp" />
          <A className="s" href={paths.targets}>
            {t.targets}
          </A>
        </div>
        {error && <Failed error={error} what={t.headroom} retry={() => refetch()} />}
        {!data && !error && <Loading lines={3} />}
        {data && data.goals.length > 0 && (
          <ul className="air-goals">
            {data.goals.map((goal) => (
              <GoalLine key={`${goal.kind} ${goal.targetId}`} goal={goal} />
            ))}
          </ul>
        )}
        {data?.goals.every((goal) => goal.source === 'entered') && (
          <>
            <p className="s t3 mt8">{data.goals.length === 0 ? t.headroomNone : t.entered}</p>
            <details open={data.goals.length === 0} className="s">
              <summary>{t.goalShow}</summary>
              <GoalForm />
            </details>
          </>
        )}
      </div>
    </section>
  );
}
