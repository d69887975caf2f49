import type { Query } from '@huanzhi/contract';
import { type Env, localDay } from '../services/env.ts';
import { townNames } from '../services/monitoring/air/air-sites.ts';
import { maySee } from '../services/monitoring/sites/own-sites.ts';
import { siteColumns } from '../services/monitoring/sites/site-columns.ts';
import { loadOrgIndex } from '../services/org-index.ts';
import { audit, type Origin, type Session } from '../services/session.ts';
import { writeSheets, xlsxType } from '../services/tables/write-sheet.ts';
import { listSites } from '../store/monitoring/sites.queries.ts';
import { captionOf } from './export-records.ts';

/** The list of sites as Excel, with the filter of the page; edited, it may come back as an import. */
export async function exportSites(env: Env, session: Session, query: Query<'exportSites'>, origin: Origin) {
  const [sites, orgs, areas] = await Promise.all([
    listSites(env.store.db, {
      ...(query.kind === undefined ? {} : { kind: query.kind }),
      inactive: query.inactive === '1',
    }),
    loadOrgIndex(env),
    townNames(env),
  ]);
  await audit(env, session.user, 'sites.export', '', { ...query }, origin.ip);
  const names = { orgs, areas };
  return {
    fileName: `监测点位-${localDay(env.clock())}.xlsx`,
    mime: xlsxType,
    body: writeSheets([
      {
        name: '监测点位',
        caption: captionOf(env, session),
        columns: siteColumns.map(({ title, width, note, choices }) => ({
          title,
          width,
          ...(note === undefined ? {} : { note }),
          ...(choices === undefined ? {} : { choices }),
        })),
        rows: sites
          .filter((site) => maySee(session, site))
          .map((site) => siteColumns.map((column) => column.write(site, names))),
      },
    ]),
  };
}
