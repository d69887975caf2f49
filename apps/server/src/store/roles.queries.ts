import pg, { type ClientConfig } from 'pg';
import { errorCode } from './errors.ts';

/** The role that serves requests: it reads everything and changes everything but history. */
export const appRole = 'huanzhi_app';

/** Tables that the role of requests may only read and append to. */
const history = [
  'record_event',
  'audit_log',
  'seal',
  'seal_head',
  'gateway_log',
  'alert_event',
  'review_event',
  'air_warning_event',
  'report_template',
  'report_issue',
  'section_note',
  'indicator_value',
  'target_binding',
  'target_status',
];
/** Tables that are none of its business to change. */
const ownerOnly = ['schema_migration', 'huanzhi_lock'];

/** The role to serve requests with, or null (and a warning) when the account may not make one. */
export interface Rights {
  appRole: string | null;
  warnings: string[];
}

/**
 * Makes the role of requests when it is missing and brings its rights up to date.
 *
 * @param login how the role may sign in: on the private server by itself (with the password where there is
 *   one), elsewhere not at all (`null`): connections change to it with `set role`
 */
export async function grantRights(
  config: ClientConfig,
  login: { password: string | null } | null,
): Promise<Rights> {
  const client = new pg.Client(config);
  client.on('error', () => {});
  await client.connect();
  try {
    await ensureRole(client, login);
    await client.query('begin');
    await client.query(`grant usage on schema public to ${appRole}`);
    await client.query(`grant select, insert, update, delete on all tables in schema public to ${appRole}`);
    await client.query(`revoke update, delete, truncate on ${history.join(', ')} from ${appRole}`);
    await client.query(`grant execute on function empty_packet_partition(text) to ${appRole}`);
    await client.query(`revoke insert, update, delete, truncate on ${ownerOnly.join(', ')} from ${appRole}`);
    await client.query('commit');
    return { appRole, warnings: [] };
  } catch (error) {
    if (errorCode(error) !== '42501') throw error;
    return {
      appRole: null,
      warnings: [
        `The database account may not create the role ${appRole}: history is protected by hash chains only, not by rights. Give the account CREATEROLE, or run as a database administrator: create role ${appRole}; grant ${appRole} to <account>;`,
      ],
    };
  } finally {
    await client.end();
  }
}

async function ensureRole(client: pg.Client, login: { password: string | null } | null): Promise<void> {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [appRole]);
  if (found.rows.length === 0) {
    const password = login?.password ? ` password ${pg.escapeLiteral(login.password)}` : '';
    try {
      await client.query(`create role ${appRole} ${login === null ? 'nologin' : 'login'}${password}`);
    } catch (error) {
      // Roles belong to the whole server: another database's huanzhi may have made it just now.
      if (errorCode(error) !== '42710' && errorCode(error) !== '23505') throw error;
    }
  }
  if (login !== null) return;
  try {
    await client.query(`set role ${appRole}`);
  } catch (error) {
    if (errorCode(error) !== '42501') throw error;
    await client.query(`grant ${appRole} to current_user`);
    await client.query(`set role ${appRole}`);
  }
  await client.query('reset role');
}
