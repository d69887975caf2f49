import { formatInstant, formatNumber } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import type { StationDetail } from './queries.ts';
import { useTexts } from './texts.ts';

/** The newest value of each field that a station sends, as it was sent. */
export function LatestTable({ station }: { station: StationDetail }) {
  const t = useTexts();
  const { language } = useLocal();
  if (station.latest.length === 0) return null;
  return (
    <details className="mt8">
      <summary className="s">{t.latest(station.latest.length)}</summary>
      <div className="table-scroll station-latest" {...scrollRegion(t.latest(station.latest.length))}>
        <table className="tb num">
          <thead>
            <tr>
              <th scope="col">{t.latestColumns.field}</th>
              <th scope="col" className="r">
                {t.latestColumns.value}
              </th>
              <th scope="col">{t.latestColumns.mark}</th>
              <th scope="col">{t.latestColumns.at}</th>
            </tr>
          </thead>
          <tbody>
            {station.latest.map(({ cn, field, name, unit, at, value, mark }) => (
              <tr key={`${cn} ${field}`}>
                <td>
                  {name} <small className="code">{field}</small>
                </td>
                <td className="r nw">
                  {value === null ? '—' : formatNumber(value)}{' '}
                  <small className="t3">{unit ?? t.noUnit}</small>
                </td>
                <td className="code">{mark}</td>
                <td className="nw">
                  {formatInstant(at, language)} <small className="t3">{cn}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
