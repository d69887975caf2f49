import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon.tsx';

export const importSteps = ['file', 'columns', 'verdict', 'done'] as const;
export type ImportStep = (typeof importSteps)[number];

/** 选文件 → 对列 → 看判定 → 导入. */
export function Steps({ now }: { now: ImportStep }) {
  const { t } = useTranslation();
  const at = importSteps.indexOf(now);
  return (
    <ol className="steps" aria-label={t('import.steps')}>
      {importSteps.map((step, index) => (
        <li
          key={step}
          className={index < at ? 'ok' : undefined}
          aria-current={index === at ? 'step' : undefined}
        >
          {index < at && <Icon name="tick" size={14} />}
          {t(`import.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
