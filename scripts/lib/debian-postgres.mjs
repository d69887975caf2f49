import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function sh(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (result.status !== 0)
    throw new Error(
      `${command} ${args.join(' ')}: ${result.stderr || result.stdout || result.error || `exit code ${result.status}`}`,
    );
  return (result.stdout ?? '').trim();
}

/**
 * Starts a throw-away cluster of Debian's PostgreSQL on a Unix socket, with a random password.
 * @returns {{url: string, version: string, stop: () => void}}
 */
export function startDebianPostgres() {
  const major = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))[0];
  const bin = `/usr/lib/postgresql/${major}/bin`;
  const folder = mkdtempSync('/tmp/hzpg-');
  const asRoot = process.getuid?.() === 0;
  const owner = asRoot
    ? { uid: Number(sh('id', ['-u', 'postgres'])), gid: Number(sh('id', ['-g', 'postgres'])) }
    : {};
  const secret = randomBytes(18).toString('hex');
  const secretFile = join(folder, 'secret');
  writeFileSync(secretFile, secret, { mode: 0o600 });
  if (asRoot) {
    chownSync(folder, owner.uid, owner.gid);
    chownSync(secretFile, owner.uid, owner.gid);
  }
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  sh(
    `${bin}/initdb`,
    [
      '-D',
      data,
      '-U',
      'huanzhi',
      '-A',
      'scram-sha-256',
      `--pwfile=${secretFile}`,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
    ],
    owner,
  );
  rmSync(secretFile);
  sh(
    `${bin}/pg_ctl`,
    [
      '-D',
      data,
      '-w',
      '-l',
      join(folder, 'log'),
      '-o',
      `-c listen_addresses= -c unix_socket_directories=${folder} -c max_connections=200`,
      'start',
    ],
    { ...owner, stdio: 'ignore' },
  );
  return {
    url: `postgresql://huanzhi:${secret}@localhost/postgres?host=${encodeURIComponent(folder)}`,
    version: major,
    stop() {
      sh(`${bin}/pg_ctl`, ['-D', data, '-m', 'immediate', 'stop'], owner);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
