import type { Body } from '@huanzhi/contract';
import { inTransaction } from '../../../store/database.ts';
import { newId } from '../../../store/ids.ts';
import { addAlertEvent, alertFiles, markAlert } from '../../../store/monitoring/alerts/alerts.queries.ts';
import { addEvidence } from '../../../store/records/evidence.queries.ts';
import { district } from '../../district.ts';
import type { Env } from '../../env.ts';
import { storeNew } from '../../records/change-records.ts';
import { programmeOf } from '../../records/kernel.ts';
import type { Session } from '../../session.ts';
import { checkAction } from './actions.ts';
import { alertFor } from './alert-for.ts';
import { alertLine, factorWords, figureWords } from './words.ts';

const day = (instant: string) =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/**
 * Turns an alert into a lead (线索), once: the same alert again gives the same record. The record carries the
 * figures, the explanation and the files of the alert, and both point to each other.
 * @returns id of the record
 * @throws AppError `forbidden` for somebody who may not make leads
 */
export async function makeLead(
  env: Env,
  session: Session,
  id: string,
  body: Body<'leadOfAlert'>,
): Promise<string> {
  return inTransaction(env.store.db, async (trx) => {
    const { alert, site } = await alertFor(trx, session, id, true);
    if (alert.leadRecord !== null) return alert.leadRecord;
    checkAction(session, site, alert, 'lead');
    const programme = programmeOf(env, 'lead');
    const name = factorWords(alert.factor).zh;
    const line = alertLine(site.name, alert).zh;
    const saved = await storeNew(
      { ...env, store: { ...env.store, db: trx } },
      trx,
      programme,
      session.actor,
      {
        idempotencyKey: `alert:${alert.id}`,
        sourceKey: `alert:${alert.id}`,
        wanted: {
          id: newId(),
          title: line.slice(0, 200),
          summary: body.note.slice(0, 200),
          areaCode: /^\d{6}(\d{3}){0,2}$/.test(site.areaCode) ? site.areaCode : (await district(env)).code,
          ownerOrg: body.ownerOrg ?? session.actor.orgId,
          source: { system: 'alert', externalNo: alert.id },
          ...(site.lon === null || site.lat === null ? {} : { point: { lng: site.lon, lat: site.lat } }),
          data: {
            origin: 'alert',
            place: `${site.name}（${site.code}）`,
            ...(site.enterpriseOrg === null ? {} : { party: site.enterpriseOrg }),
            foundOn: day(alert.firstAt).slice(0, 10),
            facts: [
              `${line}。`,
              `自 ${day(alert.firstAt)} 至 ${day(alert.lastAt)}，共 ${alert.count} 个时段${
                alert.peak === null ? '' : `，最高 ${figureWords(alert, alert.peak)}（${day(alert.peakAt)}）`
              }。`,
              ...(alert.explanation === '' ? [] : [`企业说明：${alert.explanation}`]),
            ].join('\n'),
            ...(name === '' ? {} : { factor: name }),
            ...(body.note === '' ? {} : { note: body.note }),
          },
        },
      },
    );
    for (const file of await alertFiles(trx, alert.id)) {
      const { fileName, mime, kind, size, sha256 } = file;
      await addEvidence(trx, {
        recordId: saved.record.id,
        kind,
        fileName,
        mime,
        size,
        sha256,
        capturedAt: null,
        uploadedBy: file.uploadedBy,
      });
    }
    await markAlert(trx, alert.id, {
      leadRecord: saved.record.id,
      ...(alert.acknowledgedAt === null
        ? { acknowledgedAt: env.clock().toISOString(), acknowledgedBy: session.user.id }
        : {}),
    });
    await addAlertEvent(trx, {
      alertId: alert.id,
      at: env.clock().toISOString(),
      actor: session.user.id,
      actorName: session.user.name,
      action: 'lead',
      text: body.note,
      detail: { record: saved.record.id, code: saved.record.code },
    });
    return saved.record.id;
  });
}
