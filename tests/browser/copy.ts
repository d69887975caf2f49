import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = join(import.meta.dirname, '..', '..');

/**
 * A fresh copy of the tracked and new files of this repository that shares its installed packages, so that a
 * test can add files without touching the original. The built pages come along.
 */
export function copyRepository(): { root: string; remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'hz-copy-'));
  const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: repository,
    encoding: 'utf8',
  });
  if (listed.status !== 0) throw new Error(listed.stderr);
  for (const file of listed.stdout.split('\0')) {
    if (file === '' || !existsSync(join(repository, file))) continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(repository, file), join(root, file));
  }
  shareModules('.', root);
  for (const group of ['packages', 'apps']) {
    for (const workspace of readdirSync(join(repository, group))) shareModules(join(group, workspace), root);
  }
  cpSync(join(repository, 'apps/web/dist'), join(root, 'apps/web/dist'), { recursive: true });
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Links each installed package; our own workspaces are linked inside the copy. */
function shareModules(folder: string, root: string): void {
  const from = join(repository, folder, 'node_modules');
  if (!existsSync(from)) return;
  const to = join(root, folder, 'node_modules');
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name.startsWith('.')) continue;
    if (name === '@huanzhi') {
      cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
    } else symlinkSync(join(from, name), join(to, name));
  }
}
