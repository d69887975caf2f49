import type { Answer, Body } from '@huanzhi/contract';
import { factor } from '@huanzhi/standards';
import { isId } from '../../../store/ids.ts';
import { leftOutRows, shownImportRows } from '../../../store/monitoring/measurements/import-rows.queries.ts';
import * as store from '../../../store/monitoring/measurements/imports.queries.ts';
import { sitesOfImport } from '../../../store/monitoring/measurements/written-hours.queries.ts';
import { findSiteByCode, listSites, saveSite } from '../../../store/monitoring/sites.queries.ts';
import { district } from '../../district.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { receive } from '../../receive-file.ts';
import type { Upload } from '../../records/evidence.ts';
import { audit, type Origin, type Session } from '../../session.ts';
import { type SheetCell, writeSheets, xlsxType } from '../../tables/write-sheet.ts';
import { userNames } from '../../user-names.ts';
import { requireOwnArea } from '../sites/own-sites.ts';
import { maxPacked } from './table-stream.ts';
import { workLater } from './work-imports.ts';

const listed = 100;
const shownRows = 200;

/** The newest imports. */
export async function listImports(env: Env): Promise<Answer<'measurementImports'>> {
  const names = await userNames(env);
  return {
    items: (await store.listMeasurementImports(env.store.db, listed)).map((one) => summary(one, names)),
  };
}

function summary(one: store.MeasurementImport, names: (id: string) => string) {
  const {
    id,
    fileName,
    source,
    size,
    status,
    error,
    form,
    hourLabel,
    counts,
    done,
    total,
    createdAt,
    createdBy,
  } = one;
  const progress = { done, total };
  return {
    id,
    fileName,
    source,
    size,
    status,
    error,
    form,
    hourLabel,
    counts,
    progress,
    createdAt,
    createdBy: one.pushKey ?? names(createdBy),
  };
}

async function found(env: Env, id: string): Promise<store.MeasurementImport> {
  const one = isId(id) ? await store.findMeasurementImport(env.store.db, id) : undefined;
  if (one === undefined) throw new AppError('not-found');
  return one;
}

/** One import with its columns, sites and rows. @throws AppError `not-found` */
export async function readImport(env: Env, id: string): Promise<Answer<'measurementImport'>> {
  const one = await found(env, id);
  const [names, rows, sites] = await Promise.all([
    userNames(env),
    shownImportRows(env.store.db, id, shownRows),
    listSites(env.store.db, { inactive: true }),
  ]);
  const siteNames = new Map(sites.map((site) => [site.id, site.name]));
  return {
    ...summary(one, names),
    columns: one.columns.map((column) => ({
      ...column,
      factorName: column.factor === null ? null : (factor(column.factor)?.name ?? column.factor),
    })),
    sites: one.sites.map((site) => ({
      ...site,
      siteName: site.siteId === null ? null : (siteNames.get(site.siteId) ?? null),
    })),
    rows,
  };
}

/** Keeps a file whole and has it checked. @throws AppError `no-file`, `file-empty`, `file-too-large` */
export async function uploadMeasurements(
  env: Env,
  session: Session,
  uploads: AsyncIterable<Upload>,
  origin: Origin,
): Promise<Answer<'uploadMeasurements'>> {
  for await (const upload of uploads) {
    const file = await receive(env, upload, maxPacked);
    if (file.size === 0) throw new AppError('file-empty');
    const fileName = upload.fileName.slice(0, 200);
    const id = await store.addMeasurementImport(env.store.db, {
      ...file,
      fileName,
      createdBy: session.user.id,
    });
    await audit(env, session.user, 'measurements.upload', id, { fileName, sha256: file.sha256 }, origin.ip);
    workLater(env, id);
    return readImport(env, id);
  }
  throw new AppError('no-file');
}

/**
 * Takes the choices of a person and checks again.
 * @throws AppError `import-state`, `validation-failed`; `forbidden` for a new site by who keeps a part of the district
 */
