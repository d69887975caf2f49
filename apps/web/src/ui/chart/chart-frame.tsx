import { lazy, Suspense, useRef, useState } from 'react';
import { useLocal } from '../../lib/use-local.ts';
import { scrollRegion } from '../scroll-region.ts';
import { Loading } from '../states.tsx';
import { downloadPng, downloadText } from './download.ts';
import { type ChartData, csvOf, rowsOf } from './types.ts';
import './chart.css';

const LineDrawing = lazy(() => import('./line-chart.tsx'));

const texts = {
  zh: {
    table: '表格',
    hideTable: '收起表格',
    csv: '下载 CSV',
    png: '下载 PNG',
    raw: '显示无效值',
    at: '时间',
    reason: '说明',
  },
  en: {
    table: 'Table',
    hideTable: 'Hide table',
    csv: 'CSV',
    png: 'PNG',
    raw: 'Show invalid values',
    at: 'Time',
    reason: 'Note',
  },
};

/**
 * A chart with its table and downloads.
 * @param label the conclusion, for who does not see the drawing
 * @param caption printed under a downloaded picture: filters, edition, as of when
 */
export function ChartFrame({
  data,
  label,
  caption,
  height = 200,
}: {
  data: ChartData;
  label: string;
  caption: string;
  height?: number;
}) {
  const { language } = useLocal();
  const t = texts[language];
  const [table, setTable] = useState(false);
  const [raw, setRaw] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const valueTitle = `${data.name} (${data.unit})`;
  const hasRaw = data.points.some((point) => point.value === null && point.raw != null);
  const savePng = async () => {
    const svg = box.current?.querySelector('svg');
    if (svg) await downloadPng(svg, `${data.name}.png`, caption);
  };
  return (
    <figure>
      <div ref={box}>
        <Suspense fallback={<Loading lines={3} />}>
          <LineDrawing data={data} label={label} height={height} showRaw={raw} />
        </Suspense>
      </div>
      <figcaption className="chart-foot">
        <span>{data.unit}</span>
        <span className="sp" />
        {hasRaw && (
          <label className="row">
            <input type="checkbox" className="ck" checked={raw} onChange={() => setRaw(!raw)} />
            {t.raw}
          </label>
        )}
        <button type="button" className="link" aria-expanded={table} onClick={() => setTable(!table)}>
          {table ? t.hideTable : t.table}
        </button>
        <button
          type="button"
          className="link"
          onClick={() =>
            downloadText(
              csvOf(data, [t.at, valueTitle, t.reason]),
              `${data.name}.csv`,
              'text/csv;charset=utf-8',
            )
          }
        >
          {t.csv}
        </button>
        <button type="button" className="link" onClick={savePng}>
          {t.png}
        </button>
      </figcaption>
      {table && (
        <div className="table-scroll chart-table" {...scrollRegion(valueTitle)}>
          <table className="tb">
            <thead>
              <tr>
                <th scope="col">{t.at}</th>
                <th scope="col" className="r">
                  {valueTitle}
                </th>
                <th scope="col">{t.reason}</th>
              </tr>
            </thead>
            <tbody>
              {rowsOf(data).map(([at, value, reason]) => (
                <tr key={at}>
                  <td className="nw">{at}</td>
                  <td className="r">{value}</td>
                  <td className="t3">{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </figure>
  );
}
