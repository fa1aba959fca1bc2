import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A commit on top of the current one that also holds these files, ignored or not. Neither the branch, nor the index, nor
 * the working tree changes. Returns the commit.
 */
export function releaseCommit(root, files, message) {
  const folder = mkdtempSync(join(tmpdir(), 'aovpn-release-'));
  const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8', env: { ...process.env, GIT_INDEX_FILE: join(folder, 'index') } }).trim();
  try {
    git('read-tree', 'HEAD');
    git('add', '--force', '--', ...files);
    git('update-index', '--chmod=+x', 'dist/cli.cjs');
    return git('commit-tree', git('write-tree'), '-p', 'HEAD', '-m', message);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
