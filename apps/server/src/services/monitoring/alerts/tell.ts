import type { Alert } from '../../../store/monitoring/alerts/alerts.queries.ts';
import type { Site } from '../../../store/monitoring/sites.queries.ts';
import { notify } from '../../../store/people/notifications.queries.ts';
import { userIdsOfOrgs, userIdsWithRole } from '../../../store/people/users.queries.ts';
import type { Db } from '../../../store/schema.ts';
import type { News } from './apply-changes.ts';
import { alertLine } from './words.ts';

/** The address of an alert's page. */
export function alertLink(id: string): string {
  return `/monitoring/alerts/${id}`;
}

/** Accounts that answer for a site: its unit, its enterprise, the monitoring station. */
async function answerable(db: Db, site: Site): Promise<string[]> {
  const orgs = [site.ownerOrg, site.enterpriseOrg].filter((id) => id !== null);
  const [members, monitors] = await Promise.all([
    orgs.length === 0 ? [] : userIdsOfOrgs(db, orgs),
    userIdsWithRole(db, 'MON'),
  ]);
  return [...members, ...monitors];
}

/** Tells the unit and the enterprise of a site and the monitoring station of new alerts. */
export async function tellOpened(db: Db, news: readonly News[]): Promise<void> {
  for (const { site, alert } of news) {
    await notify(db, await answerable(db, site), {
      ...alertLine(site.name, alert),
      link: alertLink(alert.id),
    });
  }
}

/** Tells them that nobody has handled an alert in time. */
export async function tellOverdue(db: Db, site: Site, alert: Alert): Promise<void> {
  const line = alertLine(site.name, alert);
  const explains = site.enterpriseOrg !== null;
  await notify(db, await answerable(db, site), {
    zh: `${line.zh}：逾期未${explains ? '说明' : '签收'}`,
    en: `${line.en}: not ${explains ? 'explained' : 'acknowledged'} in time`,
    link: alertLink(alert.id),
  });
}

/** Tells the monitoring station that an enterprise has explained an alert. */
export async function tellExplained(db: Db, site: Site, alert: Alert, except: string): Promise<void> {
  const line = alertLine(site.name, alert);
  const monitors = (await userIdsWithRole(db, 'MON')).filter((id) => id !== except);
  await notify(db, monitors, {
    zh: `${line.zh}：企业已说明`,
    en: `${line.en}: explained by the enterprise`,
    link: alertLink(alert.id),
  });
}
