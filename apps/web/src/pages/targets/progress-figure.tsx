import { lazy } from 'react';
import { formatNumber } from '../../lib/format.ts';
import { ChartFigure } from '../../ui/chart/chart-figure.tsx';
import { monthRows } from './progress-picture.ts';
import type { Progress } from './queries.ts';
import { useTargetTexts } from './texts.ts';

const ProgressChart = lazy(() => import('./progress-chart.tsx'));

/** The picture of a year with its table and downloads. */
export function ProgressFigure({ progress }: { progress: Progress }) {
  const { t, local } = useTargetTexts();
  const { target, indicator, asOf, year } = progress;
  const label = `${target.name}${t.join}${local(target.bound?.headline)}${t.join}${local(target.reason)}`;
  const rows = monthRows(progress);
  const titles = [
    t.month,
    `${t.monthValue}（${indicator.unit}）`,
    `${t.cumulative}（${indicator.unit}）`,
    t.valid,
  ];
  const csv = () => {
    const days = progress.line.map(({ day, value }) => `${day},,${value},`);
    const months = rows.map((row) => row.map((cell) => cell ?? '').join(','));
    return `\uFEFF${[titles.join(','), ...months, ...days].join('\r\n')}\r\n`;
  };
  return (
    <ChartFigure
      name={`${target.name}-${year}`}
      unit={indicator.unit}
      caption={`${target.name}　${t.asOf} ${asOf ?? ''}　${local(indicator.name)} v${indicator.version}`}
      csv={csv}
      drawing={<ProgressChart progress={progress} label={label} />}
      tableName={label}
      table={
        <table className="tb num">
          <thead>
            <tr>
              {titles.map((title, index) => (
                <th scope="col" key={title} className={index > 0 ? 'r' : undefined}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([month, value, soFar, valid]) => (
              <tr key={month}>
                <td>{month}</td>
                <td className="r">{value === null ? t.noData : formatNumber(value)}</td>
                <td className="r">{soFar === null ? t.noData : formatNumber(soFar)}</td>
                <td className="r">{valid}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
