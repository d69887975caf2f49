import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../api/queries.ts';
import { useTitle } from '../lib/use-title.ts';
import { Brand } from '../ui/icon.tsx';
import { PasswordForm } from './password-form.tsx';
import type { Me } from './session.ts';
import './sign-in.css';

/** The first password was given by somebody else: it must be changed before anything is shown. */
export function FirstPassword({ me }: { me: Me }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  useTitle(t('password.first'));
  return (
    <main className="sign-form" id="main">
      <div className="row g12">
        <Brand size={30} color="var(--primary)" />
        <b className="sign-name">{t('app.name')}</b>
      </div>
      <h1>{t('password.first')}</h1>
      <p className="t2">{t('password.firstText', { name: me.name })}</p>
      <div className="mt16">
        <PasswordForm done={() => client.invalidateQueries({ queryKey: meQuery.queryKey })} />
      </div>
    </main>
  );
}
