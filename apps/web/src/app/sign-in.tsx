import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { healthQuery, meQuery } from '../api/queries.ts';
import { reportSignedIn } from '../api/signed-out.ts';
import { chooseLanguage } from '../i18n/index.ts';
import { safeNext } from '../lib/paths.ts';
import { useUrlQuery } from '../lib/url-query.ts';
import { useLocal } from '../lib/use-local.ts';
import { useTitle } from '../lib/use-title.ts';
import { Brand } from '../ui/icon.tsx';
import { Light } from '../ui/light.tsx';
import { SignInForm } from './sign-in-form.tsx';
import './sign-in.css';

/** The sign-in page: form at the left, notes at the right. */
export default function SignIn() {
  const { t } = useTranslation();
  const { language } = useLocal();
  const router = useRouter();
  const client = useQueryClient();
  const [query] = useUrlQuery();
  const { data: health, error } = useQuery(healthQuery);
  useTitle(t('signIn.title'));
  const platform = health?.district
    ? t('signIn.platform', { district: health.district })
    : t('signIn.product');
  return (
    <div className="sign">
      <main className="sign-form" id="main">
        <div className="row g12">
          <Brand size={30} color="var(--primary)" />
          <div>
            <b className="sign-name">{t('app.name')}</b>
            <div className="t2 s">
              {platform}
              {health?.sample ? t('signIn.sample') : ''}
            </div>
          </div>
        </div>
        <h1>{t('signIn.title')}</h1>
        <SignInForm
          done={(me) => {
            reportSignedIn();
            client.setQueryData(meQuery.queryKey, me);
            router.history.replace(safeNext(query.next));
          }}
        />
        {health?.sample && <p className="t3 s mt16">{t('signIn.samplePasswords')}</p>}
        <p className="t3 s mt8">{t('signIn.forgot')}</p>
      </main>
      <aside className="sign-side" aria-label={t('signIn.rules')}>
        <section>
          <h2>{t('signIn.rules')}</h2>
          <p className="t2 mt4">{t('signIn.rulesText')}</p>
        </section>
        <div className="t3 s row w">
          {health && <span>{t('signIn.version', { version: health.version })}</span>}
          {health && <Light kind="green" word={t('signIn.up')} />}
          {error && <Light kind="red" word={t('signIn.down')} />}
          <span className="sp" />
          <button
            type="button"
            className="link"
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}
          >
            {language === 'zh' ? 'English' : '中文'}
          </button>
        </div>
      </aside>
    </div>
  );
}
