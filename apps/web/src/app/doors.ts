import type { RegistryEntry } from '../api/queries.ts';
import { paths } from '../lib/paths.ts';

export type DoorKey = 'workbench' | 'registries' | 'targets' | 'monitoring' | 'admin';

/** Registries that the door 目标 shows: tasks, and those that a definition hides from 台账. */
export function isDuty(entry: RegistryEntry): boolean {
  return doorCrumb(entry.definition).key === 'targets';
}

/** The first breadcrumb of the pages of a registry: the door that shows it. */
export function doorCrumb(definition: RegistryEntry['definition']): { key: DoorKey; href: string } {
  return definition.nav === 'hidden' || definition.id === 'task'
    ? { key: 'targets', href: paths.targets }
    : { key: 'registries', href: paths.registries };
}

/** The doors in the bar, in order; a door without content for this person is not shown. */
export function doorsFor(
  can: string[],
  registries: RegistryEntry[] | undefined,
): { key: DoorKey; href: string }[] {
  const doors: { key: DoorKey; href: string }[] = [];
  const duty = registries?.find(isDuty);
  if (can.includes('work')) doors.push({ key: 'workbench', href: paths.workbench });
  if (registries?.some((entry) => !isDuty(entry))) doors.push({ key: 'registries', href: paths.registries });
  if (can.includes('plan.read')) doors.push({ key: 'targets', href: paths.targets });
  else if (duty) doors.push({ key: 'targets', href: paths.registry(duty.definition.id) });
  const monitoring = monitoringGroups(can)[0]?.pages[0];
  if (monitoring) doors.push({ key: 'monitoring', href: monitoring.href });
  const admin = adminPages(can)[0];
  if (admin) doors.push({ key: 'admin', href: admin.href });
  return doors;
}

/** The pages of 管理 that this person may open. */
export function adminPages(can: string[]): { key: 'orgs' | 'users' | 'audit'; href: string }[] {
  const pages: { key: 'orgs' | 'users' | 'audit'; href: string }[] = [];
  if (can.includes('org.manage')) pages.push({ key: 'orgs', href: paths.orgs });
  if (can.includes('user.read')) pages.push({ key: 'users', href: paths.users });
  if (can.includes('audit.read')) pages.push({ key: 'audit', href: paths.audit });
  return pages;
}

type MonitoringKey =
  | 'air'
  | 'water'
  | 'sources'
  | 'noise'
  | 'review'
  | 'gateway'
  | 'alerts'
  | 'measurements'
  | 'entry'
  | 'push'
  | 'sites'
  | 'warnings';

/** The pages of 监测 that this person may open, in groups. */
export function monitoringGroups(
  can: string[],
): { key: 'media' | 'data'; pages: { key: MonitoringKey; href: string }[] }[] {
  const reads = can.includes('monitor.read');
  const page = (key: MonitoringKey, href: string, open: boolean) => (open ? [{ key, href }] : []);
  return [
    {
      key: 'media' as const,
      pages: [
        ...page('air', paths.air, reads),
        ...page('water', paths.water, reads),
        ...page('sources', paths.sources, reads || can.includes('monitor.own')),
        ...page('noise', paths.noise, reads),
      ],
    },
    {
      key: 'data' as const,
      pages: [
        ...page('review', paths.dataReview, can.includes('data.review') || can.includes('monitor.own')),
        ...page('gateway', paths.gateway, reads),
        ...page('alerts', paths.alerts, reads || can.includes('monitor.own')),
        ...page('warnings', paths.warnings, reads),
        ...page('measurements', paths.measurements, can.includes('data.import')),
        ...page('entry', paths.entry, can.includes('data.import')),
        ...page('push', paths.push, can.includes('gateway.manage')),
        ...page('sites', paths.sites, reads),
      ],
    },
  ].filter(({ pages }) => pages.length > 0);
}

/** Which door a page belongs to. */
export function doorOf(pathname: string, registries: RegistryEntry[] | undefined): DoorKey | null {
  if (pathname === '/') return 'workbench';
  const [, first, second] = pathname.split('/');
  if (first === 'plans' || first === 'targets') return 'targets';
  if (first === 'admin') return 'admin';
  if (first === 'monitoring') return 'monitoring';
  if (first !== 'registries') return null;
  const entry = registries?.find((candidate) => candidate.definition.id === second);
  return entry && isDuty(entry) ? 'targets' : 'registries';
}