export async function mapMeasurements(
  env: Env,
  session: Session,
  id: string,
  body: Body<'mapMeasurements'>,
  origin: Origin,
): Promise<Answer<'mapMeasurements'>> {
  await found(env, id);
  const area = await district(env);
  await env.store.transaction(async (trx) => {
    if (!(await store.moveImport(trx, id, ['checked', 'failed'], 'checking')))
      throw new AppError('import-state');
    const one = await store.findMeasurementImport(trx, id);
    // Only a file has columns and names to be mapped.
    if (one?.source !== 'f') throw new AppError('import-state');
    const sites = new Map(one.sites.map((site) => [site.name, site]));
    const existing = new Set((await listSites(trx, { inactive: true })).map((site) => site.id));
    for (const [name, wanted] of Object.entries(body.sites ?? {})) {
      const path = `sites.${name}`;
      if (!sites.has(name)) throw new AppError('validation-failed', [unknown(path)]);
      let siteId = wanted;
      if (typeof siteId === 'string') {
        const code = name.trim();
        if (code === '' || (await findSiteByCode(trx, code)) !== undefined)
          throw new AppError('validation-failed', [unknown(path)]);
        requireOwnArea(session, { areaCode: area.code });
        const kind = siteId === 'new-air' ? 'air' : 'section';
        siteId = await saveSite(trx, {
          code,
          name: code,
          kind,
          areaCode: area.code,
          ownerOrg: null,
          enterpriseOrg: null,
          tier: null,
          assessed: true,
          lon: null,
          lat: null,
          intervalHours: kind === 'air' ? 1 : 4,
          props: {},
          active: true,
        });
      } else if (!existing.has(siteId)) throw new AppError('validation-failed', [unknown(path)]);
      sites.set(name, { name, rows: sites.get(name)?.rows ?? 0, siteId });
    }
    await store.changeImport(trx, id, {
      sites: [...sites.values()],
      ...(body.hourLabel === undefined ? {} : { hourLabel: body.hourLabel }),
    });
  });
  await audit(env, session.user, 'measurements.map', id, { ...body }, origin.ip);
  workLater(env, id);
  return readImport(env, id);
}

const unknown = (path: string) =>
  problem(path, 'unknown-site', '没有这个站点，或编码已被使用。', 'No such site, or its code is taken.');

/** @throws AppError `forbidden` when one of some sites lies outside the area of the person */
async function requireOwnSites(env: Env, session: Session, ids: readonly number[]): Promise<void> {
  for (const site of await listSites(env.store.db, { ids, inactive: true })) requireOwnArea(session, site);
}

/**
 * Begins to take over; does nothing where that has begun or is done.
 * @throws AppError `import-state`; `forbidden` for a file with a site outside the area of the person
 */
export async function commitMeasurements(env: Env, session: Session, id: string, origin: Origin) {
  const { status, sites } = await found(env, id);
  if (status === 'committing' || status === 'committed') return readImport(env, id);
  await requireOwnSites(
    env,
    session,
    sites.flatMap(({ siteId }) => siteId ?? []),
  );
  if (!(await store.moveImport(env.store.db, id, ['checked'], 'committing')))
    throw new AppError('import-state');
  await audit(env, session.user, 'measurements.commit', id, {}, origin.ip);
  workLater(env, id);
  return readImport(env, id);
}

/** Begins to take back; does nothing where that has begun or is done. @throws AppError as for taking over */
export async function withdrawMeasurements(env: Env, session: Session, id: string, origin: Origin) {
  const { status } = await found(env, id);
  if (status === 'withdrawing' || status === 'withdrawn') return readImport(env, id);
  await requireOwnSites(env, session, await sitesOfImport(env.store.db, id));
  if (!(await store.moveImport(env.store.db, id, ['committed', 'failed'], 'withdrawing')))
    throw new AppError('import-state');
  await audit(env, session.user, 'measurements.withdraw', id, {}, origin.ip);
  workLater(env, id);
  return readImport(env, id);
}

/** The rows that were not taken over, with the reasons, as Excel. @throws AppError `not-found` */
export async function rejectedMeasurements(env: Env, id: string) {
  const one = await found(env, id);
  async function* lines(): AsyncGenerator<SheetCell[]> {
    for (let after = 0; ; ) {
      const rows = await leftOutRows(env.store.db, id, after, 1000);
      for (const { row, cells, problems } of rows) {
        const shown = one.columns.map(({ index }) => cells[index] ?? '');
        yield [...shown, row, problems.map(({ message }) => message.zh).join('；')];
        after = row;
      }
      if (rows.length === 0) return;
    }
  }
  const columns = [
    ...one.columns.map(({ title }) => ({ title })),
    { title: '原行号', width: 8 },
    { title: '原因', width: 60 },
  ];
  return {
    fileName: `未导入-${one.fileName.replace(/\.[^.]+$/, '')}.xlsx`,
    mime: xlsxType,
    body: writeSheets([{ name: '未导入的行', columns, rows: lines() }]),
  };
}
