import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { ARTEFACTS } from '../../server/src/artefacts/index.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Action {
  readonly inputs: Record<string, { default: string }>;
  readonly outputs: Record<string, { value: string }>;
  readonly runs: { readonly steps: readonly { readonly id: string; readonly shell: string; readonly env: Record<string, string>; readonly run: string }[] };
}

const read = (path: string): unknown => parse(readFileSync(join(ROOT, path), 'utf8'));

function temporary(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'aovpn-ci-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A repository with the sample in it. */
function sample(): string {
  const folder = temporary();
  cpSync(join(ROOT, 'samples/contoso'), join(folder, 'customers/a b'), { recursive: true });
  return folder;
}

/** Runs the action's steps as a runner does, with these inputs. */
function act(cwd: string, inputs: Record<string, string>, actionPath = ROOT): { code: number | null; out: string; outputs: string } {
  const action = read('action.yml') as Action;
  const output = join(temporary(), 'output');
  writeFileSync(output, '');
  let out = '';
  for (const { shell, env, run } of action.runs.steps) {
    expect(shell).toBe('bash');
    const given = Object.entries(env).map(([name, value]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1] ?? '';
      expect(Object.keys(action.inputs)).toContain(input);
      return [name, inputs[input] ?? action.inputs[input]?.default ?? ''];
    });
    // Nothing but the environment brings in what the workflow says.
    expect(run).not.toContain('${{');
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', run], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ...(Object.fromEntries(given) as Record<string, string>), GITHUB_ACTION_PATH: actionPath, GITHUB_OUTPUT: output, CI: 'true' },
    });
    out += stdout + stderr;
    if (status !== 0) return { code: status, out, outputs: readFileSync(output, 'utf8') };
  }
  return { code: 0, out, outputs: readFileSync(output, 'utf8') };
}

