import { listAudit } from '../store/audit/audit-log.queries.ts';
import { auditVerify } from '../store/index.ts';
import type { Env } from './env.ts';
import { audit, type Origin, type Session } from './session.ts';

/** A page of the security log, the latest first. */
export async function listAuditLog(env: Env, after: string | null) {
  const { items, next } = await listAudit(env.store.db, { after, limit: 100 });
  return {
    items: items.map((entry) => ({
      seq: entry.seq,
      at: entry.at,
      actor: entry.actorName,
      action: entry.result === 'ok' ? entry.action : `${entry.action} (refused)`,
      object: entry.object,
      detail: JSON.stringify(entry.detail),
      ip: entry.ip,
    })),
    page: { next, total: null },
  };
}

/** Walks every hash chain and seal. */
export async function verifyHistory(env: Env, session: Session, origin: Origin) {
  const report = await auditVerify(env.store);
  await audit(env, session.user, 'audit.verify', '', { broken: report.broken.length }, origin.ip);
  return report;
}
