import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../api/call.ts';
import { meQuery } from '../api/queries.ts';
import { reportSignedOut, useSignedOut } from '../api/signed-out.ts';
import { paths, withQuery } from '../lib/paths.ts';
import { Failed, Loading } from '../ui/states.tsx';
import { FirstPassword } from './first-password.tsx';
import { MeContext } from './session.ts';
import { SessionExpired } from './session-expired.tsx';
import { SideNav } from './side-nav.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame of every page behind the sign-in. */
export function Shell() {
  const { t } = useTranslation();
  const router = useRouter();
  const { pathname, searchStr } = useLocation();
  const { data: me, error, refetch } = useQuery(meQuery);
  const signedOut = useSignedOut();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  const sent = useRef(false);
  const refused = error !== null && asApiError(error).status === 401;

  useEffect(() => {
    // Nobody was signed in when the page was opened; a session that ends later keeps the page (SessionExpired).
    if (!refused) return;
    if (me) {
      reportSignedOut();
      return;
    }
    // The address changes before this frame is gone; it must not become its own `next`.
    if (sent.current) return;
    sent.current = true;
    router.history.replace(withQuery(paths.signIn, { next: pathname + searchStr }));
  }, [refused, me, router, pathname, searchStr]);

  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  if (!me) {
    if (error && !refused) return <Failed error={error} what={t('app.name')} retry={() => refetch()} />;
    return <Loading />;
  }
  if (me.mustChangePassword) return <FirstPassword me={me} />;
  return (
    <MeContext value={me}>
      <a className="skip" href="#main">
        {t('frame.skip')}
      </a>
      <TopBar />
      {me.sample && (
        <aside className="sample-note" aria-label={t('frame.sampleName')}>
          {t('frame.sample')}
        </aside>
      )}
      <div className="body">
        <SideNav />
        <main className="main" id="main" tabIndex={-1} ref={main}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {signedOut && <SessionExpired login={me.login} />}
    </MeContext>
  );
}
