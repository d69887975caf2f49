import { sql, type Transaction } from 'kysely';
import type { Database, Db } from '../../schema.ts';

/** What a proposal would do to hours of a locked day: set a verdict (`.` takes it off), or take in late values. */
export type ProposedChange = '.' | 'V' | 'I' | 'Q' | 'late';

/** A change of a locked day that waits for a second person, or what became of it. */
export interface Proposal {
  id: string;
  day: string;
  siteId: number;
  factor: string;
  hours: number[];
  change: ProposedChange;
  /** Verdicts of the hours when it was made. */
  before: string;
  reason: string;
  note: string;
  proposedBy: string;
  proposedAt: string;
  status: 'waiting' | 'confirmed' | 'declined' | 'withdrawn';
  decidedBy: string | null;
  decidedAt: string | null;
  decidedNote: string;
}

const columns = sql`id, day, site_id as "siteId", factor, hours, change, before, reason, note,
  proposed_by as "proposedBy", proposed_at as "proposedAt", status, decided_by as "decidedBy",
  decided_at as "decidedAt", decided_note as "decidedNote"`;

/** Adds a proposal. */
export async function addProposal(trx: Transaction<Database>, proposal: Proposal): Promise<void> {
  await sql`
    insert into review_proposal (id, day, site_id, factor, hours, change, before, reason, note, proposed_by, proposed_at)
    values (${proposal.id}, ${proposal.day}, ${proposal.siteId}, ${proposal.factor},
      ${proposal.hours}::smallint[], ${proposal.change}, ${proposal.before}, ${proposal.reason}, ${proposal.note},
      ${proposal.proposedBy}::uuid, ${proposal.proposedAt})`.execute(trx);
}

/** One proposal, held until the transaction ends; undefined when there is none. */
export async function holdProposal(trx: Transaction<Database>, id: string): Promise<Proposal | undefined> {
  const { rows } = await sql<Proposal>`
    select ${columns} from review_proposal where id = ${id}::uuid for update`.execute(trx);
  return rows[0];
}

/** Puts down what became of a proposal. @throws StoreError when the proposer confirms or declines: the table forbids it */
export async function closeProposal(
  trx: Transaction<Database>,
  proposal: Pick<Proposal, 'id' | 'status' | 'decidedBy' | 'decidedAt' | 'decidedNote'>,
): Promise<void> {
  await sql`
    update review_proposal set status = ${proposal.status}, decided_by = ${proposal.decidedBy}::uuid,
      decided_at = ${proposal.decidedAt}, decided_note = ${proposal.decidedNote}
    where id = ${proposal.id}::uuid`.execute(trx);
}

/** Proposals that wait, of any day; with a day all proposals of it too. Newest first. */
export async function listProposals(db: Db, day?: string): Promise<Proposal[]> {
  const { rows } = await sql<Proposal>`
    select ${columns} from review_proposal where status = 'waiting' or day = ${day ?? null}::date
    order by proposed_at desc limit 500`.execute(db);
  return rows;
}
