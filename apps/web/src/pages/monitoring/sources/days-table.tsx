import { useLocal } from '../../../lib/use-local.ts';
import { Light } from '../../../ui/light.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import type { SourceDay, SourcePage } from './queries.ts';
import { useSourceTexts } from './texts.ts';
import { Verdict } from './verdict.tsx';

/** Valid and due values of a day over the factors that a limit decides about. */
function counts(day: SourceDay): string {
  const judged = day.figures.filter((one) => one.limit !== null);
  const valid = judged.map((one) => one.valid).join(' / ');
  const expected = [...new Set(judged.map((one) => one.expected))].join(' / ');
  return judged.length === 0 ? '—' : `${valid} ÷ ${expected}`;
}

function FigureCell({ figure }: { figure: SourceDay['figures'][number] | undefined }) {
  const t = useSourceTexts();
  return (
    <td className="r">
      {figure?.outcome === 'exceeds' ? <b>{figure.value ?? t.none}</b> : (figure?.value ?? t.none)}
      {figure?.hoursOverAre === 'verdict' && (
        <div className="nw">
          <Light kind="red" word={t.overHours(figure.hoursOver)} />
        </div>
      )}
    </td>
  );
}

/** Days of an outlet, the newest first: figures against limits, rate, verdict, what was left out. */
export function DaysTable({ page }: { page: SourcePage }) {
  const t = useSourceTexts();
  const { local } = useLocal();
  const limited = page.series.filter(({ factor }) =>
    page.days.some((day) => day.figures.some((one) => one.factor === factor && one.limit !== null)),
  );
  return (
    <Panel title={t.days} note={t.daysNote}>
      <div className="table-scroll" {...scrollRegion(t.days)}>
        <table className="tb num">
          <thead>
            <tr>
              <th scope="col">{t.day}</th>
              {limited.map((one) => (
                <th key={one.factor} scope="col" className="r">
                  {local(one.name)} <small className="t3">{one.unit}</small>
                </th>
              ))}
              {page.source.medium === 'water' && (
                <th scope="col" className="r">
                  {t.discharge}
                </th>
              )}
              <th scope="col" className="r">
                {t.valid}
              </th>
              <th scope="col" className="r">
                {t.rate}
              </th>
              <th scope="col">{t.outcome}</th>
              <th scope="col">{t.leftOut}</th>
            </tr>
          </thead>
          <tbody>
            {page.days.map((day) => (
              <tr key={day.day}>
                <th scope="row" className="nw">
                  {day.day}
                </th>
                {limited.map(({ factor }) => (
                  <FigureCell key={factor} figure={day.figures.find((one) => one.factor === factor)} />
                ))}
                {page.source.medium === 'water' && <td className="r">{day.discharge?.value ?? t.none}</td>}
                <td className="r nw">{counts(day)}</td>
                <td className="r nw">
                  {day.rate.text === null ? (
                    t.none
                  ) : (
                    <Light kind={day.rate.meets ? 'green' : 'red'} word={`${day.rate.text}%`} />
                  )}
                </td>
                <td>
                  <Verdict outcome={day.outcome} provisional={day.provisional} />
                  {day.reason && <small className="t3"> {local(day.reason)}</small>}
                  {day.warnings > 0 && (
                    <div>
                      <Light kind="yellow" word={t.warnings(day.warnings)} />
                    </div>
                  )}
                </td>
                <td className="s t2">
                  {day.leftOut.map((one) => t.hoursOf(local(one.reason), one.hours)).join('、') || t.none}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
