import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Sets the title of the window: `page · 环治`. */
export function useTitle(page: string): void {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = page ? `${page} · ${t('app.name')}` : t('app.name');
  }, [page, t]);
}
