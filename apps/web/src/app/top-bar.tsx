import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notificationsQuery, registriesQuery } from '../api/queries.ts';
import { paths } from '../lib/paths.ts';
import { Brand, Icon } from '../ui/icon.tsx';
import { A } from '../ui/link.tsx';
import { doorOf, doorsFor } from './doors.ts';
import { useMe } from './session.ts';
import { UserMenu } from './user-menu.tsx';

const SearchDialog = lazy(() => import('./search-dialog.tsx'));

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Doors behind the divider. */
const besides = new Set<string>(['monitoring', 'admin']);

/** The 48 px bar: brand, doors, search, bell, person. */
export function TopBar() {
  const { t } = useTranslation();
  const me = useMe();
  const works = me.can.includes('work');
  const { pathname } = useLocation();
  const { data: registries } = useQuery({ ...registriesQuery, enabled: works });
  const { data: notifications } = useQuery({ ...notificationsQuery, enabled: works });
  const [searching, setSearching] = useState(false);
  const current = doorOf(pathname, registries);
  const doors = doorsFor(me.can, registries);
  const unread = notifications?.unread ?? 0;

  useEffect(() => {
    if (!works) return;
    const open = (event: KeyboardEvent) => {
      const combination = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      const slash =
        event.key === '/' && !isTyping(event.target) && !document.querySelector('[data-list-filter]');
      if (!combination && !slash) return;
      event.preventDefault();
      setSearching(true);
    };
    window.addEventListener('keydown', open);
    return () => window.removeEventListener('keydown', open);
  }, [works]);

  const door = ({ key, href }: (typeof doors)[number]) => (
    <A key={key} href={href} aria-current={key === current ? 'page' : undefined}>
      {t(`nav.${key}`)}
    </A>
  );
  return (
    <header className="bar">
      <A className="brand" href={doors[0]?.href ?? paths.account}>
        <Brand />
        <b>{t('app.name')}</b>
        <span>
          {me.sample ? t('frame.districtSample', { district: me.district.name }) : me.district.name}
        </span>
      </A>
      <nav className="doors" aria-label={t('frame.mainNav')}>
        {doors.filter(({ key }) => !besides.has(key)).map(door)}
      </nav>
      {doors.some(({ key }) => besides.has(key)) && (
        <nav className="doors more" aria-label={t('frame.otherNav')}>
          {doors.filter(({ key }) => besides.has(key)).map(door)}
        </nav>
      )}
      <div className="bar-right">
        {works && (
          <>
            <button className="find" type="button" onClick={() => setSearching(true)}>
              <Icon name="search" size={14} />
              <span>{t('search.placeholder')}</span>
              <kbd>Ctrl K</kbd>
            </button>
            <A
              className="ic"
              href={paths.notifications}
              aria-label={unread ? t('frame.bellUnread', { count: unread }) : t('frame.bell')}
            >
              <Icon name="bell" size={18} />
              {unread > 0 && <i aria-hidden="true">{unread > 99 ? '99+' : unread}</i>}
            </A>
          </>
        )}
        <UserMenu />
      </div>
      {searching && (
        <Suspense>
          <SearchDialog close={() => setSearching(false)} />
        </Suspense>
      )}
    </header>
  );
}
