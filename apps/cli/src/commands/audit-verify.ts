import { StoreError, verifyHistory } from '@huanzhi/server';
import type { Command } from '../command.ts';

/** `huanzhi audit verify` */
export const command: Command = {
  usage: 'audit verify',
  description:
    'Recomputes the hash chain of every record, the security log and the daily seals, of HUANZHI_DATA or DATABASE_URL. huanzhi may be running. Exit code 1 when anything was changed.',
  options: {},
  async run(_parsed, io) {
    const databaseUrl = process.env.DATABASE_URL;
    try {
      const report = await verifyHistory(databaseUrl ? { databaseUrl } : {});
      const counts = `${report.records} records, ${report.events} events, ${report.auditEntries} security log entries, ${report.seals} seals`;
      for (const fault of report.broken)
        io.err(`broken: ${fault.recordId} at ${fault.seq}: ${fault.reason}\n`);
      io.out(
        report.broken.length === 0 ? `${counts}: intact\n` : `${counts}: ${report.broken.length} broken\n`,
      );
      return report.broken.length === 0 ? 0 : 1;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      io.err(`${error.message}\n`);
      return 1;
    }
  },
};
