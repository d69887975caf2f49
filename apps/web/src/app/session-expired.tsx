import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../api/queries.ts';
import { reportSignedIn } from '../api/signed-out.ts';
import { Dialog } from '../ui/dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Signing in again above the page, so that nothing typed is lost. */
export function SessionExpired({ login }: { login: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return (
    <Dialog name={t('signIn.expired')}>
      <div className="col g16" style={{ padding: 24 }}>
        <h2>{t('signIn.expired')}</h2>
        <p className="t2">{t('signIn.expiredText')}</p>
        <SignInForm
          login={login}
          done={(me) => {
            client.setQueryData(meQuery.queryKey, me);
            reportSignedIn();
            client.invalidateQueries();
          }}
        />
      </div>
    </Dialog>
  );
}
