import { useTranslation } from 'react-i18next';
import { paths } from '../lib/paths.ts';
import { useTitle } from '../lib/use-title.ts';
import { A } from '../ui/link.tsx';
import { State } from '../ui/states.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  useTitle(t('state.noPage'));
  return (
    <main id="main" className="main">
      <State whole icon="search" title={t('state.noPage')} text={t('state.noPageText')}>
        <A className="btn" href={paths.workbench}>
          {t('state.backTo', { what: t('nav.workbench') })}
        </A>
      </State>
    </main>
  );
}
