import { formatNumber } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { toggled } from './hours.ts';
import type { Series } from './queries.ts';
import { useReviewTexts } from './texts.ts';
import { VerdictMark } from './verdict-mark.tsx';

/** Factors of the site that stand beside the one under judgement. */
const companions = 2;

const shown = (value: number | null | undefined) => (value == null ? '—' : formatNumber(value));

/** The hours with neighbours, other factors and marks; each can be chosen. */
export function HourTable({
  series,
  hours,
  all,
  select,
}: {
  series: Series;
  hours: readonly number[];
  /** All 24, or those around the chosen ones. */
  all: boolean;
  select: (hours: number[]) => void;
}) {
  const t = useReviewTexts();
  const { local } = useLocal();
  const near = (hour: number) =>
    all || hours.length === 0 || hours.some((one) => Math.abs(one - hour) <= 2) || hours.includes(hour);
  const beside = series.companions.slice(0, companions);
  const late = series.late.length > 0;
  return (
    <div className="table-scroll" {...scrollRegion(`${series.site.name} ${local(series.factorName)}`)}>
      <table className="tb num dr-hours">
        <thead>
          <tr>
            <th scope="col">{t.at}</th>
            <th scope="col" className="r">
              {t.own}
            </th>
            {late && (
              <th scope="col" className="r">
                {t.late}
              </th>
            )}
            {series.neighbours.map((one) => (
              <th key={one.id} scope="col" className="r">
                {one.name}
              </th>
            ))}
            {beside.map((one) => (
              <th key={one.factor} scope="col" className="r">
                {local(one.name)}
              </th>
            ))}
            <th scope="col">{t.instrument}</th>
            <th scope="col">{t.enterprise}</th>
            <th scope="col">{t.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {series.hours
            .filter((one) => near(one.hour))
            .map((one) => {
              const chosen = hours.includes(one.hour);
              const two = String(one.hour).padStart(2, '0');
              const came = series.late.find((value) => value.hour === one.hour);
              return (
                <tr key={one.hour} className={chosen ? 'cur' : ''}>
                  <td className="nw">
                    <label className="row">
                      <input
                        type="checkbox"
                        className="ck"
                        checked={chosen}
                        aria-label={t.selectHour(two)}
                        onChange={() => select(toggled(hours, one.hour))}
                      />
                      {t.hours(two)}
                    </label>
                  </td>
                  <td className="r nw">{chosen ? <b>{shown(one.value)}</b> : shown(one.value)}</td>
                  {late && (
                    <td className="r nw">{came === undefined ? '' : `${shown(came.value)} ${came.mark}`}</td>
                  )}
                  {series.neighbours.map((other) => (
                    <td key={other.id} className="r t2">
                      {shown(other.values[one.hour - 1])}
                    </td>
                  ))}
                  {beside.map((other) => (
                    <td key={other.factor} className="r t2">
                      {shown(other.values[one.hour - 1])}
                    </td>
                  ))}
                  <td className="code">{one.mark === '-' ? '—' : one.mark}</td>
                  <td className="t2">{one.enterprise.join(t.separator) || t.notMarked}</td>
                  <td className="nw">{one.verdict === '.' ? '' : <VerdictMark verdict={one.verdict} />}</td>
                </tr>
              );
            })}
        </tbody>
      </table>
    </div>
  );
}