test('the action annotates, writes a log and fails', () => {
  const cwd = sample();
  const { code, out, outputs } = act(cwd, { 'sarif-file': 'aovpn.sarif' });
  expect(code).toBe(1);
  expect(out).toMatch(/^::error file=customers\/a b\/client\/profile-user\.xml,line=20,/);
  expect(outputs).toBe('exit-code=1\nsarif-file=aovpn.sarif\n');
  expect(JSON.parse(readFileSync(join(cwd, 'aovpn.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'aovpn' } } }] });
});

test('the action passes its inputs on', () => {
  const cwd = sample();
  expect(act(cwd, { path: 'customers/a b/server\r\ncustomers/a b/client\n', 'fail-on': 'never' })).toMatchObject({ code: 0, outputs: 'exit-code=0\n' });
  expect(act(cwd, { path: '--fix' }).out).toContain('no such file or folder: --fix');
  expect(act(cwd, { config: 'none.json' })).toMatchObject({ code: 2, outputs: 'exit-code=2\n' });
  execFileSync('node', [join(ROOT, 'dist/cli.cjs'), 'check', '--baseline-file', 'b.json', '--update-baseline'], { cwd });
  const { code, out } = act(cwd, { 'baseline-file': 'b.json' });
  expect(code).toBe(0);
  expect(out).toContain('5 kept back by the baseline file');
});

test('other formats cannot command the runner', () => {
  const { out } = act(sample(), { format: 'text' });
  const [first = '', ...others] = out.trimEnd().split('\n');
  expect(first).toMatch(/^::stop-commands::[\w-]{36}$/);
  expect(others.at(-1)).toBe(`::${first.slice('::stop-commands::'.length)}::`);
});

test('a commit without the bundle says so', () => {
  expect(act(sample(), {}, temporary())).toMatchObject({
    code: 2,
    out: expect.stringContaining('::error::This commit of the action has no dist/cli.cjs.') as string,
  });
});

test('outputs come from the steps, and the examples use what exists', () => {
  const action = read('action.yml') as Action;
  for (const { value } of Object.values(action.outputs)) expect(value).toMatch(/^\$\{\{ steps\.check\.outputs\.(exit-code|sarif-file) \}\}$/);
  const workflow = read('docs/ci/github-workflow.yml') as { jobs: { check: { steps: { uses: string; with?: Record<string, string> }[] } } };
  const [, step] = workflow.jobs.check.steps;
  for (const name of Object.keys(step?.with ?? {})) expect(Object.keys(action.inputs)).toContain(name);
  for (const [path, command] of [
    ['docs/ci/azure-pipelines.yml', /npx --yes aovpn (.*)/],
    ['docs/ci/gitlab-ci.yml', /npx --yes aovpn (.*)/],
  ] as const) {
    expect(read(path)).toBeTypeOf('object');
    const cwd = sample();
    const call =
      command
        .exec(readFileSync(join(ROOT, path), 'utf8'))?.[1]
        ?.replaceAll('$(Agent.TempDirectory)', '.')
        .replaceAll('"', '') ?? '';
    expect(spawnSync('node', [join(ROOT, 'dist/cli.cjs'), ...call.split(' ')], { cwd }).status).toBe(1);
    expect(readFileSync(join(cwd, 'aovpn.xml'), 'utf8')).toContain('<testsuites>');
  }
});

test('the pre-commit hooks look at every file that is read, and call what is installed', () => {
  const hooks = read('.pre-commit-hooks.yaml') as { id: string; entry: string; args?: string[]; files: string; pass_filenames?: boolean; language: string }[];
  expect(hooks.map(({ id }) => id)).toEqual(['aovpn', 'aovpn-files']);
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  for (const { entry, files, language } of hooks) {
    expect(language).toBe('node');
    const [program = '', ...args] = entry.split(' ');
    expect(bin[program]).toBe('dist/cli.cjs');
    expect(args).toEqual(['check']);
    // Python writes the flag as this.
    const pattern = new RegExp(files.replace('(?i)', ''), 'i');
    for (const name of ARTEFACTS.flatMap(({ fileNames }) => fileNames)) expect(name.startsWith('.') ? `a/B${name.toUpperCase()}` : name).toMatch(pattern);
    expect('aovpn.json').toMatch(pattern);
    expect('readme.md').not.toMatch(pattern);
  }
});

test('a release is a commit with the bundles beside the branch', async () => {
  const { releaseCommit } = (await import(pathToFileURL(join(ROOT, 'scripts/package/release-commit.mjs')).href)) as {
    releaseCommit: (root: string, files: readonly string[], message: string) => string;
  };
  const root = temporary();
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  git('init', '-q');
  git('config', 'user.name', 'test');
  git('config', 'user.email', 'test@localhost');
  writeFileSync(join(root, '.gitignore'), 'dist/\n');
  mkdirSync(join(root, 'dist'));
  writeFileSync(join(root, 'dist/cli.cjs'), 'one');
  writeFileSync(join(root, 'dist/other'), 'two');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
  const head = git('rev-parse', 'HEAD');
  const commit = releaseCommit(root, ['dist/cli.cjs'], 'Release 1');
  expect(git('rev-parse', 'HEAD', `${commit}^`)).toBe(`${head}\n${head}`);
  expect(git('status', '--porcelain')).toBe('');
  expect(
    git('ls-tree', '-r', commit)
      .split('\n')
      .map((line) => line.replace(/ blob \w+\t/, ' ')),
  ).toEqual(['100644 .gitignore', '100755 dist/cli.cjs']);
});

test('the npm package runs from an empty folder and holds nothing else', () => {
  execFileSync('node', ['scripts/package-npm.mjs'], { cwd: ROOT });
  const folder = temporary();
  const npm = (...args: string[]): string =>
    execFileSync('npm', args, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'ignore'] });
  const tarball = npm('pack', join(ROOT, 'dist/npm'), '--offline').trim().split('\n').at(-1) ?? '';
  npm('install', '--global', '--prefix', 'prefix', '--offline', '--no-audit', '--no-fund', `./${tarball}`);
  const [cli = ''] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('cli.cjs'));
  expect(readdirSync(dirname(join(folder, cli))).sort()).toEqual([
    'LICENSE',
    'README.md',
    'THIRD-PARTY-NOTICES.txt',
    'cli.cjs',
    'package.json',
    'tree-sitter-powershell.wasm',
    'tree-sitter.wasm',
  ]);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const program = join(folder, process.platform === 'win32' ? 'prefix/aovpn.cmd' : 'prefix/bin/aovpn');
  expect(existsSync(program)).toBe(true);
  const run = (...args: string[]): { status: number | null; stdout: string } =>
    spawnSync(program, args, { cwd: sample(), encoding: 'utf8', shell: process.platform === 'win32' });
  expect(run('--version').stdout).toBe(`${version}\n`);
  expect(run('check')).toMatchObject({ status: 1, stdout: expect.stringContaining('will fail with 13868 (DHGroup)') as string });
  const manifest = JSON.parse(readFileSync(join(dirname(join(folder, cli)), 'package.json'), 'utf8')) as Record<string, unknown>;
  expect(manifest).toMatchObject({ name: 'aovpn', bin: { aovpn: 'cli.cjs' } });
  expect(manifest.dependencies).toBeUndefined();
  expect(readFileSync(join(ROOT, 'dist/npm/THIRD-PARTY-NOTICES.txt'), 'utf8')).toMatch(/fast-xml-parser[^]*tree-sitter-powershell[^]*web-tree-sitter/);
});

test('what is read in threads of the bundle gives the same result', () => {
  const cwd = sample();
  const run = (threads: string): unknown[] => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'dist/cli.cjs'), 'check', '--format', 'json', '--threads', threads], {
      cwd,
      encoding: 'utf8',
    });
    return [status, stdout, stderr];
  };
  const alone = run('1');
  expect(alone[0]).toBe(1);
  expect(run('3')).toEqual(alone);
});
