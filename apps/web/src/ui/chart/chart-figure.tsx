import { type ReactNode, Suspense, useRef, useState } from 'react';
import { useLocal } from '../../lib/use-local.ts';
import { scrollRegion } from '../scroll-region.ts';
import { Loading } from '../states.tsx';
import { downloadPng, downloadText } from './download.ts';
import './chart.css';

const texts = {
  zh: { table: '表格', hideTable: '收起表格', csv: '下载 CSV', png: '下载 PNG' },
  en: { table: 'Table', hideTable: 'Hide table', csv: 'CSV', png: 'PNG' },
};

/** Around a drawing: unit, switch for the table of the same data, downloads as CSV and PNG. */
export function ChartFigure({
  name,
  unit,
  caption,
  csv,
  drawing,
  lines,
  choices,
  table,
  tableName,
  tableClass = 'table-scroll',
}: {
  /** Name of the downloaded files, without ending. */
  name: string;
  unit: string;
  /** Printed under the downloaded picture. */
  caption: string;
  csv: () => string;
  /** May load late. */
  drawing: ReactNode;
  /** Lines that stand in its place meanwhile. */
  lines?: number;
  /** More switches beside the downloads. */
  choices?: ReactNode;
  table: ReactNode;
  tableName: string;
  tableClass?: string;
}) {
  const { language } = useLocal();
  const t = texts[language];
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const savePng = async () => {
    const svg = box.current?.querySelector('svg');
    if (svg) await downloadPng(svg, `${name}.png`, caption);
  };
  return (
    <figure>
      <div ref={box}>
        <Suspense fallback={lines === undefined ? <Loading /> : <Loading lines={lines} />}>
          {drawing}
        </Suspense>
      </div>
      <figcaption className="chart-foot">
        <span>{unit}</span>
        <span className="sp" />
        {choices}
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t.hideTable : t.table}
        </button>
        <button
          type="button"
          className="link"
          onClick={() => downloadText(csv(), `${name}.csv`, 'text/csv;charset=utf-8')}
        >
          {t.csv}
        </button>
        <button type="button" className="link" onClick={savePng}>
          {t.png}
        </button>
      </figcaption>
      {open && (
        <div className={tableClass} {...scrollRegion(tableName)}>
          {table}
        </div>
      )}
    </figure>
  );
}
