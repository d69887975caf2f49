import { useTranslation } from 'react-i18next';
import { paths } from '../../lib/paths.ts';
import { Icon } from '../../ui/icon.tsx';
import { A } from '../../ui/link.tsx';
import { Panel } from '../../ui/page-head.tsx';
import type { RecordDetail } from './record-detail.ts';

/** Where the record comes from and what it is tied to. */
export function Links({ links, source }: { links: RecordDetail['links']; source: RecordDetail['source'] }) {
  const { t } = useTranslation();
  if (links.length === 0 && !source) return null;
  return (
    <Panel title={t('record.links')}>
      <ul className="in col g4">
        {source?.plan && (
          <li className="row">
            <Icon name="link" size={14} />
            <A href={paths.review(source.plan, source.item)}>{t('record.fromPlan')}</A>
          </li>
        )}
        {source && !source.plan && (
          <li className="row t2">
            <Icon name="link" size={14} />
            {source.system === 'alert' && source.externalNo ? (
              <A href={paths.alert(source.externalNo)}>{t('monitoring.alerts')}</A>
            ) : (
              <>
                {t('record.fromSystem', { system: source.system })} {source.externalNo}
              </>
            )}
          </li>
        )}
        {links.map((link) => (
          <li className="row" key={link.kind + link.recordId}>
            <Icon name="link" size={14} />
            <span className="t3 s">{link.kind}</span>
            <A href={paths.record(link.registry, link.recordId)}>{link.title}</A>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
