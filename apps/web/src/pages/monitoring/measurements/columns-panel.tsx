import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import type { MeasurementImport } from './queries.ts';
import { useTexts } from './texts.ts';

/** The columns of the file as they were taken. */
export function ColumnsPanel({ data }: { data: MeasurementImport }) {
  const t = useTexts();
  return (
    <Panel title={t.columns} note={data.form && t.form[data.form]}>
      <div className="table-scroll" {...scrollRegion(t.columns)}>
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">{t.column}</th>
              <th scope="col">{t.role}</th>
              <th scope="col">{t.factor}</th>
              <th scope="col">{t.unit}</th>
              <th scope="col">{t.why}</th>
            </tr>
          </thead>
          <tbody>
            {data.columns.map((column) => (
              <tr key={column.index}>
                <td>
                  <b>{column.title || t.emptyCell}</b>
                </td>
                <td className={column.reason ? 't3' : undefined}>{t.roles[column.role] ?? column.role}</td>
                <td>{column.factorName ?? column.factor ?? '—'}</td>
                <td>{column.unit ?? (column.role === 'factor' ? t.siteUnit : '—')}</td>
                <td className="t2">{column.reason ? (t.whys[column.reason] ?? column.reason) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
