import { Panel } from '../../ui/page-head.tsx';
import type { Progress } from './queries.ts';
import { type TargetTexts, useTargetTexts } from './texts.ts';

type Fact = [string, string];

/** What the rest of the year may still bring, in figures, and where the year ends by the projection. */
export function HeadroomPanel({ progress }: { progress: Progress }) {
  const { t, local } = useTargetTexts();
  const { headroom, target, projection } = progress;
  const projected = target.bound?.projected;
  const facts = headroom === null ? [] : factsOf(headroom, t);
  return (
    <Panel title={t.left} note={t.year(progress.year)}>
      <div className="in col g8">
        {target.bound?.short && <p className="target-figure">{local(target.bound.short)}</p>}
        {facts.length > 0 && (
          <dl className="target-facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="num">{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {projected && projection ? (
          <p>
            <b>
              {t.projection} <span className="num">{projected.value}</span>
            </b>{' '}
            {projected.low !== projected.high && (
              <span className="num">（{t.band(projected.low, projected.high)}）</span>
            )}
            <br />
            <small className="t2">{local(projection.text)}</small>
          </p>
        ) : (
          <p className="t3 s">{target.bound?.indicator.startsWith('registry.') ? t.registryNote : t.ended}</p>
        )}
        {progress.enough.remark && <p className="s t2">{local(progress.enough.remark)}</p>}
        {!progress.enough.sufficient && <p className="s t2">{local(progress.enough.rule)}</p>}
      </div>
    </Panel>
  );
}

function factsOf(headroom: NonNullable<Progress['headroom']>, t: TargetTexts): Fact[] {
  const past = (range: { value: string; low: string; high: string } | null): Fact[] =>
    range === null
      ? []
      : [
          [
            t.samePeriod,
            range.low === range.high ? range.value : `${range.value}（${range.low}–${range.high}）`,
          ],
        ];
  switch (headroom.kind) {
    case 'mean':
      return headroom.remaining === 0
        ? []
        : [[t.restMean(headroom.remaining), headroom.restMean ?? '—'], ...past(headroom.samePeriod)];
    case 'days':
      return [
        [t.allowed, `${headroom.allowed} ${t.dayUnit}`],
        [t.used, `${headroom.used} ${t.dayUnit}`],
        ...(headroom.remaining === 0 ? [] : [[t.leftDays, `${headroom.left} ${t.dayUnit}`] as Fact]),
        ...past(headroom.samePeriod),
      ];
    case 'sections':
      return [
        [t.boundCount, `${headroom.bound} / ${headroom.judged}`],
        [t.counted, String(headroom.counted)],
        [headroom.spare < 0 ? t.missing : t.spare, String(Math.abs(headroom.spare))],
        [t.monthsLeft, String(headroom.remaining)],
      ];
  }
}
