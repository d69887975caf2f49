import { useTranslation } from 'react-i18next';
import { addressFor } from '../../api/call.ts';
import { formatExact, formatSize } from '../../lib/format.ts';
import { EvidencePicker } from '../../ui/form/evidence-picker.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { scrollRegion } from '../../ui/scroll-region.ts';
import type { RecordDetail } from './record-detail.ts';

/** The files of the record, and adding more where the person may act on it. */
export function EvidenceList({ record }: { record: RecordDetail }) {
  const { t } = useTranslation();
  const mayAdd = record.canEdit || record.allowed.length > 0;
  if (record.evidence.length === 0 && !mayAdd) return null;
  return (
    <Panel title={t('evidence.title')} note={t('evidence.count', { count: record.evidence.length })}>
      {record.evidence.length > 0 && (
        <div className="table-scroll" {...scrollRegion(t('frame.tableOf', { name: t('evidence.title') }))}>
          <table className="tb">
            <thead>
              <tr>
                <th scope="col">{t('evidence.name')}</th>
                <th scope="col" className="r">
                  {t('evidence.size')}
                </th>
                <th scope="col">{t('evidence.by')}</th>
                <th scope="col">{t('evidence.at')}</th>
                <th scope="col">{t('evidence.digest')}</th>
              </tr>
            </thead>
            <tbody>
              {record.evidence.map((file) => (
                <tr key={file.id}>
                  <td>
                    <a
                      href={addressFor('evidenceFile', { params: { id: file.id } })}
                      target="_blank"
                      rel="noreferrer"
                    >
                      {file.fileName}
                    </a>
                  </td>
                  <td className="r nw">{formatSize(file.size)}</td>
                  <td className="nw">{file.uploadedBy}</td>
                  <td className="nw">{formatExact(file.uploadedAt)}</td>
                  <td>
                    <Hash value={file.sha256} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {mayAdd && (
        <div className="in">
          <EvidencePicker
            place={{ registry: record.registry, id: record.id }}
            chosen={[]}
            change={() => undefined}
          />
        </div>
      )}
    </Panel>
  );
}
