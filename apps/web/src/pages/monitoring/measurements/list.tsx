import type { Light as Kind } from '@huanzhi/registry';
import { useQuery } from '@tanstack/react-query';
import { formatInstant, formatNumber } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { Crumbs, PageHead, Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed, Loading, State } from '../../../ui/states.tsx';
import { type ImportStatus, importPath, importsQuery } from './queries.ts';
import { useTexts } from './texts.ts';
import { UploadPanel } from './upload-panel.tsx';

const lights: Record<ImportStatus, Kind> = {
  checking: 'blue',
  checked: 'yellow',
  committing: 'blue',
  committed: 'green',
  withdrawing: 'blue',
  withdrawn: 'grey',
  failed: 'red',
};

/** 导入数据: upload a table of measurements, and the imports so far. */
export default function MeasurementImports() {
  const t = useTexts();
  const { language } = useLocal();
  const { data, error, refetch } = useQuery(importsQuery);
  useTitle(t.nav);
  return (
    <>
      <Crumbs items={[{ text: t.monitoring }, { text: t.nav }]} />
      <PageHead title={t.nav} line={t.line} />
      {error && <Failed error={error} what={t.nav} retry={() => refetch()} />}
      {!data && !error && <Loading lines={6} />}
      {data && (
        <div className="col g12">
          <UploadPanel />
          <Panel title={t.earlier}>
            {data.items.length === 0 ? (
              <State icon="list" title={t.none} />
            ) : (
              <div className="table-scroll" {...scrollRegion(t.earlier)}>
                <table className="tb num">
                  <thead>
                    <tr>
                      <th scope="col">{t.file}</th>
                      <th scope="col">{t.source}</th>
                      <th scope="col">{t.state}</th>
                      <th scope="col" className="r">
                        {t.rows}
                      </th>
                      <th scope="col" className="r">
                        {t.hours}
                      </th>
                      <th scope="col" className="r">
                        {t.rejectedRows}
                      </th>
                      <th scope="col">{t.by}</th>
                      <th scope="col">{t.at}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.items.map((one) => (
                      <tr key={one.id}>
                        <td>
                          <A href={importPath(one.id)}>{one.fileName}</A>
                        </td>
                        <td className="nw">{t.sources[one.source]}</td>
                        <td className="nw">
                          <Light kind={lights[one.status]} word={t.status[one.status]} />
                        </td>
                        <td className="r">{formatNumber(one.counts.rows)}</td>
                        <td className="r nw">
                          {formatNumber(one.counts.new)} / {formatNumber(one.counts.change)}
                        </td>
                        <td className="r">{formatNumber(one.counts.reject)}</td>
                        <td className="nw">{one.createdBy}</td>
                        <td className="nw">{formatInstant(one.createdAt, language)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </Panel>
        </div>
      )}
    </>
  );
}
