import { lazy, useState } from 'react';
import { useLocal } from '../../lib/use-local.ts';
import { ChartFigure } from './chart-figure.tsx';
import { type ChartData, csvOf, rowsOf } from './types.ts';

const LineDrawing = lazy(() => import('./line-chart.tsx'));

const texts = {
  zh: { raw: '显示无效值', at: '时间', reason: '说明' },
  en: { raw: 'Show invalid values', at: 'Time', reason: 'Note' },
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
  const [raw, setRaw] = useState(false);
  const valueTitle = `${data.name} (${data.unit})`;
  const hasRaw = data.points.some((point) => point.value === null && point.raw != null);
  return (
    <ChartFigure
      name={data.name}
      unit={data.unit}
      caption={caption}
      csv={() => csvOf(data, [t.at, valueTitle, t.reason])}
      drawing={<LineDrawing data={data} label={label} height={height} showRaw={raw} />}
      lines={3}
      choices={
        hasRaw && (
          <label className="row">
            <input type="checkbox" className="ck" checked={raw} onChange={() => setRaw(!raw)} />
            {t.raw}
          </label>
        )
      }
      tableName={valueTitle}
      tableClass="table-scroll chart-table"
      table={
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
      }
    />
  );
}
