import { lazy, Suspense, useRef, useState } from 'react';
import { formatNumber } from '../../lib/format.ts';
import { downloadPng, downloadText } from '../../ui/chart/download.ts';
import { scrollRegion } from '../../ui/scroll-region.ts';
import { Loading } from '../../ui/states.tsx';
import { monthRows } from './progress-picture.ts';
import type { Progress } from './queries.ts';
import { useTargetTexts } from './texts.ts';
import '../../ui/chart/chart.css';

const ProgressChart = lazy(() => import('./progress-chart.tsx'));

/** The picture of a year with its table and downloads. */
export function ProgressFigure({ progress }: { progress: Progress }) {
  const { t, local } = useTargetTexts();
  const [table, setTable] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { target, indicator, asOf, year } = progress;
  const label = `${target.name}${t.join}${local(target.bound?.headline)}${t.join}${local(target.reason)}`;
  const name = `${target.name}-${year}`;
  const rows = monthRows(progress);
  const titles = [
    t.month,
    `${t.monthValue}（${indicator.unit}）`,
    `${t.cumulative}（${indicator.unit}）`,
    t.valid,
  ];
  const saveCsv = () => {
    const days = progress.line.map(({ day, value }) => `${day},,${value},`);
    const months = rows.map((row) => row.map((cell) => cell ?? '').join(','));
    downloadText(
      `\uFEFF${[titles.join(','), ...months, ...days].join('\r\n')}\r\n`,
      `${name}.csv`,
      'text/csv;charset=utf-8',
    );
  };
  const savePng = async () => {
    const svg = box.current?.querySelector('svg');
    if (svg) {
      const caption = `${target.name}　${t.asOf} ${asOf ?? ''}　${local(indicator.name)} v${indicator.version}`;
      await downloadPng(svg, `${name}.png`, caption);
    }
  };
  return (
    <figure>
      <div ref={box}>
        <Suspense fallback={<Loading />}>
          <ProgressChart progress={progress} label={label} />
        </Suspense>
      </div>
      <figcaption className="chart-foot">
        <span>{indicator.unit}</span>
        <span className="sp" />
        <button type="button" className="link" aria-expanded={table} onClick={() => setTable(!table)}>
          {table ? t.hideTable : t.table}
        </button>
        <button type="button" className="link" onClick={saveCsv}>
          {t.csv}
        </button>
        <button type="button" className="link" onClick={savePng}>
          {t.png}
        </button>
      </figcaption>
      {table && (
        <div className="table-scroll" {...scrollRegion(label)}>
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
        </div>
      )}
    </figure>
  );
}
