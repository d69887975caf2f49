import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { plansQuery, registriesQuery, targetsQuery } from '../api/queries.ts';
import { formatNumber } from '../lib/format.ts';
import { paths } from '../lib/paths.ts';
import { useLocal } from '../lib/use-local.ts';
import { A } from '../ui/link.tsx';
import { adminPages, doorOf, isDuty, monitoringGroups } from './doors.ts';
import { useMe } from './session.ts';

interface Entry {
  text: string;
  href: string;
  count?: number | undefined;
}

function Group({ title, entries }: { title: string; entries: Entry[] }) {
  const { pathname } = useLocation();
  if (entries.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {entries.map(({ text, href, count }) => (
          <li key={href}>
            <A
              href={href}
              aria-current={pathname === href || pathname.startsWith(`${href}/`) ? 'page' : undefined}
            >
              {text}
              {count !== undefined && <span className="num">{formatNumber(count)}</span>}
            </A>
          </li>
        ))}
      </ul>
    </>
  );
}

function TargetsNav() {
  const { t } = useTranslation();
  const { local } = useLocal();
  const { can } = useMe();
  const reads = can.includes('plan.read');
  const { data: registries } = useQuery(registriesQuery);
  const { data: plans } = useQuery({ ...plansQuery, enabled: reads });
  const { data: targets } = useQuery({ ...targetsQuery({}), enabled: reads });
  const duties = (registries ?? []).filter(isDuty).map(({ definition, count }) => ({
    text: local(definition.name),
    href: paths.registry(definition.id),
    count,
  }));
  return (
    <>
      <Group
        title={t('side.plans')}
        entries={[
          ...(reads ? [{ text: t('plans.title'), href: paths.plans, count: plans?.items.length }] : []),
          ...duties,
        ]}
      />
      <Group
        title={t('side.results')}
        entries={reads ? [{ text: t('targets.nav'), href: paths.targets, count: targets?.items.length }] : []}
      />
    </>
  );
}

function RegistriesNav() {
  const { t } = useTranslation();
  const { local } = useLocal();
  const { data: registries } = useQuery(registriesQuery);
  return (
    <Group
      title={t('nav.registries')}
      entries={(registries ?? [])
        .filter((entry) => !isDuty(entry))
        .map(({ definition, count }) => ({
          text: local(definition.name),
          href: paths.registry(definition.id),
          count,
        }))}
    />
  );
}

/** The second level: a column at the left, a strip on the phone. None at the workbench and in the review. */
export function SideNav() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const me = useMe();
  const { data: registries } = useQuery({ ...registriesQuery, enabled: me.can.includes('work') });
  const door = doorOf(pathname, registries);
  const strip = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on the phone the strip shows the page that is open
  useEffect(() => {
    const here = strip.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (strip.current && here)
      strip.current.scrollLeft = here.offsetLeft - (strip.current.clientWidth - here.offsetWidth) / 2;
  }, [pathname, door]);
  if (door === null || door === 'workbench' || (door === 'targets' && pathname.endsWith('/review')))
    return null;
  return (
    <nav ref={strip} className="side" aria-label={t('frame.sideNav')}>
      {door === 'targets' && <TargetsNav />}
      {door === 'registries' && <RegistriesNav />}
      {door === 'monitoring' &&
        monitoringGroups(me.can).map(({ key, pages }) => (
          <Group
            key={key}
            title={t(`monitoring.${key}`)}
            entries={pages.map((page) => ({ text: t(`monitoring.${page.key}`), href: page.href }))}
          />
        ))}
      {door === 'admin' && (
        <Group
          title={t('nav.admin')}
          entries={adminPages(me.can).map(({ key, href }) => ({ text: t(`admin.${key}`), href }))}
        />
      )}
    </nav>
  );
}
