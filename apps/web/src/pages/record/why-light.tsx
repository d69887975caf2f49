import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { useLocal } from '../../lib/use-local.ts';
import { LightMark } from '../../ui/light.tsx';
import { Panel } from '../../ui/page-head.tsx';
import type { RecordDetail } from './record-detail.ts';

/** Why the light is what it is: the reason, the formula, the figures it was computed from. */
export function WhyLight({ record }: { record: RecordDetail }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const { reason, formula, values, light } = record.lightReason;
  const figures = Object.entries(values);
  return (
    <Panel title={t(`record.why.${light}`)} side={<LightMark kind={light} size={14} />}>
      <div className="in col g8">
        <p>{local(reason)}</p>
        <p className="t2 s">
          {t('record.formula')}　{local(formula)}
        </p>
        {figures.length > 0 && (
          <dl className="figures">
            {figures.map(([key, value]) => (
              <div key={key}>
                <dt className="t3 s">{t(`figure.${key as 'actual'}`, { defaultValue: key })}</dt>
                <dd className="num">{typeof value === 'number' ? formatNumber(value) : value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </Panel>
  );
}
