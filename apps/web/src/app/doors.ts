import type { RegistryEntry } from '../api/queries.ts';
import { paths } from '../lib/paths.ts';

export type DoorKey = 'workbench' | 'registries' | 'targets' | 'admin';

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

/** Which door a page belongs to. */
export function doorOf(pathname: string, registries: RegistryEntry[] | undefined): DoorKey | null {
  if (pathname === '/') return 'workbench';
  const [, first, second] = pathname.split('/');
  if (first === 'plans' || first === 'targets') return 'targets';
  if (first === 'admin') return 'admin';
  if (first !== 'registries') return null;
  const entry = registries?.find((candidate) => candidate.definition.id === second);
  return entry && isDuty(entry) ? 'targets' : 'registries';
}
